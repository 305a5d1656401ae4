package io.firth.lab;

import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.Prediction;
import io.firth.gradient.Softmax;
import io.firth.gradient.WindowLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Six words, three dimensions, every number by hand. */
final class M14SoftmaxToy implements WorkedExample {
    private static final double[] LOGITS = {0.9111, 0.5924, 0.9265, 1.2742, 0.9519, 0.7397};
    private static final double LOG_SUM_EXP = 2.713555517;
    private static final double LOSS = 1.787055518;

    @Override
    public String id() {
        return "M14";
    }

    @Override
    public String title() {
        return "Softmax toy example: six words, the pair (Frodo, ring)";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "J = −log ŷ_ring = −u_ringᵀv_Frodo + log Σ_w exp(u_wᵀv_Frodo)",
                "J = -\\log \\hat y_{\\text{ring}} = -u_{\\text{ring}}^\\top v_{\\text{Frodo}} + \\log \\sum_{w}"
                        + " e^{u_w^\\top v_{\\text{Frodo}}}");
        Toy.show(sheet);
        sheet.text("The row of Frodo in V against every row of U:");
        double[] x = Toy.logits(Toy.input()[Toy.FRODO]);
        double[] y = Softmax.probabilities(x);
        List<List<Object>> rows = new ArrayList<>();
        for (int w = 0; w < 6; w++) {
            rows.add(List.of(Toy.WORDS.get(w), x[w], Math.exp(x[w]), y[w], y[w] - (w == Toy.RING ? 1 : 0)));
        }
        sheet.table("", List.of("w", "u_wᵀv", "exp(u_wᵀv)", "ŷ_w", "ŷ_w − y_w"), rows);
        for (int w = 0; w < 6; w++) {
            sheet.check("logit of " + Toy.WORDS.get(w), LOGITS[w], x[w], 1e-12);
        }
        WindowLoss loss = new WindowLoss(Toy.LAYOUT, new Prediction(Toy.FRODO, new FullSoftmaxLoss(Toy.RING)));
        double j = loss.value(Toy.parameters());
        double logSumExp = Softmax.logSumExp(x);
        sheet.value("log Σ_w exp(u_wᵀv)", logSumExp);
        sheet.value("J", j);
        sheet.check("log-sum-exp", LOG_SUM_EXP, logSumExp, 1e-9); // the printed figure is cut, not rounded
        sheet.check("loss J", LOSS, j, 5e-10);
        slips(sheet, x, loss);
        sheet.text("The gradient. In V only Frodo's row has one; in U every row.");
        Claims.gradient(sheet, "∂J/∂v_Frodo", loss, Toy.inputRow(Toy.FRODO));
        Claims.gradient(sheet, "∂J/∂U", loss, Toy.outputRows(0, 1, 2, 3, 4, 5));
    }

    private static void slips(Worksheet sheet, double[] x, WindowLoss loss) {
        double others = 0;
        for (int w = 0; w < 6; w++) {
            others += w == Toy.RING ? 0 : Math.exp(x[w]);
        }
        sheet.text("Two slips are seen in print. The loss "
                + String.format(Locale.ROOT, "%.2f", Math.log(others) - x[Toy.RING])
                + " comes of leaving ring's own term out of the denominator. And it is not all rows but the source"
                + " word's that are updated: all rows of U are.");
        double[] gradient = Toy.gradient(loss);
        long changed = 0;
        for (int w = 0; w < 6; w++) {
            changed += gradient[Toy.LAYOUT.output(w)] != 0 ? 1 : 0;
        }
        sheet.check("rows of U with a gradient", 6, changed);
    }
}
