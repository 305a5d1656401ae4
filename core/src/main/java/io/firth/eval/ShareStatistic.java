package io.firth.eval;

/** Which share of the items is right. Takes over the array: 1 right, 0 wrong, {@link #NOT_COVERED}. */
record ShareStatistic(byte[] right) implements Statistic {
    static final byte NOT_COVERED = -1;

    @Override
    public int items() {
        return right.length;
    }

    @Override
    public boolean covers(int item) {
        return right[item] != NOT_COVERED;
    }

    @Override
    public double of(int[] times) {
        long n = 0;
        long hits = 0;
        for (int i = 0; i < right.length; i++) {
            n += times[i];
            hits += right[i] == 1 ? times[i] : 0;
        }
        return (double) hits / n;
    }

    @Override
    public String whyUndefined() {
        return "no item is covered";
    }

    /** How many items are right. */
    int hits() {
        int hits = 0;
        for (byte b : right) {
            hits += b == 1 ? 1 : 0;
        }
        return hits;
    }
}
