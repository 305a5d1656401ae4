package io.firth.count;

import io.firth.math.CounterRandom;
import io.firth.math.DenseAlgebra;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleConsumer;

/**
 * The first D singular triplets of a sparse matrix by block power iteration from a random start (Halko, Martinsson &amp;
 * Tropp 2011, "Finding structure with randomness: probabilistic algorithms for constructing approximate matrix
 * decompositions", algorithms 4.4 and 5.1).
 *
 * <p>With Ω a V × (D + p) Gaussian matrix: Q = orth(A·Ω); q times Q = orth(A·orth(Aᵀ·Q)); then A ≈ Q·(QᵀA), and the
 * decomposition of the small factor gives that of A. The basis is made orthonormal after every product, so nothing is lost
 * to rounding. Spectra of PMI matrices fall slowly: every further iteration makes the last triplets better.
 *
 * @param dim D ≥ 1
 * @param oversampling p ≥ 0, columns beyond D that are carried along
 * @param powerIterations q ≥ 0
 * @param seed of Ω
 * @param threads ≥ 1
 */
public record TruncatedSvd(int dim, int oversampling, int powerIterations, long seed, int threads) {
    /**
     * U·diag(σ)·Vᵀ ≈ A.
     *
     * @param u U, V × D row-major, orthonormal columns
     * @param values σ, descending
     * @param v V, V × D row-major, orthonormal columns
     * @param dim D
     * @param squaredNorm ‖A‖²_F
     */
    public record Result(double[] u, double[] values, double[] v, int dim, double squaredNorm) {
        /** Checks for null; the arrays are not copied. */
        public Result {
            Objects.requireNonNull(u, "u");
            Objects.requireNonNull(values, "values");
            Objects.requireNonNull(v, "v");
        }

        /** ‖A − U·diag(σ)·Vᵀ‖_F / ‖A‖_F, 0…1; 0 for A = 0. Since U spans QᵀA exactly, this is √(1 − Σσ²/‖A‖²). */
        public double relativeResidual() {
            double kept = Arrays.stream(values).map(s -> s * s).sum();
            return squaredNorm == 0 ? 0 : Math.sqrt(Math.max(0, 1 - kept / squaredNorm));
        }
    }

    /** Ten more columns and four iterations, on one thread. */
    public static TruncatedSvd of(int dim) {
        return new TruncatedSvd(dim, 10, 4, 1, 1);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public TruncatedSvd {
        check("dim", dim, 1);
        check("oversampling", oversampling, 0);
        check("power iterations", powerIterations, 0);
        check("threads", threads, 1);
    }

    private static void check(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
        }
    }

    /** Bytes of memory for a vocabulary of this size: two tall matrices of double. */
    public long bytes(int vocabularySize) {
        return 2L * Double.BYTES * vocabularySize * Math.min(vocabularySize, (long) dim + oversampling);
    }

    /**
     * Decomposes A, whose element (w, c) is {@code value} of the count there.
     *
     * @param progress hears 0…1
     * @throws IllegalArgumentException if D exceeds V, or V·(D + p) exceeds what an array can hold
     * @throws InterruptedException if the thread is interrupted
     */
    public Result decompose(Cooccurrences counts, CellValue value, DenseAlgebra algebra, DoubleConsumer progress)
            throws InterruptedException {
        int size = counts.size();
        if (dim > size) {
            throw new IllegalArgumentException("dim " + dim + " is more than the " + size + " words have");
        }
        int l = (int) Math.min(size, (long) dim + oversampling);
        if ((long) size * l > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(size + " words × " + l
                    + " columns (dim + oversampling) are more than the 2³¹ − 1 elements of an array;"
                    + " count with a smaller vocabulary, or lower dim");
        }
        SparseProducts a = new SparseProducts(counts, value, threads);
        double norm = a.squaredNorm();
        if (!Double.isFinite(norm)) {
            throw new IllegalArgumentException(
                    "the matrix has elements that are not finite, or too large to be squared");
        }
        double steps = 2 * powerIterations + 2;
        double[] x = gaussian(size, l);
        double[] y = new double[x.length];
        a.multiply(x, l, y);
        algebra.orthonormalise(y, size, l);
        progress.accept(1 / steps);
        for (int i = 0; i < powerIterations; i++) {
            a.transposedMultiply(y, l, x);
            algebra.orthonormalise(x, size, l);
            progress.accept((2 * i + 2) / steps);
            a.multiply(x, l, y);
            algebra.orthonormalise(y, size, l);
            progress.accept((2 * i + 3) / steps);
        }
        // y = Q; AᵀQ = X = P·R, and R = U′·diag(σ)·W′ᵀ, so A ≈ Q·Xᵀ = (Q·W′)·diag(σ)·(P·U′)ᵀ
        a.transposedMultiply(y, l, x);
        double[] r = algebra.orthonormalise(x, size, l);
        DenseAlgebra.Svd small = algebra.svd(r, l, l);
        double[] u = algebra.multiply(y, size, l, firstColumns(small.v(), l), dim);
        double[] v = algebra.multiply(x, size, l, firstColumns(small.u(), l), dim);
        progress.accept(1);
        return new Result(u, Arrays.copyOf(small.values(), dim), v, dim, norm);
    }

    private double[] firstColumns(double[] square, int l) {
        double[] first = new double[l * dim];
        for (int i = 0; i < l; i++) {
            System.arraycopy(square, i * l, first, i * dim, dim);
        }
        return first;
    }

    /** Box &amp; Muller 1958: two uniform numbers give one normal one. */
    private double[] gaussian(int rows, int columns) {
        long key = CounterRandom.key(seed, 0, 0);
        double[] x = new double[rows * columns];
        for (int i = 0; i < x.length; i++) {
            double u1 = ((CounterRandom.bits(key, 2L * i) >>> 11) + 1) * 0x1p-53;
            double u2 = (CounterRandom.bits(key, 2L * i + 1) >>> 11) * 0x1p-53;
            x[i] = Math.sqrt(-2 * StrictMath.log(u1)) * StrictMath.cos(2 * Math.PI * u2);
        }
        return x;
    }
}
