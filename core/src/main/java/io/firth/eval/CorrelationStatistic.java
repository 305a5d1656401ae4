package io.firth.eval;

/** How far predicted numbers go with given ones. */
final class CorrelationStatistic implements Statistic {
    private final double[] gold;
    private final double[] predicted;
    private final boolean ranks;
    private final Correlation.Ranking goldRanking;
    private final Correlation.Ranking predictedRanking;

    /**
     * Over these numbers, which are not copied.
     *
     * @param gold one per item
     * @param predicted one per item; NaN where the item is not covered
     * @param ranks Spearman's ρ, else Pearson's r
     */
    CorrelationStatistic(double[] gold, double[] predicted, boolean ranks) {
        this.gold = gold;
        this.predicted = predicted;
        this.ranks = ranks;
        goldRanking = ranks ? new Correlation.Ranking(gold) : null;
        predictedRanking = ranks ? new Correlation.Ranking(predicted) : null;
    }

    @Override
    public int items() {
        return gold.length;
    }

    @Override
    public boolean covers(int item) {
        return !Double.isNaN(predicted[item]);
    }

    @Override
    public double of(int[] times) {
        return ranks
                ? Correlation.pearson(goldRanking.ranks(times), predictedRanking.ranks(times), times)
                : Correlation.pearson(gold, predicted, times);
    }

    @Override
    public String whyUndefined() {
        int n = covered();
        if (n < 2) {
            return n == 0 ? "no item is covered" : "one covered item has no order";
        }
        return isConstant(gold) ? "all gold scores are equal" : "all cosines are equal";
    }

    private boolean isConstant(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (covers(i)) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
        }
        return least >= most;
    }
}
