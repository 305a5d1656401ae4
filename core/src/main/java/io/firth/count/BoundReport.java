package io.firth.count;

/**
 * A model's loss on counted pairs beside the smallest that any model of its kind can have on them. All per pair, in nats.
 *
 * @param pairs |D|
 * @param loss of the model; NaN or infinite if its vectors are not finite
 * @param standardError of {@code loss}: 0 if it is exact, else it was estimated from a sample of centre words
 * @param bound the smallest possible loss
 */
public record BoundReport(double pairs, double loss, double standardError, double bound) {
    /** loss − bound, ≥ 0 up to rounding and the standard error. */
    public double distance() {
        return loss - bound;
    }

    /** exp(loss). */
    public double perplexity() {
        return Math.exp(loss);
    }

    /** exp(bound). */
    public double boundPerplexity() {
        return Math.exp(bound);
    }

    /** The loss per token where a pair's is {@link #loss}: −(1/T) log L of worked-examples row M11. */
    public double perToken(double perPair, double tokens) {
        return perPair * pairs / tokens;
    }
}
