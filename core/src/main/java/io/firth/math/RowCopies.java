package io.firth.math;

import java.util.Arrays;
import java.util.List;

/**
 * Copies of some rows of a matrix, for one shard of a round to train while other shards train theirs: {@link #take} copies
 * the rows that were asked for, {@link #toChanges} turns the copies into what training has changed, and {@link #merge} adds the
 * changes to the matrix, which nobody writes to in the meantime.
 *
 * <p>Either any rows, asked for anew each time ({@link #ofAny}), or always the same range, the matrix itself showing through
 * elsewhere ({@link #ofRange}).
 */
public final class RowCopies {
    private final Matrix shared;
    private final RowView view;

    /** Row id → copy, −1: none; null for a range. */
    private final int[] slots;

    private Matrix own;
    private int[] rows;
    private int count;

    private RowCopies(Matrix shared, RowView view, int[] slots, int[] rows, int count) {
        this.shared = shared;
        this.view = view;
        this.slots = slots;
        this.rows = rows;
        this.count = count;
    }

    /** Copies of any rows; the view shows only them. */
    public static RowCopies ofAny(Matrix shared) {
        int[] slots = new int[Math.toIntExact(shared.rows())];
        Arrays.fill(slots, -1);
        return new RowCopies(shared, RowView.ofCopies(shared, slots), slots, new int[256], 0);
    }

    /** Copies of rows first…first+count−1; the view shows the matrix itself elsewhere. */
    public static RowCopies ofRange(Matrix shared, int first, int count) {
        int[] rows = new int[count];
        Arrays.setAll(rows, s -> first + s);
        RowView view = RowView.withOwn(shared, first, count);
        RowCopies copies = new RowCopies(shared, view, null, rows, count);
        copies.own = view.own();
        return copies;
    }

    /** The rows as the shard sees them. */
    public RowView view() {
        return view;
    }

    /** Asks for no row. */
    public void clear() {
        if (slots != null) {
            for (int s = 0; s < count; s++) {
                slots[rows[s]] = -1;
            }
            count = 0;
        }
    }

    /** Asks for a row; asking again changes nothing. */
    public void want(int row) {
        if (slots != null && slots[row] < 0) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
            }
            slots[row] = count;
            rows[count++] = row;
        }
    }

    /** Copies the rows that were asked for. */
    public void take() {
        if (count == 0) {
            return;
        }
        if (own == null || own.rows() < count) {
            own = Matrix.allocate(rows.length, shared.dim());
            view.copiesAt(own);
        }
        Kernel.active().takeRows(shared, rows, count, own);
    }

    /** Leaves in each copy what was changed since {@link #take}. */
    public void toChanges() {
        if (count > 0) {
            Kernel.active().subtractRows(shared, rows, count, own);
        }
    }

    /**
     * Adds the changes of all copies of a matrix to it, for the rows r with r mod parts = part: a row that several have
     * changed gets their changes combined ({@link Kernel#combineRows}) in the order of the list.
     *
     * @param first scratch, a zero for each row of the matrix, and so again afterwards
     */
    public static void merge(List<RowCopies> all, int part, int parts, long[] first) {
        Kernel kernel = Kernel.active();
        for (int i = 0; i < all.size(); i++) {
            RowCopies copies = all.get(i);
            for (int s = 0; s < copies.count; s++) {
                int row = copies.rows[s];
                if (row % parts == part) {
                    long earlier = first[row];
                    if (earlier == 0) {
                        first[row] = (long) (i + 1) << 32 | s;
                    } else {
                        RowCopies a = all.get((int) (earlier >>> 32) - 1);
                        kernel.combineRows(a.own, (int) earlier, copies.own, s);
                    }
                }
            }
        }
        for (int i = 0; i < all.size(); i++) {
            RowCopies copies = all.get(i);
            for (int s = 0; s < copies.count; s++) {
                int row = copies.rows[s];
                if (row % parts == part && first[row] == ((long) (i + 1) << 32 | s)) {
                    first[row] = 0;
                    kernel.addRow(copies.shared, row, copies.own, s);
                }
            }
        }
    }

    /** Number of copies now. */
    public int count() {
        return count;
    }
}
