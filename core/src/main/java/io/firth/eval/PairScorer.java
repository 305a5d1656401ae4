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
            case WRONG -> mirrored(gold, cosine);
        };
    }

    /**
     * An uncovered pair whose gold score stands at share q of all gold scores, from the lowest, gets the cosine at share
     * 1 − q of the covered cosines: the pairs that people find most alike get the lowest cosines, and the other way round.
     */
    private static double[] mirrored(double[] gold, double[] cosine) {
        double[] sorted =
                Arrays.stream(cosine).filter(x -> !Double.isNaN(x)).sorted().toArray();
        int[] once = new int[gold.length];
        Arrays.fill(once, 1);
        double[] ranks = new Correlation.Ranking(gold).ranks(once);
        double[] mirrored = cosine.clone();
        for (int i = 0; i < mirrored.length; i++) {
            if (Double.isNaN(mirrored[i])) {
                double share = 1 - (ranks[i] - 0.5) / gold.length;
                mirrored[i] =
                        sorted.length == 0 ? 0 : sorted[Math.min((int) (share * sorted.length), sorted.length - 1)];
            }
        }
        return mirrored;
    }
}
