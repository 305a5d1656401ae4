package io.firth.train;

/**
 * Where a training stands, at a place where it can be left and taken up again. All random numbers are keyed by seed, epoch
 * and position, and the learning rate follows from the place: with the vectors, this is all there is to keep.
 *
 * @param epoch that is being trained, from 0
 * @param position of the corpus up to which this epoch is trained, sentence ends counted
 * @param tokens words up to that position, rounded, for people
 * @param loss of this epoch so far, summed over its pairs, in nats; to the last bit
 * @param pairs of this epoch so far
 * @param epochSeconds that this epoch took so far
 */
public record TrainingState(int epoch, long position, long tokens, double loss, long pairs, double epochSeconds) {
    /** Before the first step. */
    public static final TrainingState START = atEpoch(0);

    /** Checks the ranges. */
    public TrainingState {
        if (epoch < 0 || position < 0 || tokens < 0 || pairs < 0 || !Double.isFinite(loss) || !(epochSeconds >= 0)) {
            throw new IllegalArgumentException("no training stands at epoch " + epoch + ", position " + position
                    + ", token " + tokens + " with " + pairs + " pairs, a loss of " + loss + " and " + epochSeconds
                    + " seconds");
        }
    }

    /** Before the first step of an epoch, from 0. */
    public static TrainingState atEpoch(int epoch) {
        return new TrainingState(epoch, 0, 0, 0, 0, 0);
    }
}
