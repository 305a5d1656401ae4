package io.firth.ann;

/** Told how far a build is; called by several threads. */
public interface BuildListener {
    /** So many rows of all have been linked. */
    void linked(int rows, int total);

    /** With searches this wide, this share of the true ten nearest neighbours was found. */
    void measured(int searchWidth, double recall);

    /** Nobody listens. */
    BuildListener NONE = new BuildListener() {
        @Override
        public void linked(int rows, int total) {}

        @Override
        public void measured(int searchWidth, double recall) {}
    };
}
