package io.firth.math;

/**
 * The element-wise half of a softmax whose classes are the rows of a block and whose examples are its columns, so that
 * maxima and sums run down the lanes of a vector.
 */
public sealed interface ColumnSoftmax permits ScalarColumnSoftmax, SimdColumnSoftmax {
    /** The implementation for this process: SIMD where {@code jdk.incubator.vector} is there and not turned off. */
    static ColumnSoftmax active() {
        return MatrixKernels.SOFTMAX;
    }

    /**
     * Per column j of rows [row, row + rows): max_j = max_i x_ij, x_ij ← exp(x_ij − max_j), sum_j = Σ_i x_ij. A NaN or
     * +∞ anywhere in the column makes its sum NaN.
     *
     * @param columns number of columns, a multiple of {@link Matrix#ROW_ALIGNMENT}, ≤ stride
     * @param max where the maxima go, at least {@code columns} long
     * @param sum where the sums go, at least {@code columns} long
     */
    void exponentiate(Matrix x, long row, int rows, int columns, float[] max, float[] sum);

    /**
     * x_ij ← factor_j · x_ij for rows [row, row + rows); a product below {@link #NEGLIGIBLE} becomes 0.
     *
     * @param columns number of columns, a multiple of {@link Matrix#ROW_ALIGNMENT}, ≤ stride
     */
    void scale(Matrix x, long row, int rows, int columns, float[] factor);

    /** A probability that is taken as 0, since products with subnormal numbers would be a hundred times slower. */
    float NEGLIGIBLE = 1e-30f;
}
