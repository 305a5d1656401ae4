package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A row-major matrix of floats outside the Java heap: {@code rows} × {@code dim}, each row {@code stride} floats after
 * the one before.
 *
 * <p>Rows are counted in {@code long}, so V·D may pass 2³¹. A matrix made by {@link #allocate} starts on a 64-byte
 * boundary and its stride is a multiple of 16 floats (64 bytes): every row is aligned for the widest vector, and the
 * floats between {@code dim} and {@code stride} are zero and stay zero, so that kernels need no tail loop. A matrix made
 * by {@link #view} looks at memory that something else owns, such as a mapped file, and may have any stride ≥ dim.
 */
public final class Matrix {
    /** Rows of an allocated matrix are padded to a multiple of this many floats (one 512-bit vector). */
    public static final int ROW_ALIGNMENT = 16;

    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long IN_HEAP = 0;

    private final MemorySegment segment;
    private final long rows;
    private final int dim;
    private final int stride;
    private final long base;

    private Matrix(MemorySegment segment, long rows, int dim, int stride) {
        this.segment = segment;
        this.rows = rows;
        this.dim = dim;
        this.stride = stride;
        this.base = segment.isNative() ? segment.address() : IN_HEAP;
    }

    /**
     * A zero matrix of rows × dim, released when it is no longer reachable.
     *
     * @throws IllegalArgumentException if rows &lt; 0 or dim &lt; 1
     * @throws OutOfMemoryError if the memory cannot be had
     */
    public static Matrix allocate(long rows, int dim) {
        checkShape(rows, dim);
        int stride = paddedStride(dim);
        long bytes = Math.multiplyExact(Math.multiplyExact(rows, (long) stride), (long) Float.BYTES);
        MemorySegment segment = Memory.allocate(Math.max(bytes, 64));
        return new Matrix(segment, rows, dim, stride);
    }

    /**
     * The matrix whose row r is at byte r·stride·4 of {@code segment} (little-endian floats). Kernels take it only if the segment
     * lies outside the Java heap, and it must outlive the matrix.
     *
     * @throws IllegalArgumentException if the segment is too short for the shape, or stride &lt; dim
     */
    public static Matrix view(MemorySegment segment, long rows, int dim, int stride) {
        checkShape(rows, dim);
        if (stride < dim) {
            throw new IllegalArgumentException("stride " + stride + " is less than dim " + dim);
        }
        long floats = rows == 0 ? 0 : Math.addExact(Math.multiplyExact(rows - 1, (long) stride), (long) dim);
        if (segment.byteSize() < Math.multiplyExact(floats, (long) Float.BYTES)) {
            throw new IllegalArgumentException("a " + rows + " × " + dim + " matrix needs " + floats * Float.BYTES
                    + " bytes, the segment has " + segment.byteSize());
        }
        return new Matrix(segment, rows, dim, stride);
    }

    /** Bytes that {@link #allocate} takes for this shape. */
    public static long allocatedBytes(long rows, int dim) {
        checkShape(rows, dim);
        return Math.multiplyExact(Math.multiplyExact(rows, (long) paddedStride(dim)), (long) Float.BYTES);
    }

    /** Number of rows, ≥ 0. */
    public long rows() {
        return rows;
    }

    /** Number of columns that carry data, ≥ 1. */
    public int dim() {
        return dim;
    }

    /** Floats from one row to the next, ≥ dim. */
    public int stride() {
        return stride;
    }

    /** The memory under the rows. */
    public MemorySegment segment() {
        return segment;
    }

    /** Byte offset of a row in {@link #segment()}. */
    public long offset(long row) {
        return row * stride * Float.BYTES;
    }

    /**
     * Absolute address of a row, for kernels; the matrix must be kept reachable while it is used.
     *
     * @throws IllegalArgumentException if the matrix lies in the Java heap, where nothing has an address
     */
    long address(long row) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException("row " + row + " outside a " + rows + " × " + dim + " matrix");
        }
        if (base == IN_HEAP) {
            throw new IllegalArgumentException("kernels need a matrix outside the Java heap");
        }
        return base + row * stride * Float.BYTES;
    }

    /** The element at (row, column). */
    public float get(long row, int column) {
        checkIndex(row, column);
        return segment.get(FLOAT, offset(row) + (long) column * Float.BYTES);
    }

    /** Sets the element at (row, column). */
    public void set(long row, int column, float value) {
        checkIndex(row, column);
        segment.set(FLOAT, offset(row) + (long) column * Float.BYTES, value);
    }

    /** Copies a row into {@code destination[0 … dim)}. */
    public void copyRow(long row, float[] destination) {
        checkIndex(row, 0);
        MemorySegment.copy(segment, FLOAT, offset(row), destination, 0, dim);
    }

    /** A row as a new array of length dim. */
    public float[] row(long row) {
        float[] copy = new float[dim];
        copyRow(row, copy);
        return copy;
    }

    /** Sets a row from {@code source[0 … dim)}. */
    public void setRow(long row, float[] source) {
        checkIndex(row, 0);
        MemorySegment.copy(source, 0, segment, FLOAT, offset(row), dim);
    }

    /** Sets a row to zero. */
    public void clearRow(long row) {
        checkIndex(row, 0);
        segment.asSlice(offset(row), (long) dim * Float.BYTES).fill((byte) 0);
    }

    /**
     * Whether rows from…to−1 all have a finite length: no entry is NaN or infinite, and no row's sum of squares is beyond a float. In plain
     * Java, as it is asked once in a training: a kernel would not be compiled in time.
     */
    public boolean hasFiniteLengths(long from, long to) {
        float[] row = new float[dim];
        for (long r = from; r < to; r++) {
            copyRow(r, row);
            if (!hasFiniteLength(row)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasFiniteLength(float[] row) {
        float squares = 0;
        for (float x : row) {
            squares += x * x;
        }
        return Float.isFinite(squares);
    }

    private void checkIndex(long row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= dim) {
            throw new IndexOutOfBoundsException(
                    "(" + row + ", " + column + ") outside a " + rows + " × " + dim + " matrix");
        }
    }

    private static void checkShape(long rows, int dim) {
        if (rows < 0 || dim < 1) {
            throw new IllegalArgumentException("a matrix cannot be " + rows + " × " + dim);
        }
    }

    private static int paddedStride(int dim) {
        return Math.multiplyExact(Math.ceilDiv(dim, ROW_ALIGNMENT), ROW_ALIGNMENT);
    }
}
