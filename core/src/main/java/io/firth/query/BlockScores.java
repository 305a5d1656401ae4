package io.firth.query;

import io.firth.math.Matrix;

/** The scores of a few queries with a block of rows; one per thread. */
abstract sealed class BlockScores permits ArrayScores, FirstScores, KernelScores {
    /** Floats of a block of rows, and of its scores: together they stay in the second-level cache. */
    private static final int ROWS = 32_768;

    private static final int SCORES = 262_144;

    /** Rows of a block are a multiple of this (the kernel's tile), where there are so many. */
    private static final int TILE = 8;

    final Matrix vectors;
    final float[][] queries;
    final int stride;
    final float[] scores;
    private final Lengths lengths;
    private final float[] inverses;

    BlockScores(Matrix vectors, Lengths lengths, float[][] queries, int blockRows) {
        this.vectors = vectors;
        this.lengths = lengths;
        this.queries = queries;
        this.stride = blockRows;
        this.inverses = new float[blockRows];
        this.scores = new float[Math.multiplyExact(queries.length, blockRows)];
    }

    /** Rows of a block for so many dimensions and queries. */
    static int blockRows(int dim, int queries) {
        int rows = Math.min(ROWS / dim, SCORES / Math.max(1, queries));
        return Math.max(TILE, rows & -TILE);
    }

    /** Scores of rows first … first + n − 1, where {@link RowScan.Visitor} says. */
    final float[] of(int first, int n) {
        products(first, n);
        if (lengths == null) {
            return scores;
        }
        boolean extreme = false;
        for (int r = 0; r < n; r++) {
            inverses[r] = inverse(lengths, first, r);
            extreme |= inverses[r] == Lengths.EXTREME;
        }
        for (int q = 0; q < queries.length; q++) {
            scale(q * stride, n);
        }
        for (int r = 0; extreme && r < n; r++) {
            if (inverses[r] == Lengths.EXTREME) {
                exactCosines(first + r, r);
            }
        }
        return scores;
    }

    /** scores[q·stride + r] = queries[q]ᵀ · row (first + r). */
    abstract void products(int first, int n);

    /** 1 / ‖row (first + r)‖ of the block just multiplied. */
    abstract float inverse(Lengths lengths, int first, int r);

    private void scale(int at, int n) {
        for (int r = 0; r < n; r++) {
            scores[at + r] *= inverses[r];
        }
    }

    private void exactCosines(int row, int r) {
        float[] x = vectors.row(row);
        for (int q = 0; q < queries.length; q++) {
            scores[q * stride + r] = (float) Directions.cosine(queries[q], x);
        }
    }
}
