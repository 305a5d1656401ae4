package io.firth.math;

import java.util.Arrays;
import java.util.List;

/**
 * Copies of some rows of a matrix, for one shard of a round to train while other shards train theirs: {@link #take} copies
 * the rows that were asked for, {@link #toChanges} turns the copies into what training has changed, and {@link #merge} adds the
 * changes to the matrix, which nobody writes to in the meantime.
 */
public final class RowCopies {
    private final Matrix shared;
    private final RowView view;

    /** Row id → copy, −1: none. */
    private final int[] slots;

    private Matrix own;
    private int[] rows = new int[256];
    private int count;

    private RowCopies(Matrix shared, int[] slots) {
        this.shared = shared;
        this.view = RowView.ofCopies(shared, slots);
        this.slots = slots;
    }

    /** Copies of rows of a matrix, none at first. */
    public static RowCopies of(Matrix shared) {
        int[] slots = new int[Math.toIntExact(shared.rows())];
        Arrays.fill(slots, -1);
        return new RowCopies(shared, slots);
    }

    /** The rows as the shard sees them. */
    public RowView view() {
        return view;
    }

    /** Asks for no row. */
    public void clear() {
        for (int s = 0; s < count; s++) {
            slots[rows[s]] = -1;
        }
        count = 0;
    }

    /** Asks for a row; asking again changes nothing. */
    public void want(int row) {
        if (slots[row] < 0) {
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
     * Adds the changes of all copies of a matrix to it, for the rows r with r mod parts = part, in the order of the list.
     *
     * @param combine whether a row that several have changed gets their changes combined ({@link Kernel#combineRows}), or
     *     their sum
     * @param first scratch, a zero for each row of the matrix, and so again afterwards
     */
    public static void merge(List<RowCopies> all, int part, int parts, boolean combine, long[] first) {
        Kernel kernel = Kernel.active();
        for (int i = 0; i < all.size(); i++) {
            RowCopies copies = all.get(i);
            for (int s = 0; s < copies.count; s++) {
                int row = copies.rows[s];
                if (row % parts == part) {
                    long earlier = first[row];
                    if (!combine) {
                        kernel.addRow(copies.shared, row, copies.own, s);
                    } else if (earlier == 0) {
                        first[row] = (long) (i + 1) << 32 | s;
                    } else {
                        RowCopies a = all.get((int) (earlier >>> 32) - 1);
                        kernel.combineRows(a.own, (int) earlier, copies.own, s);
                    }
                }
            }
        }
        for (int i = 0; combine && i < all.size(); i++) {
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
