package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * One thread's view of a matrix that several threads train: the rows that everybody writes all the time, a contiguous
 * range, are copies of its own, and {@link #exchange} trades the changes with the other threads from time to time.
 *
 * <p>Without that the cache lines of the most frequent words travel from core to core with nearly every window. A view
 * with no rows of its own is the matrix itself.
 */
public final class RowView {
    private final Matrix shared;
    private final Matrix before;
    private final long first;
    private final int count;
    private final long sharedBase;
    private final long rowBytes;

    /** Where {@link RowCopies} keeps the copy of a row, or null if the copies are the rows first…first+count−1. */
    private final int[] slots;

    private Matrix own;
    private long ownBase;

    /** From a shared row to this view's copy of it, if it has one. */
    private final long toOwn;

    private RowView(Matrix shared, long first, int count, int[] slots) {
        this.shared = shared;
        this.slots = slots;
        this.first = first;
        this.count = count;
        this.own = count == 0 ? null : Matrix.allocate(count, shared.dim());
        this.before = count == 0 ? null : Matrix.allocate(count, shared.dim());
        this.sharedBase = shared.rows() == 0 ? 0 : shared.address(0);
        this.ownBase = count == 0 ? 0 : own.address(0);
        this.rowBytes = (long) shared.stride() * Float.BYTES;
        this.toOwn = ownBase - first * rowBytes - sharedBase;
        copyShared();
    }

    /** The matrix itself. */
    public static RowView of(Matrix matrix) {
        return new RowView(matrix, 0, 0, null);
    }

    /**
     * A view with private copies of rows first…first+count−1.
     *
     * @param matrix made by {@link Matrix#allocate}
     */
    public static RowView withOwn(Matrix matrix, long first, int count) {
        if (first < 0 || count < 0 || first + count > matrix.rows()) {
            throw new IndexOutOfBoundsException(count + " rows from " + first + " of " + matrix.rows());
        }
        return new RowView(matrix, first, count, null);
    }

    /** A view of nothing but copies, which {@link #copiesAt} names: row r is copy slots[r]. */
    static RowView ofCopies(Matrix shared, int[] slots) {
        return new RowView(shared, 0, 0, slots);
    }

    /** Where the copies are now. */
    void copiesAt(Matrix copies) {
        own = copies;
        ownBase = copies.address(0);
    }

    /** Absolute address of a row as this thread sees it; the view must be kept reachable while it is used. */
    long address(long row) {
        assert row >= 0 && row < shared.rows() : row;
        if (slots != null) {
            assert slots[(int) row] >= 0 : row + " has no copy";
            return ownBase + slots[(int) row] * rowBytes;
        }
        // without a branch, which depends on the word, and which a training on one thread never takes
        long hot = row - first;
        long hasOwn = ~((hot | count - 1 - hot) >> Long.SIZE - 1);
        return sharedBase + row * rowBytes + (hasOwn & toOwn);
    }

    /** Columns. */
    public int dim() {
        return shared.dim();
    }

    int stride() {
        return shared.stride();
    }

    /** Adds this thread's changes to the shared rows and takes over the others'. One thread at a time per matrix. */
    public void exchange() {
        if (count == 0) {
            return;
        }
        synchronized (shared) {
            Kernel.active().exchange(shared, first, own, before);
        }
    }

    /** Takes the shared rows as they are. */
    private void copyShared() {
        for (int r = 0; r < count; r++) {
            MemorySegment.copy(shared.segment(), shared.offset(first + r), own.segment(), own.offset(r), rowBytes);
            MemorySegment.copy(own.segment(), own.offset(r), before.segment(), before.offset(r), rowBytes);
        }
    }

    /** Keeps the memory under the addresses alive up to this call. */
    void keepReachable() {
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(own);
    }
}
