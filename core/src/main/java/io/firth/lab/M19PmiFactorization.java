package io.firth.lab;

import io.firth.count.Cooccurrences;
import io.firth.count.NegativeSamplingBound;
import io.firth.count.SgnsLoss;
import io.firth.gradient.GradientCheck;
import io.firth.math.CounterRandom;
import java.util.List;

/** Negative sampling factorises the matrix PMI − log k. */
final class M19PmiFactorization implements WorkedExample {
    private static final List<String> WORDS = List.of("a", "b", "c");
    private static final double[][] PAIRS = {{4, 1, 2}, {1, 6, 1}, {3, 1, 9}};
    private static final int K = 2;
    private static final double BOUND = 1.7345992688033154;

    @Override
    public String id() {
        return "M19";
    }

    @Override
    public String title() {
        return "Negative sampling factorises PMI − log k";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "L = Σ_{w,c} #(w,c) log σ(v_w·u_c) + k Σ_w #(w) Σ_c (#(c)/|D|) log σ(−v_w·u_c)\n"
                        + "is greatest at v_w·u_c = log( #(w,c)·|D| / (#(w)·#(c)) ) − log k = PMI − log k",
                "L = \\sum_{w,c} \\#(w,c) \\log \\sigma(v_w^\\top u_c) + k \\sum_w \\#(w) \\sum_c \\frac{\\#(c)}{|D|} \\log"
                        + " \\sigma(-v_w^\\top u_c) \\qquad v_w^\\top u_c = \\log \\frac{\\#(w,c)\\,|D|}{\\#(w)\\,\\#(c)} -"
                        + " \\log k");
        sheet.text("Three words, k = 2, 28 pairs. (A printed slip has log(−wᵀwᵢ), without σ.)");
        sheet.matrix("#(w, c)", WORDS, WORDS, PAIRS);
        try (Cooccurrences counts = ToyCorpus.counts(WORDS, PAIRS)) {
            NegativeSamplingBound bound = NegativeSamplingBound.withPairNoise(counts, K, 1);
            double[][] target = new double[3][3];
            for (int w = 0; w < 3; w++) {
                for (int c = 0; c < 3; c++) {
                    target[w][c] = bound.target(w, c, PAIRS[w][c]);
                }
            }
            sheet.matrix("PMI − log k", WORDS, WORDS, target);
            sheet.check("of (a, a): log(4·28/(7·8)) − log 2", 0, target[0][0], 1e-15);
            sheet.check("of (b, b): log(6·28/(8·8)) − log 2", 0.27193371548364176, target[1][1], 1e-15);
            sheet.text("Three dimensions are enough for any three products: v_w is a unit vector, u_c a column of the"
                    + " matrix. There the loss −L/|D| is the bound, and its gradient is 0.");
            SgnsLoss loss = new SgnsLoss(counts, K, 1, 3);
            double[] x = at(target);
            sheet.check("−L/|D| at PMI − log k", BOUND, loss.value(x), 1e-14);
            sheet.check("the bound, as firth bound has it", BOUND, bound.value(), 1e-14);
            sheet.check("at v = 0: (1 + k) log 2", 3 * Math.log(2), loss.value(new double[18]), 1e-14);
            double[] gradient = new double[18];
            loss.gradient(x, gradient);
            double greatest = 0;
            for (double g : gradient) {
                greatest = Math.max(greatest, Math.abs(g));
            }
            sheet.atMost("greatest derivative there", 1e-15, greatest);
            double best = Double.POSITIVE_INFINITY;
            for (int trial = 0; trial < 1000; trial++) {
                long key = CounterRandom.key(trial, 0, 0);
                double[][] other = new double[3][3];
                for (int i = 0; i < 9; i++) {
                    double noise = 2 * CounterRandom.unitFloat(CounterRandom.bits(key, i)) - 1;
                    other[i / 3][i % 3] = target[i / 3][i % 3] + noise;
                }
                best = Math.min(best, loss.value(at(other)));
            }
            sheet.atLeast("smallest loss of 1000 other matrices, less the bound", 0, best - BOUND);
            sheet.text("Elsewhere the gradient is not 0; by its formula and by finite differences:");
            double[] elsewhere = new double[18];
            for (int i = 0; i < 18; i++) {
                elsewhere[i] = 0.25 * (i % 5) - 0.5;
            }
            sheet.add(GradientTable.of("−L/|D|", GradientCheck.of(loss, elsewhere), M19PmiFactorization::name));
        }
    }

    /** v = unit vectors, u = the columns. */
    private static double[] at(double[][] products) {
        double[] x = new double[18];
        for (int w = 0; w < 3; w++) {
            x[w * 3 + w] = 1;
            for (int c = 0; c < 3; c++) {
                x[9 + c * 3 + w] = products[w][c];
            }
        }
        return x;
    }

    private static String name(int i) {
        return (i < 9 ? "v_" : "u_") + WORDS.get(i % 9 / 3) + "[" + (i % 3 + 1) + "]";
    }
}
