package io.firth.lab;

import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.Prediction;
import io.firth.gradient.RandomWindow;
import io.firth.gradient.Softmax;
import io.firth.gradient.WindowLoss;
import java.util.ArrayList;
import java.util.List;

/** Skip-gram with the exact softmax, one pair (c, o). */
final class M3FullSoftmax implements WorkedExample {
    @Override
    public String id() {
        return "M3";
    }

    @Override
    public String title() {
        return "Skip-gram, full softmax: loss and gradients of one pair";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "J = −log ŷ_o = −u_oᵀv_c + log Σ_w exp(u_wᵀv_c)",
                "J = -\\log \\hat y_o = -u_o^\\top v_c + \\log \\sum_{w} e^{u_w^\\top v_c}");
        sheet.formula(
                "∂J/∂v_c = Σ_w (ŷ_w − y_w) u_w\n∂J/∂u_w = (ŷ_w − y_w) v_c   for every w in V",
                "\\frac{\\partial J}{\\partial v_c} = \\sum_w (\\hat y_w - y_w)\\,u_w \\qquad"
                        + " \\frac{\\partial J}{\\partial u_w} = (\\hat y_w - y_w)\\,v_c \\quad\\text{for every } w \\in V");
        sheet.text("Pair (dragon, ship) with the toy matrices of M14. Every row of U has a gradient: the target's, the"
                + " source word's own, and all others.");
        int c = Toy.DRAGON;
        int o = Toy.SHIP;
        double[] v = Toy.input()[c];
        double[] x = Toy.logits(v);
        double[] y = Softmax.probabilities(x);
        List<List<Object>> rows = new ArrayList<>();
        double slopes = 0;
        double[] gradV = new double[3];
        for (int w = 0; w < 6; w++) {
            double target = w == o ? 1 : 0;
            rows.add(List.of(Toy.WORDS.get(w), x[w], y[w], target, y[w] - target));
            slopes += y[w] - target;
            for (int d = 0; d < 3; d++) {
                gradV[d] += (y[w] - target) * Toy.output()[w][d]; // ∂J/∂v_c = Σ_w (ŷ_w − y_w) u_w
            }
        }
        sheet.table("", List.of("w", "u_wᵀv_c", "ŷ_w", "y_w", "ŷ_w − y_w"), rows);
        WindowLoss loss = new WindowLoss(Toy.LAYOUT, new Prediction(c, new FullSoftmaxLoss(o)));
        sheet.value("J", loss.value(Toy.parameters()));
        sheet.check("J is −log ŷ_ship", -Math.log(y[o]), loss.value(Toy.parameters()), 1e-14);
        sheet.check("Σ_w (ŷ_w − y_w)", 0, slopes, 1e-15);
        double[] gradient = Toy.gradient(loss);
        double worst = 0;
        for (int d = 0; d < 3; d++) {
            worst = Math.max(worst, Math.abs(gradV[d] - gradient[Toy.LAYOUT.input(c) + d]));
        }
        sheet.atMost("∂J/∂v_c by the formula above, greatest difference from the library's", 1e-15, worst);
        Claims.gradient(sheet, "∂J/∂v_c", loss, Toy.inputRow(c));
        Claims.gradient(sheet, "∂J/∂U", loss, Toy.outputRows(0, 1, 2, 3, 4, 5));
        Claims.randomWindows(sheet, RandomWindow.Objective.FULL_SOFTMAX, RandomWindow.Architecture.SKIP_GRAM, 200);
    }
}
