package io.firth.train;

import io.firth.embeddings.Embeddings;
import java.util.OptionalDouble;

/**
 * What an epoch ended with.
 *
 * @param epoch from 1
 * @param loss average per pair over this epoch, in nats
 * @param heldOutLoss average per pair on the held-out sentences with fixed negatives, if there are any
 * @param pairs examples of this epoch: (input, target) pairs for skip-gram, windows for CBOW
 * @param wordsPerSecond over this epoch
 * @param seconds that this epoch took
 * @param soFar the vectors as they stand; a live view, valid during the call
 */
public record EpochReport(
        int epoch,
        double loss,
        OptionalDouble heldOutLoss,
        long pairs,
        double wordsPerSecond,
        double seconds,
        Embeddings soFar) {}
