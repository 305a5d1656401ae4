package io.firth.count;

import io.firth.math.Matrix;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * The maximum-likelihood bound (worked-examples row M12). Of all conditional distributions P(c | w) the relative frequencies
 * #(w, c)/#(w) make Σ #(w, c) log P(c | w) greatest. So the conditional entropy of the counts
 *
 * <pre>H = −(1/|D|) Σ #(w, c) log( #(w, c)/#(w) )</pre>
 *
 * <p>is a lower bound on the negative log-likelihood per pair of any model, whatever its vectors or its dimension.
 */
public final class SoftmaxBound {
    private SoftmaxBound() {}

    /**
     * H, in nats per pair.
     *
     * @throws IllegalArgumentException if there are no counts
     */
    public static double of(Cooccurrences counts) {
        checkCounts(counts);
        double sum = 0;
        for (int w = 0; w < counts.size(); w++) {
            double row = 0;
            for (long cell = counts.rowStart(w); cell < counts.rowEnd(w); cell++) {
                double n = counts.count(cell);
                row -= n * Math.log(n / counts.rowSum(w));
            }
            sum += row;
        }
        return sum / counts.total();
    }

    /**
     * The negative log-likelihood of the full-softmax model P(c | w) = exp(v_w·u_c)/Σ_c' exp(v_w·u_c') on these counts, and
     * the bound.
     *
     * @param v V × D
     * @param u V × D
     * @param most centre words whose normalisation is computed; with fewer than all the loss is an unbiased estimate
     * @param seed of the sample
     * @param progress hears 0…1
     * @throws IllegalArgumentException if the shapes do not fit or there are no counts
     * @throws InterruptedException if the thread is interrupted
     */
    public static BoundReport of(
            Cooccurrences counts, Matrix v, Matrix u, int most, long seed, int threads, DoubleConsumer progress)
            throws InterruptedException {
        checkCounts(counts);
        checkShape(counts, v, u);
        CentreSample sample = CentreSample.of(counts, most, seed);
        double[] logPartitions = CentreSums.logPartitions(new LogitSweep(v, u, threads), sample.centres(), progress);
        CentreSample.Mean mean = sample.mean(logPartitions);
        double[] products = new double[counts.size()];
        PairProducts.forEach(counts, v, u, threads, (w, c, n, x) -> products[w] += n * x);
        double positive = Arrays.stream(products).sum() / counts.total();
        return new BoundReport(counts.total(), mean.value() - positive, mean.standardError(), of(counts));
    }

    static void checkCounts(Cooccurrences counts) {
        if (!(counts.total() > 0)) {
            throw new IllegalArgumentException("there is no bound without counts");
        }
    }

    static void checkShape(Cooccurrences counts, Matrix v, Matrix u) {
        if (v.rows() != counts.size() || u.rows() != counts.size() || v.dim() != u.dim()) {
            throw new IllegalArgumentException("counts of " + counts.size() + " words do not fit vectors " + v.rows()
                    + " × " + v.dim() + " and " + u.rows() + " × " + u.dim());
        }
    }
}
