package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Weighted least squares on products of two rows, by stochastic gradient descent with a rate per coordinate: the hot loop
 * of GloVe.
 *
 * <p>The loss of a record (i, j, y, f) is ½·f·(a_iᵀb_j − y)². With g = η·f·(a_iᵀb_j − y)·b_j for a_i and likewise for b_j,
 * each coordinate is updated by AdaGrad (Duchi, Hazan &amp; Singer 2011, figure 1): G ← G + g², then x ← x − g/√G. So no step
 * is longer than 1 in any coordinate, whatever g is. Both rows change by what they were before.
 *
 * <p>A row holds D values and, behind them, their D accumulators G; both parts are padded alike, see {@link #allocate}. A
 * coordinate whose accumulator is +∞ never changes (as padding must not: 0/√0 is not a number). That makes biases ordinary coordinates,
 * facing a constant 1.
 */
public sealed interface AdaGradLeastSquares permits ScalarAdaGradLeastSquares, SimdAdaGradLeastSquares {
    /** Bytes of a record: int32 i, int32 j, float32 y, float32 f, in the machine's own byte order. */
    int RECORD_BYTES = 16;

    /** How i and j are stored. */
    ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.nativeOrder());

    /** How y and f are stored. */
    ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.nativeOrder());

    /** The implementation for this process: SIMD where {@code jdk.incubator.vector} is there and not turned off. */
    static AdaGradLeastSquares active() {
        return MatrixKernels.LEAST_SQUARES;
    }

    /**
     * One step per record, in order.
     *
     * @param a rows i, made by {@link #allocate}
     * @param b rows j, of the same shape but for the number of rows
     * @param records outside the heap
     * @param from first record
     * @param to one past the last
     * @param rate η
     * @return Σ ½·f·(a_iᵀb_j − y)² before each step; NaN or infinite if a product is
     */
    double steps(Matrix a, Matrix b, MemorySegment records, long from, long to, float rate);

    /** A zero matrix for rows of {@code dim} values and their accumulators. */
    static Matrix allocate(long rows, int dim) {
        return Matrix.allocate(rows, 2 * padded(dim));
    }

    /** Column of the accumulator of column 0. */
    static int accumulators(Matrix matrix) {
        return matrix.dim() / 2;
    }

    private static int padded(int dim) {
        return Math.multiplyExact(Math.ceilDiv(dim, Matrix.ROW_ALIGNMENT), Matrix.ROW_ALIGNMENT);
    }
}
