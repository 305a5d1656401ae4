package io.firth.linalg;

import io.firth.math.DenseAlgebra;
import java.util.Objects;

/**
 * {@link DenseAlgebra} by LAPACK, with tall products of Firth's own.
 *
 * <p>Tall matrices are orthonormalised by CholeskyQR2 (Fukaya, Nakatsukasa, Yanagisawa &amp; Yamamoto 2014, "CholeskyQR2: a
 * simple and communication-avoiding algorithm for computing a tall-skinny QR factorization on a large-scale parallel
 * system"): RᵀR = XᵀX, X ← X·R⁻¹, twice, which is as good as Householder's reflections while the condition number of X
 * stays below about 10⁸. Where it does not, and for small matrices, the reflections themselves are taken.
 */
public final class NetlibAlgebra implements DenseAlgebra {
    /** Below so many elements Householder's reflections take no noticeable time. */
    private static final long SMALL = 50_000;

    /** The diagonal of R must not fall below this share of its largest element. */
    private static final double WORST_CONDITION = 1e-7;

    private final TallProducts products;

    /**
     * Works on so many threads.
     *
     * @param threads ≥ 1
     */
    public NetlibAlgebra(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
        this.products = new TallProducts(threads);
    }

    @Override
    public double[] orthonormalise(double[] x, int rows, int columns) {
        checkShape("X", x, rows, columns);
        if (rows < columns) {
            throw new IllegalArgumentException(
                    "a " + rows + " × " + columns + " matrix has more columns than can be orthonormal");
        }
        if (x.length > SMALL) {
            double[] r = choleskyQr2(x, rows, columns);
            if (r != null) {
                return r;
            }
        }
        return householder(x, rows, columns);
    }

    /** Q over X, and R; or null, with X as it was, if X is too ill-conditioned. */
    private double[] choleskyQr2(double[] x, int rows, int l) {
        double[] r1 = Lapack.cholesky(checkedGram(x, rows, l), l);
        if (r1 == null || isIllConditioned(r1, l)) {
            return null;
        }
        multiplyByInverse(x, rows, l, r1);
        double[] r2 = Lapack.cholesky(products.gram(x, rows, l), l);
        if (r2 == null) {
            throw new IllegalStateException("the columns are no longer independent after the first round");
        }
        multiplyByInverse(x, rows, l, r2);
        // both are column-major: R = R₂·R₁ row-major is (R₁ᵀR₂ᵀ) column-major
        return multiply(transposed(r2, l, l), l, l, transposed(r1, l, l), l);
    }

    private double[] checkedGram(double[] x, int rows, int l) {
        double[] gram = products.gram(x, rows, l);
        for (int i = 0; i < l; i++) {
            if (!Double.isFinite(gram[i * l + i])) {
                throw new IllegalArgumentException("column " + i + " of X is not finite, or too large to be squared");
            }
        }
        return gram;
    }

    private static boolean isIllConditioned(double[] r, int l) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < l; i++) {
            double d = Math.abs(r[i + i * l]);
            least = Math.min(least, d);
            most = Math.max(most, d);
        }
        return !(least > WORST_CONDITION * most);
    }

    private void multiplyByInverse(double[] x, int rows, int l, double[] r) {
        products.multiply(x, rows, l, transposed(Lapack.inverse(r, l), l, l), l, x);
    }

    /** Row-major X (n × l) is column-major Xᵀ (l × n), and Xᵀ = L·Qᵀ gives X = Q·Lᵀ. */
    private static double[] householder(double[] x, int rows, int columns) {
        checkFinite("X", x);
        return Lapack.lq(x, columns, rows); // column-major L is row-major Lᵀ = R
    }

    @Override
    public Svd svd(double[] a, int rows, int columns) {
        checkShape("A", a, rows, columns);
        checkFinite("A", a);
        if (columns > rows) { // netlib's bounds check wants all p × p of a taller U
            Svd other = svd(transposed(a, rows, columns), columns, rows);
            return new Svd(other.v(), other.values(), other.u());
        }
        int r = columns;
        // row-major A is column-major Aᵀ (n × m) = V·diag(σ)·Uᵀ
        double[] v = new double[columns * r];
        double[] ut = new double[r * rows];
        double[] values = new double[r];
        Lapack.svd(a.clone(), columns, rows, v, values, ut);
        // column-major n × r is row-major r × n; column-major r × m is row-major m × r
        return new Svd(ut, values, transposed(v, r, columns));
    }

    @Override
    public double[] multiply(double[] a, int rows, int inner, double[] b, int columns) {
        checkShape("A", a, rows, inner);
        checkShape("B", b, inner, columns);
        double[] out = new double[Math.multiplyExact(rows, columns)];
        products.multiply(a, rows, inner, b, columns, out);
        return out;
    }

    /** The transpose of a row-major m × n matrix. */
    private static double[] transposed(double[] a, int m, int n) {
        double[] t = new double[a.length];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                t[j * m + i] = a[i * n + j];
            }
        }
        return t;
    }

    private static void checkShape(String name, double[] x, int rows, int columns) {
        Objects.requireNonNull(x, name);
        if (rows < 1 || columns < 1 || (long) rows * columns != x.length) {
            throw new IllegalArgumentException(
                    name + " cannot be " + rows + " × " + columns + " with " + x.length + " elements");
        }
    }

    private static void checkFinite(String name, double[] x) {
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException("element " + i + " of " + name + " is " + x[i]);
            }
        }
    }
}
