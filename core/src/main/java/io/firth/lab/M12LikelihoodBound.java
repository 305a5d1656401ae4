package io.firth.lab;

import io.firth.count.Cooccurrences;
import io.firth.count.SoftmaxBound;
import io.firth.gradient.Softmax;
import io.firth.math.CounterRandom;
import java.util.List;

/** The best that any conditional distribution can do on a corpus. */
final class M12LikelihoodBound implements WorkedExample {
    private static final int OTHERS = 1000;

    @Override
    public String id() {
        return "M12";
    }

    @Override
    public String title() {
        return "The maximum-likelihood bound: conditional entropy of the counts";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "Σ #(c,o) log P(o|c) is greatest at P(o|c) = #(c,o) / Σ_o′ #(c,o′)\nH = −(1/|D|) Σ #(c,o) log( #(c,o) / #(c) ) ≤ NLL per pair",
                "\\hat P(o \\mid c) = \\frac{\\#(c,o)}{\\sum_{o'} \\#(c,o')} \\qquad H = -\\frac{1}{|D|} \\sum_{c,o} \\#(c,o)"
                        + " \\log \\frac{\\#(c,o)}{\\#(c)} \\le \\mathrm{NLL}");
        double[][] pairs = ToyCorpus.pairs();
        sheet.text("The pairs of M11's corpus, #(c, o):");
        sheet.matrix("#", Toy.WORDS, Toy.WORDS, pairs);
        double loss = loss(pairs, w -> Softmax.probabilities(ToyCorpus.logits(w)));
        double bound = loss(pairs, w -> normalised(pairs[w]));
        sheet.check("NLL per pair of the vectors of M14", 1.7823361561178421, loss, 1e-14);
        sheet.check("H, by hand", 0.42564829337492915, bound, 1e-15);
        try (Cooccurrences counts = ToyCorpus.counts()) {
            sheet.check("H, as firth bound has it", 0.42564829337492915, SoftmaxBound.of(counts), 1e-15);
        }
        sheet.value("distance per pair", loss - bound);
        sheet.value("perplexity of the vectors", Math.exp(loss));
        sheet.value("perplexity at the bound", Math.exp(bound));
        double best = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < OTHERS; trial++) {
            long key = CounterRandom.key(trial, 0, 0);
            best = Math.min(best, loss(pairs, w -> {
                double[] other = pairs[w].clone();
                for (int o = 0; o < other.length; o++) {
                    other[o] *= 0.5 + CounterRandom.unitFloat(CounterRandom.bits(key, 6L * w + o));
                }
                return normalised(other);
            }));
        }
        sheet.atLeast("smallest of " + OTHERS + " other distributions with the same zeros, less H", 0, best - bound);
        sheet.text(
                "H counts only what this text says: no model of single pairs can have a smaller loss on it, and one that"
                        + " came near would have learned it by heart. On other text the bound is that text's own H.");
        sheet.table(
                "",
                List.of("", "per pair", "per token"),
                List.of(
                        List.of("the vectors of M14", loss, loss * 22 / ToyCorpus.tokens()),
                        List.of("bound", bound, bound * 22 / ToyCorpus.tokens())));
    }

    /** P(· | w). */
    private interface Conditional {
        double[] given(int w);
    }

    private static double loss(double[][] pairs, Conditional p) {
        double sum = 0;
        double total = 0;
        for (int w = 0; w < pairs.length; w++) {
            double[] given = p.given(w);
            for (int o = 0; o < pairs.length; o++) {
                if (pairs[w][o] > 0) {
                    sum -= pairs[w][o] * Math.log(given[o]);
                    total += pairs[w][o];
                }
            }
        }
        return sum / total;
    }

    private static double[] normalised(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] p = new double[weights.length];
        for (int o = 0; o < p.length; o++) {
            p[o] = weights[o] / sum;
        }
        return p;
    }
}
