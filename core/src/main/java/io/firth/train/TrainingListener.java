package io.firth.train;

/** Hears how a training goes. Calls come from one thread at a time. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /** About five times a second while training. */
    default void progress(Progress progress) {}

    /** After each epoch. */
    default void epochEnd(EpochReport report) {}
}
