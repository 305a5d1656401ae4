package io.firth.train;

import java.io.IOException;

/** Keeps checkpoints, in two steps: training waits for the first only. */
public interface CheckpointStore {
    /**
     * Takes a copy, as quickly as it can, while training waits.
     *
     * @param checkpoint whose vectors change again once this returns
     * @return what is left to do; the checkpoint before this one stays until that is done
     * @throws IOException if that fails, or a vector holds NaN or an infinity; what was kept before stays
     */
    Pending save(Checkpoint checkpoint) throws IOException;

    /** A copy that does not count yet. */
    interface Pending {
        /**
         * Makes it last, on any thread.
         *
         * @throws IOException if that fails; what was kept before stays
         */
        void commit() throws IOException;
    }
}
