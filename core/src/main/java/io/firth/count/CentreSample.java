package io.firth.count;

import io.firth.math.AliasTable;
import io.firth.math.CounterRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which centre words a sum Σ_w #(w)·g(w) is taken over when g costs a pass over the vocabulary: all of them, or the most
 * frequent ones and, for the rest, a random sample. The estimate is unbiased, and its standard error is known.
 */
final class CentreSample {
    private final int[] centres;
    private final int exact;
    private final double[] weights;
    private final double restWeight;
    private final double total;

    private CentreSample(int[] centres, int exact, double[] weights, double restWeight, double total) {
        this.centres = centres;
        this.exact = exact;
        this.weights = weights;
        this.restWeight = restWeight;
        this.total = total;
    }

    /** A mean per pair, and its standard error: 0 if nothing was sampled. */
    record Mean(double value, double standardError) {}

    /**
     * At most {@code most} words: all that have pairs if they are not more; else half of {@code most} are the most frequent
     * ones, and the others are drawn, with replacement, with probabilities ∝ #(w).
     */
    static CentreSample of(Cooccurrences counts, int most, long seed) {
        int[] words = IntStream.range(0, counts.size())
                .filter(w -> counts.rowSum(w) > 0)
                .toArray();
        if (words.length <= Math.max(most, 2)) {
            double[] weights = Arrays.stream(words).mapToDouble(counts::rowSum).toArray();
            return new CentreSample(words, words.length, weights, 0, counts.total());
        }
        Integer[] order = Arrays.stream(words).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(w -> -counts.rowSum(w)));
        int exact = most / 2;
        int draws = most - exact;
        int[] centres = new int[most];
        double[] rest = new double[order.length - exact];
        for (int i = 0; i < order.length; i++) {
            if (i < exact) {
                centres[i] = order[i];
            } else {
                rest[i - exact] = counts.rowSum(order[i]);
            }
        }
        AliasTable table = AliasTable.of(rest);
        long key = CounterRandom.key(seed, 0, 0);
        for (int i = 0; i < draws; i++) {
            centres[exact + i] = order[exact + table.draw(CounterRandom.bits(key, i))];
        }
        double[] weights = Arrays.stream(centres).mapToDouble(counts::rowSum).toArray();
        return new CentreSample(centres, exact, weights, Arrays.stream(rest).sum(), counts.total());
    }

    /** The words; a word that was drawn twice stands there twice. */
    int[] centres() {
        return centres.clone();
    }

    /** True if all words with pairs are in. */
    boolean isExact() {
        return exact == centres.length;
    }

    /** (1/|D|) Σ_w #(w)·g(w) from g at {@link #centres}. */
    Mean mean(double[] g) {
        double sum = 0;
        for (int i = 0; i < exact; i++) {
            sum += weights[i] * g[i];
        }
        int draws = centres.length - exact;
        if (draws == 0) {
            return new Mean(sum / total, 0);
        }
        double mean = 0;
        for (int i = exact; i < g.length; i++) {
            mean += g[i] / draws;
        }
        double squares = 0;
        for (int i = exact; i < g.length; i++) {
            squares += (g[i] - mean) * (g[i] - mean);
        }
        double deviation = draws < 2 ? Double.NaN : Math.sqrt(squares / (draws - 1) / draws);
        return new Mean((sum + restWeight * mean) / total, restWeight * deviation / total);
    }
}
