package io.firth.math;

import java.util.Objects;

/**
 * Dense linear algebra in double precision that Firth leaves to a library: what a truncated singular value decomposition
 * or an alignment of two spaces needs. The module {@code linalg} implements it.
 *
 * <p>Matrices are row-major arrays without gaps: element (i, j) of an n × m matrix is at i·m + j. The same arguments give
 * the same bits, on any number of threads.
 */
public interface DenseAlgebra {
    /**
     * X ← Q of X = Q·R, with orthonormal columns that span the same space. Where the columns of X are linearly dependent,
     * Q is completed by further orthonormal columns.
     *
     * @param x X, n × l; overwritten with Q
     * @param rows n ≥ l
     * @param columns l ≥ 1
     * @return R, l × l: X = Q·R; upper triangular
     * @throws IllegalArgumentException if X has fewer rows than columns, or an element is not finite
     */
    double[] orthonormalise(double[] x, int rows, int columns);

    /**
     * The singular value decomposition A = U·diag(σ)·Vᵀ with r = min(m, n).
     *
     * @param a A, m × n; left as it is
     * @param rows m ≥ 1
     * @param columns n ≥ 1
     * @throws IllegalArgumentException if an element is not finite
     */
    Svd svd(double[] a, int rows, int columns);

    /**
     * A·B.
     *
     * @param a A, m × k
     * @param rows m
     * @param inner k
     * @param b B, k × n
     * @param columns n
     * @return m × n
     */
    double[] multiply(double[] a, int rows, int inner, double[] b, int columns);

    /**
     * Singular vectors and values, values descending.
     *
     * @param u U, m × r, orthonormal columns
     * @param values σ, r of them, ≥ 0
     * @param v V, n × r, orthonormal columns
     */
    record Svd(double[] u, double[] values, double[] v) {
        /** Checks for null; the arrays are not copied. */
        public Svd {
            Objects.requireNonNull(u, "u");
            Objects.requireNonNull(values, "values");
            Objects.requireNonNull(v, "v");
        }

        /** r. */
        public int rank() {
            return values.length;
        }
    }
}
