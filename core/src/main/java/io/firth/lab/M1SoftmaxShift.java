package io.firth.lab;

import io.firth.gradient.Softmax;
import java.util.ArrayList;
import java.util.List;

/** Softmax does not change when a constant is added to all its inputs, and that is how overflow is avoided. */
final class M1SoftmaxShift implements WorkedExample {
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    @Override
    public String id() {
        return "M1";
    }

    @Override
    public String title() {
        return "Softmax is shift invariant";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "softmax(x + c)ᵢ = exp(xᵢ + c) / Σⱼ exp(xⱼ + c) = softmax(x)ᵢ",
                "\\begin{aligned}\\operatorname{softmax}(x+c)_i &= \\frac{e^{x_i+c}}{\\sum_j e^{x_j+c}}"
                        + " = \\frac{e^{c}\\,e^{x_i}}{e^{c}\\sum_j e^{x_j}}\\\\ &= \\operatorname{softmax}(x)_i\\end{aligned}");
        sheet.text("The common factor eᶜ cancels. So c = −max x is free to choose: the largest exponent becomes 0,"
                + " nothing overflows, and the sum is at least 1.");
        double[] x = {1, 2, 3};
        double[] expected = {0.09003057317, 0.2447284711, 0.6652409558};
        List<List<Object>> rows = new ArrayList<>();
        double worst = 0;
        for (double c : new double[] {0, 1, -5, 100, -1e3, 1e4}) {
            double[] y = Softmax.probabilities(new double[] {x[0] + c, x[1] + c, x[2] + c});
            double[] naive = naive(new double[] {x[0] + c, x[1] + c, x[2] + c});
            rows.add(List.of((Object) Figures.precise(c), y[0], y[1], y[2], naive[2]));
            for (int i = 0; i < 3; i++) {
                worst = Math.max(worst, Math.abs(y[i] - expected[i]));
            }
        }
        sheet.table(
                "x = (1, 2, 3): softmax(x + c), and its last component computed without taking out the maximum",
                List.of("c", "ŷ₁", "ŷ₂", "ŷ₃", "ŷ₃, naive"),
                rows);
        sheet.atMost("greatest change by any c", 1e-10, worst);
        extremes(sheet);
    }

    private static void extremes(Worksheet sheet) {
        double[][] logits = {{1e4, 0, -1e4}, {-1e4, -1e4}, {NEVER, 0, NEVER}, {NEVER, NEVER, NEVER, NEVER}};
        double[][] expected = {{1, 0, 0}, {0.5, 0.5}, {0, 1, 0}, {0.25, 0.25, 0.25, 0.25}};
        sheet.text(
                "At the extremes it stays a distribution. A row of −∞ only is read as a limit of equal logits, so it is"
                        + " uniform.");
        for (int i = 0; i < logits.length; i++) {
            sheet.check("softmax" + text(logits[i]), text(expected[i]), text(Softmax.probabilities(logits[i])));
        }
        sheet.check("−log ŷ₃ for x = (1e4, 0, −1e4)", 2e4, Softmax.crossEntropy(logits[0], 2), 0);
    }

    private static double[] naive(double[] x) {
        double sum = Math.exp(x[0]) + Math.exp(x[1]) + Math.exp(x[2]);
        return new double[] {Math.exp(x[0]) / sum, Math.exp(x[1]) / sum, Math.exp(x[2]) / sum};
    }

    private static String text(double[] x) {
        List<String> numbers = new ArrayList<>();
        for (double value : x) {
            numbers.add(Figures.precise(value));
        }
        return "(" + String.join(", ", numbers) + ")";
    }
}
