package io.firth.count;

import io.firth.gradient.Logistic;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * The bound of negative sampling (worked-examples row M19; Levy &amp; Goldberg 2014). Over a whole corpus the loss per pair
 * is
 *
 * <pre>J = −(1/|D|) Σ_w [ Σ_c #(w, c) log σ(x_wc) + k #(w) Σ_c P(c) log σ(−x_wc) ],    x_wc = v_w·u_c</pre>
 *
 * <p>and if every x_wc were free, each term would be smallest at x_wc = log( #(w, c) / (k #(w) P(c)) ), which is PMI − log k
 * when P(c) = #(c)/|D|; a pair that was never counted wants −∞ and then costs nothing. The value of J there is the bound.
 */
public final class NegativeSamplingBound {
    private final Cooccurrences counts;
    private final double k;
    private final double[] noise;

    private NegativeSamplingBound(Cooccurrences counts, double k, double[] noise) {
        SoftmaxBound.checkCounts(counts);
        if (!(k > 0 && k < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("k must be above 0, but is " + k);
        }
        this.counts = counts;
        this.k = k;
        this.noise = noise;
    }

    /**
     * With noise P(c) ∝ #(c)^α of the counted pairs; α = 1 is M19 as printed.
     *
     * @param k negatives per pair, &gt; 0
     * @throws IllegalArgumentException if there are no counts or k is out of range
     */
    public static NegativeSamplingBound withPairNoise(Cooccurrences counts, double k, double alpha) {
        return new NegativeSamplingBound(counts, k, NoiseDistribution.ofPairs(counts, alpha));
    }

    /**
     * With noise P(c) ∝ (count of the word in the corpus)^α, from which word2vec draws.
     *
     * @param vocabulary whose counts the training drew by; its word ids are those of the counts
     * @param k negatives per pair, &gt; 0
     * @throws IllegalArgumentException if there are no counts or k is out of range
     */
    public static NegativeSamplingBound withWordNoise(
            Cooccurrences counts, Vocabulary vocabulary, double k, double alpha) {
        if (vocabulary.size() != counts.size()) {
            throw new IllegalArgumentException(
                    "a vocabulary of " + vocabulary.size() + " words does not fit counts of " + counts.size());
        }
        return new NegativeSamplingBound(counts, k, NoiseDistribution.ofWords(vocabulary, alpha));
    }

    /** log( #(w, c) / (k #(w) P(c)) ), where J would like x_wc to be. */
    public double target(int w, int c, double count) {
        return Math.log(count / (k * counts.rowSum(w) * noise[c]));
    }

    /** J at the targets, in nats per pair. */
    public double value() {
        double sum = 0;
        for (int w = 0; w < counts.size(); w++) {
            double row = 0;
            for (long cell = counts.rowStart(w); cell < counts.rowEnd(w); cell++) {
                double n = counts.count(cell);
                double x = target(w, counts.column(cell), n);
                row -= n * Logistic.logSigma(x) + n * Math.exp(-x) * Logistic.logSigma(-x);
            }
            sum += row;
        }
        return sum / counts.total();
    }

    /**
     * J of a model, and the bound.
     *
     * @param v V × D
     * @param u V × D
     * @param most centre words whose noise is summed over the whole vocabulary; with fewer than all the loss is an
     *     unbiased estimate
     * @param seed of the sample
     * @param progress hears 0…1
     * @throws IllegalArgumentException if the shapes do not fit
     * @throws InterruptedException if the thread is interrupted
     */
    public BoundReport of(Matrix v, Matrix u, int most, long seed, int threads, DoubleConsumer progress)
            throws InterruptedException {
        SoftmaxBound.checkShape(counts, v, u);
        CentreSample sample = CentreSample.of(counts, most, seed);
        double[] noiseLosses =
                CentreSums.noiseLosses(new LogitSweep(v, u, threads), sample.centres(), noise, k, progress);
        CentreSample.Mean mean = sample.mean(noiseLosses);
        double[] positives = new double[counts.size()];
        PairProducts.forEach(counts, v, u, threads, (w, c, n, x) -> positives[w] -= n * Logistic.logSigma(x));
        double loss = mean.value() + Arrays.stream(positives).sum() / counts.total();
        return new BoundReport(counts.total(), loss, mean.standardError(), value());
    }

    /**
     * How well v_w·u_c follows the targets, for the pairs that were counted.
     *
     * @param v V × D
     * @param u V × D
     * @throws IllegalArgumentException if the shapes do not fit
     * @throws InterruptedException if the thread is interrupted
     */
    public PmiFit fit(Matrix v, Matrix u, int threads) throws InterruptedException {
        SoftmaxBound.checkShape(counts, v, u);
        return PmiFit.of(counts, v, u, threads, this::target);
    }
}
