package io.firth.count;

import io.firth.gradient.Differentiable;
import io.firth.gradient.Logistic;
import java.util.Arrays;

/**
 * The objective of skip-gram with negative sampling, summed exactly over all pairs (worked-examples row M19; Levy &amp;
 * Goldberg 2014, "Neural word embedding as implicit matrix factorization", equation 7), as a loss per pair and in double
 * precision: the reference of the fast one.
 *
 * <pre>J = −(1/|D|) Σ_w [ Σ_c #(w, c) log σ(v_wᵀu_c) + k #(w) Σ_c P(c) log σ(−v_wᵀu_c) ]</pre>
 *
 * <p>The 2·V·D parameters are V rows v_w, then V rows u_c.
 */
public final class SgnsLoss implements Differentiable {
    private final Cooccurrences counts;
    private final double k;
    private final double[] noise;
    private final int words;
    private final int dim;

    /**
     * The loss of these counts.
     *
     * @param k negatives per pair
     * @param noiseExponent α in P(c) ∝ #(c)^α
     * @param dim D
     */
    public SgnsLoss(Cooccurrences counts, double k, double noiseExponent, int dim) {
        this.counts = counts;
        this.k = k;
        this.noise = NoiseDistribution.ofPairs(counts, noiseExponent);
        this.words = counts.size();
        this.dim = dim;
    }

    @Override
    public int size() {
        return Math.multiplyExact(2 * words, dim);
    }

    private double logit(double[] x, int w, int c) {
        double sum = 0;
        for (int d = 0; d < dim; d++) {
            sum += x[w * dim + d] * x[(words + c) * dim + d];
        }
        return sum;
    }

    @Override
    public double value(double[] x) {
        double loss = 0;
        for (int w = 0; w < words; w++) {
            for (int c = 0; c < words; c++) {
                double logit = logit(x, w, c);
                loss -= counts.count(w, c) * Logistic.logSigma(logit)
                        + k * counts.rowSum(w) * noise[c] * Logistic.logSigma(-logit);
            }
        }
        return loss / counts.total();
    }

    @Override
    public void gradient(double[] x, double[] into) {
        Arrays.fill(into, 0);
        for (int w = 0; w < words; w++) {
            for (int c = 0; c < words; c++) {
                double logit = logit(x, w, c);
                double slope = k * counts.rowSum(w) * noise[c] * Logistic.sigma(logit)
                        - counts.count(w, c) * Logistic.sigma(-logit);
                for (int d = 0; d < dim; d++) {
                    into[w * dim + d] += slope / counts.total() * x[(words + c) * dim + d];
                    into[(words + c) * dim + d] += slope / counts.total() * x[w * dim + d];
                }
            }
        }
    }
}
