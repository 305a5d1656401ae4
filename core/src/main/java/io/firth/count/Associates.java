package io.firth.count;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The words that go with a word: its context words by the strength of their association (Church &amp; Hanks 1990, "Word
 * association norms, mutual information, and lexicography").
 *
 * <p>PMI alone puts pairs on top that were met once by chance. Against that there are a least count of the pair, context
 * distribution smoothing (α &lt; 1 makes rare contexts more probable, so that their PMI falls; Levy, Goldberg &amp; Dagan
 * 2015), and the log-likelihood ratio G² (Dunning 1993, "Accurate methods for the statistics of surprise and
 * coincidence"), which grows with the evidence.
 */
public final class Associates {
    private final Cooccurrences counts;
    private final ShiftedPmi pmi;
    private final double leastCount;

    /** What comes first. */
    public enum Order {
        /** Highest PMI. */
        PMI,
        /** Highest G². */
        LOG_LIKELIHOOD,
        /** Highest count. */
        COUNT;

        /** {@code pmi}, {@code log-likelihood}, {@code count}. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        private double of(Associate associate) {
            return switch (this) {
                case PMI -> associate.pmi();
                case LOG_LIKELIHOOD -> associate.logLikelihood();
                case COUNT -> associate.count();
            };
        }
    }

    /**
     * Of these counts.
     *
     * @param k shift, &gt; 0; PMI is lowered by log k
     * @param alpha α of context distribution smoothing, 0 … 1
     * @param leastCount pairs with a smaller #(w, c) are left out
     * @throws IllegalArgumentException if a number is out of range
     */
    public Associates(Cooccurrences counts, double k, double alpha, double leastCount) {
        if (!(leastCount >= 0)) {
            throw new IllegalArgumentException("the least count of a pair must be at least 0, but is " + leastCount);
        }
        this.counts = Objects.requireNonNull(counts, "counts");
        this.pmi = new ShiftedPmi(counts, k, alpha, false);
        this.leastCount = leastCount;
    }

    /**
     * The strongest associates of a word: those that come more often than expected (PMI &gt; 0), at most {@code most} of
     * them; ties by word id.
     */
    public List<Associate> of(int wordId, Order order, int most) {
        List<Associate> all = new ArrayList<>();
        double rowSum = counts.rowSum(wordId);
        long end = counts.rowEnd(wordId);
        for (long cell = counts.rowStart(wordId); cell < end; cell++) {
            double count = counts.count(cell);
            if (count < leastCount) {
                continue;
            }
            int column = counts.column(cell);
            double value = pmi.of(wordId, column, count);
            if (value > 0) {
                double columnSum = counts.columnSum(column);
                double expected = rowSum / counts.total() * columnSum;
                all.add(new Associate(
                        column, count, expected, value, logLikelihood(count, rowSum, columnSum, counts.total())));
            }
        }
        all.sort(Comparator.comparingDouble(order::of).reversed().thenComparingInt(Associate::wordId));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    /**
     * G² = 2·Σ O·log(O/E) over the table of w or not w against c or not c; negative if the pair is rarer than expected.
     */
    static double logLikelihood(double pair, double row, double column, double total) {
        double sum = term(pair, row * column / total)
                + term(row - pair, row * (total - column) / total)
                + term(column - pair, (total - row) * column / total)
                + term(total - row - column + pair, (total - row) * (total - column) / total);
        double ratio = Math.max(0, 2 * sum);
        return pair * total < row * column ? -ratio : ratio;
    }

    private static double term(double observed, double expected) {
        return observed > 0 ? observed * Math.log(observed / expected) : 0;
    }
}
