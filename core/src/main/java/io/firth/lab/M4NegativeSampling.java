package io.firth.lab;

import io.firth.gradient.Logistic;
import io.firth.gradient.NegativeSamplingLoss;
import io.firth.gradient.Prediction;
import io.firth.gradient.RandomWindow;
import io.firth.gradient.WindowLoss;
import java.util.ArrayList;
import java.util.List;

/** Skip-gram with negative sampling, one pair; one negative is drawn twice. */
final class M4NegativeSampling implements WorkedExample {
    @Override
    public String id() {
        return "M4";
    }

    @Override
    public String title() {
        return "Skip-gram, negative sampling: a negative counts once per draw";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "J = −log σ(u_oᵀv_c) − Σ_k log σ(−u_kᵀv_c)",
                "J = -\\log \\sigma(u_o^\\top v_c) - \\sum_{k} \\log \\sigma(-u_k^\\top v_c)");
        sheet.formula(
                "∂J/∂v_c = (σ(u_oᵀv_c) − 1) u_o + Σ_k σ(u_kᵀv_c) u_k\n"
                        + "∂J/∂u_o = (σ(u_oᵀv_c) − 1) v_c\n∂J/∂u_k = σ(u_kᵀv_c) v_c   once per draw",
                "\\begin{aligned}\\frac{\\partial J}{\\partial v_c} &= \\bigl(\\sigma(u_o^\\top v_c) - 1\\bigr)\\,u_o"
                        + " + \\sum_k \\sigma(u_k^\\top v_c)\\,u_k\\\\ \\frac{\\partial J}{\\partial u_o} &="
                        + " \\bigl(\\sigma(u_o^\\top v_c) - 1\\bigr)\\,v_c\\\\ \\frac{\\partial J}{\\partial u_k} &="
                        + " \\sigma(u_k^\\top v_c)\\,v_c \\quad\\text{once per draw}\\end{aligned}");
        sheet.text("Pair (Frodo, ring); the three draws were dragon, ship, and dragon again.");
        int c = Toy.FRODO;
        int[] outputs = {Toy.RING, Toy.DRAGON, Toy.SHIP, Toy.DRAGON};
        double[] x = Toy.logits(Toy.input()[c]);
        List<List<Object>> rows = new ArrayList<>();
        double total = 0;
        double allDraws = 0;
        for (int j = 0; j < outputs.length; j++) {
            double logit = x[outputs[j]];
            double loss = -Logistic.logSigma(j == 0 ? logit : -logit);
            double slope = Logistic.sigma(logit) - (j == 0 ? 1 : 0);
            rows.add(List.of(
                    Toy.WORDS.get(outputs[j]), j == 0 ? "o" : "draw " + j, logit, Logistic.sigma(logit), loss, slope));
            total += loss;
            allDraws += j == 0 ? 0 : slope;
        }
        sheet.table("", List.of("word", "as", "uᵀv_c", "σ(uᵀv_c)", "loss", "∂loss/∂(uᵀv_c)"), rows);
        WindowLoss twice = pair(outputs[1], outputs[2], outputs[3]);
        WindowLoss once = pair(outputs[1], outputs[2]);
        sheet.value("J", twice.value(Toy.parameters()));
        sheet.check("J is the sum of the losses above", total, twice.value(Toy.parameters()), 1e-14);
        Claims.gradient(sheet, "∂J/∂v_c", twice, Toy.inputRow(c));
        Claims.gradient(sheet, "∂J/∂u", twice, Toy.outputRows(Toy.RING, Toy.DRAGON, Toy.SHIP));
        double[] gradientTwice = Toy.gradient(twice);
        int dragon = Toy.LAYOUT.output(Toy.DRAGON);
        sheet.check(
                "∂J/∂u_dragon[1], drawn twice, is so many times that of one draw",
                2,
                gradientTwice[dragon] / Toy.gradient(once)[dragon],
                0);
        Claims.zero(
                sheet,
                "greatest ∂J/∂u of the words that were not drawn",
                twice,
                Toy.outputRows(Toy.DAENERYS, Toy.FRODO, Toy.PICARD));
        sheet.text("A slip that is seen in print puts the sum over all draws into ∂J/∂u_k. For dragon that would be "
                + Figures.precise(allDraws * Toy.input()[c][0])
                + " in the first component, where finite differences say "
                + Figures.precise(gradientTwice[dragon]) + ".");
        Claims.randomWindows(
                sheet, RandomWindow.Objective.NEGATIVE_SAMPLING_PER_PAIR, RandomWindow.Architecture.SKIP_GRAM, 200);
    }

    private static WindowLoss pair(int... negatives) {
        return new WindowLoss(Toy.LAYOUT, new Prediction(Toy.FRODO, new NegativeSamplingLoss(Toy.RING, negatives)));
    }
}
