package io.firth.objective;

import io.firth.math.CounterRandom;

/**
 * Cuts the rows of a matrix into P parts of nearly equal weight, anew for every round, without a table. Rows are ordered by
 * falling frequency; each P neighbours are a group, and every group is dealt to the P parts, one row each, shifted at
 * random.
 *
 * <p>So parts are alike, and each has one of the P most frequent words. Noise words drawn from the rows of one part alone are, over the
 * rounds, nearly those of the noise distribution, except for these: whoever draws takes care of them.
 */
public final class RowParts {
    private final int rows;
    private final int parts;
    private final int shift;

    /**
     * @param rows V, ordered by falling frequency
     * @param parts P, a power of two, at most V
     */
    public RowParts(int rows, int parts) {
        if (Integer.bitCount(parts) != 1 || parts > rows) {
            throw new IllegalArgumentException(
                    "the number of parts must be a power of two and at most " + rows + ", but is " + parts);
        }
        this.rows = rows;
        this.parts = parts;
        this.shift = Integer.numberOfTrailingZeros(parts);
    }

    /** P. */
    public int parts() {
        return parts;
    }

    /**
     * The part that a row belongs to.
     *
     * @param round key of the round's random numbers
     */
    public int part(int row, long round) {
        return row + turn(row >> shift, round) & parts - 1;
    }

    /** The row itself if it is of the part, else the row of its group that is; of the last, cut group, of the one before. */
    public int inPart(int row, int part, long round) {
        int group = row >> shift;
        int own = (group << shift) + (part - turn(group, round) & parts - 1);
        if (own < rows) {
            return own;
        }
        group--;
        return (group << shift) + (part - turn(group, round) & parts - 1);
    }

    /** Number of groups: row r is of group r ≫ log₂ P. */
    public int groups() {
        return (rows + parts - 1) >> shift;
    }

    /**
     * The rows of a part.
     *
     * @param rows filled: for each group its row {@link #inPart}
     */
    public void rowsOfPart(int part, long round, int[] rows) {
        for (int group = 0; group < groups(); group++) {
            rows[group] = inPart(group << shift, part, round);
        }
    }

    private static int turn(int group, long round) {
        return (int) (CounterRandom.bits(round, group) >>> 32);
    }
}
