package io.firth.eval;

/** A number computed from the items of a set, each of which occurs a number of times. */
sealed interface Statistic permits CorrelationStatistic, MeanStatistic, ShareStatistic {
    /** Number of items of the set, covered or not. */
    int items();

    /** Whether the number says something about this item. */
    boolean covers(int item);

    /**
     * The number when item i occurs {@code times[i]} times; NaN where it is not defined.
     *
     * @param times length {@link #items()}; 0 for items that are not covered
     */
    double of(int[] times);

    /** Why {@link #of} is NaN when every covered item occurs once. */
    String whyUndefined();

    /** Once for every covered item. */
    default int[] once() {
        int[] times = new int[items()];
        for (int i = 0; i < times.length; i++) {
            times[i] = covers(i) ? 1 : 0;
        }
        return times;
    }

    /** How many items are covered. */
    default int covered() {
        int n = 0;
        for (int i = 0; i < items(); i++) {
            n += covers(i) ? 1 : 0;
        }
        return n;
    }

    /** The number when every covered item occurs once. */
    default double value() {
        return of(once());
    }
}
