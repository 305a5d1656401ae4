package io.firth.train;

/** Training cannot go on; the message says why and what to change. */
public final class TrainingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public TrainingException(String message) {
        super(message);
    }
}
