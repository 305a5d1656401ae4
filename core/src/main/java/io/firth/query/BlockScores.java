package io.firth.query;

/** The scores of a few queries with a block of rows; one per thread. */
sealed interface BlockScores permits FirstScores, ScaledProducts {
    /** Scores of rows first … first + n − 1, where {@link RowScan.Visitor} says. */
    float[] of(int first, int n);

    /** None of the scores just given is greater. */
    default float greatest() {
        return Float.POSITIVE_INFINITY;
    }
}
