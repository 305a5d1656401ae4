package io.firth.math;

/**
 * The logistic function and its loss over a whole block of logits, each row with a weight: the expected negatives of
 * negative sampling, for a block of contexts (rows) and a batch of centre words (columns).
 */
public sealed interface NoiseLogistic permits ScalarNoiseLogistic, SimdNoiseLogistic {
    /** The implementation for this process: SIMD where {@code jdk.incubator.vector} is there and not turned off. */
    static NoiseLogistic active() {
        return MatrixKernels.NOISE;
    }

    /**
     * x_ij ← −w_i·σ(x_ij) for rows [row, row + rows), and loss_j = Σ_i w_i·log(1 + exp(x_ij)), the weighted sum of −log
     * σ(−x_ij).
     *
     * @param x the matrix
     * @param row first row of the block
     * @param rows rows of the block
     * @param columns number of columns, a multiple of {@link Matrix#ROW_ALIGNMENT}, ≤ stride
     * @param weight w, one per row of the block
     * @param loss where the sums go, at least {@code columns} long; NaN or infinite where a logit is
     */
    void apply(Matrix x, long row, int rows, int columns, float[] weight, float[] loss);
}
