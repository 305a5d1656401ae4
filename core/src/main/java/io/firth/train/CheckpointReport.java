package io.firth.train;

import java.time.Duration;

/**
 * A checkpoint that is kept.
 *
 * @param state that it holds
 * @param pause how long training waited
 * @param interval until the next; longer than asked for, if the pause would be more than {@link
 *     Checkpointer#LARGEST_SHARE} of it
 */
public record CheckpointReport(TrainingState state, Duration pause, Duration interval) {}
