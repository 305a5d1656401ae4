package io.firth.lab;

import io.firth.count.Cooccurrences;
import io.firth.count.SoftmaxBound;
import io.firth.gradient.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** What dot products cannot reach: certainty. */
final class M13Certainty implements WorkedExample {
    private static final double RATE = 0.5;

    @Override
    public String id() {
        return "M13";
    }

    @Override
    public String title() {
        return "What dot products cannot reach: the loss tends to 0 and never gets there";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "V = {A, B}, corpus A B A B …: P(B|A) = P(A|B) = 1\nv_A = r, v_B = −r, u_A = −r, u_B = r: J = log(1 + e^(−2r²)) > 0",
                "P(B \\mid A) = P(A \\mid B) = 1 \\qquad v_A = r,\\; v_B = -r,\\; u_A = -r,\\; u_B = r: \\quad"
                        + " J = \\log\\left(1 + e^{-2r^2}\\right) > 0");
        sheet.text(
                "The bound of M12 is 0: after A there is always B. With finite vectors both words keep a share of the"
                        + " softmax. One dimension is enough; with norm r the logits are ±r².");
        try (Cooccurrences counts = ToyCorpus.counts(List.of("A", "B"), new double[][] {{0, 500}, {500, 0}})) {
            sheet.check("bound of the corpus", 0, SoftmaxBound.of(counts), 0);
        }
        List<List<Object>> rows = new ArrayList<>();
        double before = Double.POSITIVE_INFINITY;
        boolean falls = true;
        for (double r : new double[] {0, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12}) {
            double loss = loss(r);
            rows.add(List.of(Figures.precise(r), loss, Math.exp(-loss)));
            falls &= loss > 0 && loss < before;
            before = loss;
        }
        sheet.table("", List.of("norm r", "loss per pair", "P(B|A)"), rows);
        sheet.check("falls with the norm, and is never 0", "yes", falls ? "yes" : "no");
        double greatest = 0;
        for (double r : new double[] {0, 0.5, 1, 1.5, 2}) {
            greatest = Math.max(greatest, Math.abs(loss(r) - Softmax.crossEntropy(new double[] {-r * r, r * r}, 1)));
        }
        sheet.atMost("against the softmax of (−r², r²), r ≤ 2", 1e-15, greatest);
        sheet.check("at r = 1", 0.1269280110429725, loss(1), 1e-15);
        sheet.check("at r = 3", 1.5229979628736488e-8, loss(3), 1e-22);
        sheet.add(plot());
        sheet.text(
                "Gradient descent makes the vectors longer for ever, and ever more slowly, since ∂J/∂r = −4r·σ(−2r²):");
        List<List<Object>> steps = new ArrayList<>();
        double r = 0.1;
        double worst = 0;
        for (int step = 0; step <= 100_000; step++) {
            if (step == 0 || Math.abs(Math.log10(step) - Math.rint(Math.log10(step))) < 1e-12) {
                steps.add(List.of(Integer.toString(step), r, loss(r)));
                double h = 1e-5;
                worst = Math.max(worst, Math.abs((loss(r + h) - loss(r - h)) / (2 * h) - slope(r)));
            }
            r -= RATE * slope(r);
        }
        sheet.table("", List.of("steps of η = ½", "r", "loss per pair"), steps);
        sheet.atMost("∂J/∂r against differences of J", 1e-9, worst);
        sheet.atLeast("norm after 100,000 steps", 2, r);
        sheet.atLeast("loss after 100,000 steps", 1e-9, loss(r));
        sheet.text(
                "In single precision 1 − P(B|A) is rounded to 0 from about r = 2.9 on; a loss of exactly 0 is rounding.");
    }

    /** −log softmax of (−r², r²) at B, without the rounding of 1 + e^(−2r²). */
    private static double loss(double r) {
        return Math.log1p(Math.exp(-2 * r * r));
    }

    private static double slope(double r) {
        return -4 * r / (1 + Math.exp(2 * r * r));
    }

    private static Plot plot() {
        double[] r = DoubleStream.iterate(0, x -> x <= 3.001, x -> x + 0.05).toArray();
        return new Plot(
                "Loss per pair over the vectors' norm",
                "norm r",
                "loss per pair",
                List.of(
                        new Plot.Curve(
                                "log(1 + e^(−2r²))",
                                r,
                                DoubleStream.of(r).map(M13Certainty::loss).toArray()),
                        new Plot.Curve("bound", r, new double[r.length])));
    }
}
