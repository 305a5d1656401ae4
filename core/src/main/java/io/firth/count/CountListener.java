package io.firth.count;

/** Hears how far a count is; called from several threads, many times a second. By default it does nothing. */
public interface CountListener {
    /**
     * Windows were laid.
     *
     * @param done ids of the corpus so far, sentence ends included
     */
    default void counted(long done) {}

    /** The corpus was larger than the memory: {@code runs} sorted runs of {@code bytes} together are being merged. */
    default void merging(int runs, long bytes) {}

    /**
     * Rows were merged.
     *
     * @param done rows so far, of V
     */
    default void merged(long done) {}
}
