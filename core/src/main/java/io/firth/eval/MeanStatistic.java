package io.firth.eval;

/** The mean of one number per item; none where the number is NaN. Takes over the array. */
record MeanStatistic(double[] values) implements Statistic {
    @Override
    public int items() {
        return values.length;
    }

    @Override
    public boolean covers(int item) {
        return !Double.isNaN(values[item]);
    }

    @Override
    public double of(int[] times) {
        long n = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (times[i] > 0) {
                n += times[i];
                sum += times[i] * values[i];
            }
        }
        return sum / n;
    }

    @Override
    public String whyUndefined() {
        return "no item is covered";
    }
}
