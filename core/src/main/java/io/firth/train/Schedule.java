package io.firth.train;

/**
 * A learning rate η that falls linearly from {@code start} to {@code end} over all epochs (Mikolov et al. 2013,
 * "Efficient Estimation of Word Representations in Vector Space", section 4.2). It depends on the place in the corpus, not
 * on the clock or on other threads, so it is the same in every run.
 *
 * @param start η at the first token of the first epoch
 * @param end η after the last token of the last
 * @param length tokens of one epoch, ≥ 1
 * @param epochs ≥ 1
 */
public record Schedule(double start, double end, long length, int epochs) {
    /** η at a position (0…length) of an epoch (from 0). */
    public float rate(int epoch, long position) {
        double done = (epoch + (double) position / length) / epochs;
        return (float) (start + (end - start) * Math.min(1, done));
    }
}
