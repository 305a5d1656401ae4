package io.firth.eval;

import java.util.Optional;

/**
 * Whether two scores on the same items differ by more than the choice of items (and seeds) explains: the paired bootstrap
 * (Efron &amp; Tibshirani 1993; Berg-Kirkpatrick, Burkett &amp; Klein 2012).
 *
 * @param items that both cover
 * @param value first − second on these items
 * @param interval of the difference
 * @param p two-sided: 2·(n + 1)/(resamples + 1), n being the smaller number of resamples in which the difference is
 *     ≤ 0, or ≥ 0; at most 1; NaN without an interval
 */
public record Difference(int items, double value, Optional<Interval> interval, double p) {
    /** Whether the interval leaves out zero. */
    public boolean isReal() {
        return interval.isPresent() && !interval.get().contains(0);
    }
}
