package io.firth.word2vec;

import io.firth.train.Checkpointer;

/** When a training pauses: for a checkpoint, or because its caller was interrupted and a checkpoint is to be left behind. */
final class Pauses implements Pause {
    private final Checkpointer checkpointer;
    private volatile boolean interrupted;

    /**
     * @param checkpointer or null: then an interrupt ends training at once
     */
    Pauses(Checkpointer checkpointer) {
        this.checkpointer = checkpointer;
    }

    @Override
    public boolean wanted() {
        return interrupted || checkpointer != null && checkpointer.due();
    }

    @Override
    public boolean interrupted() {
        boolean again = interrupted;
        interrupted = true;
        return checkpointer != null && !again;
    }

    /** Whether training is to end; takes over an interrupt of this thread, which would close files. */
    boolean ending() {
        if (Thread.interrupted()) {
            interrupted = true;
        }
        return interrupted;
    }
}
