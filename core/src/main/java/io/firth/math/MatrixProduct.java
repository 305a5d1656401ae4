package io.firth.math;

/**
 * Products of small blocks of matrices, C += A·B and C += Aᵀ·B, in single precision: the work of the exact softmax.
 *
 * <p>Every element of C is the sum over k in one fixed order, whatever the other rows and columns of the block are; two
 * calls on disjoint rows of C may run at the same time.
 */
public sealed interface MatrixProduct permits ScalarMatrixProduct, SimdMatrixProduct {
    /** The implementation for this process: SIMD where {@code jdk.incubator.vector} is there and not turned off. */
    static MatrixProduct active() {
        return MatrixKernels.PRODUCT;
    }

    /**
     * C[cRow + i][j] += Σ_κ A[aRow + i][κ] · B[bRow + κ][j] for i &lt; m, j &lt; n, κ &lt; k.
     *
     * @param n columns; may pass dim up to stride, when the padding of B and C belongs to them
     * @throws IndexOutOfBoundsException if a block reaches outside its matrix
     */
    void multiplyAdd(Matrix a, long aRow, Matrix b, long bRow, Matrix c, long cRow, int m, int n, int k);

    /**
     * C[cRow + i][j] += Σ_κ A[aRow + κ][i] · B[bRow + κ][j] for i &lt; m, j &lt; n, κ &lt; k: the same with A transposed.
     *
     * @param n columns; may pass dim up to stride, when the padding of B and C belongs to them
     * @throws IndexOutOfBoundsException if a block reaches outside its matrix
     */
    void transposedMultiplyAdd(Matrix a, long aRow, Matrix b, long bRow, Matrix c, long cRow, int m, int n, int k);
}
