package io.firth.train;

import java.io.IOException;

/** Hears how a training goes. Calls come from one thread at a time. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /** About five times a second while training. */
    default void progress(Progress progress) {}

    /** After each epoch. */
    default void epochEnd(EpochReport report) {}

    /** A checkpoint is kept. */
    default void checkpointSaved(CheckpointReport report) {}

    /** A checkpoint could not be kept; the one before it still is, and training goes on. */
    default void checkpointFailed(IOException reason) {}
}
