package io.firth.eval;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end, ≥ low
 */
public record Interval(double low, double high) {
    /** Whether a value lies in it, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
