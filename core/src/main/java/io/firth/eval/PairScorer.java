package io.firth.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the cosines of pairs into correlations under every {@link OovPolicy}. */
final class PairScorer {
    private PairScorer() {}

    /**
     * ρ and r under every policy.
     *
     * @param gold one per pair
     * @param cosine one per pair; NaN where the model lacks a word
     */
    static List<Series> series(double[] gold, double[] cosine) {
        List<Series> series = new ArrayList<>();
        for (Measure measure : List.of(Measure.SPEARMAN, Measure.PEARSON)) {
            for (OovPolicy policy : OovPolicy.values()) {
                double[] predicted = predicted(gold, cosine, policy);
                series.add(new Series(
                        "",
                        measure,
                        policy,
                        gold.length,
                        new CorrelationStatistic(gold, predicted, measure == Measure.SPEARMAN)));
            }
        }
        return series;
    }

    static double[] predicted(double[] gold, double[] cosine, OovPolicy policy) {
        return switch (policy) {
            case SKIP -> cosine;
            case ZERO -> Arrays.stream(cosine).map(x -> Double.isNaN(x) ? 0 : x).toArray();
            case WRONG -> mostWrong(gold, cosine);
        };
    }

    /**
     * An uncovered pair that people find more alike than the median pair gets the lowest cosine of the covered ones, any
     * other the highest.
     */
    private static double[] mostWrong(double[] gold, double[] cosine) {
        double[] covered = Arrays.stream(cosine).filter(x -> !Double.isNaN(x)).toArray();
        double least = Arrays.stream(covered).min().orElse(0);
        double most = Arrays.stream(covered).max().orElse(0);
        int[] once = new int[gold.length];
        Arrays.fill(once, 1);
        double[] ranks = new Correlation.Ranking(gold).ranks(once);
        double[] wrong = cosine.clone();
        for (int i = 0; i < wrong.length; i++) {
            if (Double.isNaN(wrong[i])) {
                wrong[i] = 2 * ranks[i] > gold.length + 1 ? least : most;
            }
        }
        return wrong;
    }
}
