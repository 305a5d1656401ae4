package io.firth.eval;

import java.util.Objects;

/**
 * Everything besides model and set that a score depends on.
 *
 * @param caseRule how words are looked up
 * @param restrict analogies: words and candidates are the first this many words of the model; 0 for all
 * @param resamples of the bootstrap; 0 for no intervals
 * @param seed of the bootstrap and of k-means
 * @param level of the intervals, in (0, 1)
 */
public record EvaluationOptions(CaseRule caseRule, int restrict, int resamples, long seed, double level) {
    private static final int MOST_RESAMPLES = 1_000_000;

    /** Lower case, the first 30,000 words, 1,000 resamples, seed 1, 95 %. */
    public static final EvaluationOptions DEFAULT = new EvaluationOptions(CaseRule.LOWER, 30_000, 1_000, 1, 0.95);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public EvaluationOptions {
        Objects.requireNonNull(caseRule, "caseRule");
        if (restrict < 0) {
            throw new IllegalArgumentException("restrict must be at least 0, but is " + restrict);
        }
        if (resamples < 0 || resamples > MOST_RESAMPLES) {
            throw new IllegalArgumentException("resamples must be in 0…" + MOST_RESAMPLES + ", but is " + resamples);
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level must be between 0 and 1, but is " + level);
        }
    }
}
