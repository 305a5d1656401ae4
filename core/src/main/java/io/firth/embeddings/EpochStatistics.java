package io.firth.embeddings;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What one epoch of training ended with.
 *
 * @param loss average per pair over the epoch, in nats
 * @param heldOutLoss average per pair on held-out sentences, in nats, if there were any
 * @param seconds that the epoch took, NaN if unknown
 */
public record EpochStatistics(double loss, OptionalDouble heldOutLoss, double seconds) {
    /** Checks for null. */
    public EpochStatistics {
        Objects.requireNonNull(heldOutLoss, "heldOutLoss");
    }
}
