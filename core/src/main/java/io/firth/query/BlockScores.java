package io.firth.query;

/** The scores of a few queries with a block of rows; one per thread. */
sealed interface BlockScores permits FirstScores, ScaledProducts {
    /** Floats of a block of rows, and of its scores: together they stay in the second-level cache. */
    int ROWS = 32_768;

    int SCORES = 262_144;

    /** Rows of a block are a multiple of this (the kernel's tile), where there are so many. */
    int TILE = 8;

    /** Rows of a block for so many dimensions and queries. */
    static int blockRows(int dim, int queries) {
        int rows = Math.min(ROWS / dim, SCORES / Math.max(1, queries));
        return Math.max(TILE, rows & -TILE);
    }

    /** Scores of rows first … first + n − 1, where {@link RowScan.Visitor} says. */
    float[] of(int first, int n);

    /** None of the scores just given is greater. */
    default float greatest() {
        return Float.POSITIVE_INFINITY;
    }
}
