package io.firth.eval;

/** Quantiles of a sample. */
final class Quantiles {
    private Quantiles() {}

    /**
     * Between neighbours in proportion (Hyndman and Fan 1996, type 7, as NumPy and R).
     *
     * @param sorted ascending, at least one
     * @param share 0…1
     */
    static double of(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
