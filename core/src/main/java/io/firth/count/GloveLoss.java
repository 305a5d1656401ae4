package io.firth.count;

import io.firth.gradient.Differentiable;
import java.util.Arrays;

/**
 * GloVe's loss over all cells of a matrix of counts, in double precision: the reference that the fast steps are checked
 * against (Pennington, Socher &amp; Manning 2014, "GloVe: Global Vectors for Word Representation", equation 8, halved as in
 * its authors' program):
 *
 * <pre>J = ½ Σ_{x_ij &gt; 0} f(x_ij) (v_iᵀu_j + b_i + c_j − log x_ij)²</pre>
 *
 * <p>The 2·V·(D + 1) parameters are V rows v_i, V rows u_j (each D numbers), V biases b, V biases c, in this order.
 */
public final class GloveLoss implements Differentiable {
    private final Cooccurrences counts;
    private final GloveConfig config;
    private final int words;
    private final int dim;

    /** The loss of these counts with the weights of a configuration. */
    public GloveLoss(Cooccurrences counts, GloveConfig config) {
        this.counts = counts;
        this.config = config;
        this.words = counts.size();
        this.dim = config.dim();
    }

    @Override
    public int size() {
        return Math.multiplyExact(2 * words, dim + 1);
    }

    /** v_iᵀu_j + b_i + c_j − log x. */
    public double difference(double[] x, int i, int j, double count) {
        double sum = x[bias(i)] + x[bias(words + j)] - Math.log(count);
        for (int d = 0; d < dim; d++) {
            sum += x[i * dim + d] * x[(words + j) * dim + d];
        }
        return sum;
    }

    /** Index of b_i, or for words + j of c_j. */
    private int bias(int row) {
        return 2 * words * dim + row;
    }

    @Override
    public double value(double[] x) {
        double loss = 0;
        for (int i = 0; i < words; i++) {
            for (long cell = counts.rowStart(i); cell < counts.rowEnd(i); cell++) {
                double count = counts.count(cell);
                double difference = difference(x, i, counts.column(cell), count);
                loss += 0.5 * config.weight(count) * difference * difference;
            }
        }
        return loss;
    }

    @Override
    public void gradient(double[] x, double[] into) {
        Arrays.fill(into, 0);
        for (int i = 0; i < words; i++) {
            for (long cell = counts.rowStart(i); cell < counts.rowEnd(i); cell++) {
                int j = counts.column(cell);
                double count = counts.count(cell);
                double slope = config.weight(count) * difference(x, i, j, count); // ∂J/∂(v_iᵀu_j)
                for (int d = 0; d < dim; d++) {
                    into[i * dim + d] += slope * x[(words + j) * dim + d];
                    into[(words + j) * dim + d] += slope * x[i * dim + d];
                }
                into[bias(i)] += slope;
                into[bias(words + j)] += slope;
            }
        }
    }
}
