package io.firth.train;

/** Training cannot go on; the message says why and what to change. */
public final class TrainingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean divergence;

    /** With a sentence for the user. */
    public TrainingException(String message) {
        this(message, false);
    }

    private TrainingException(String message, boolean divergence) {
        super(message);
        this.divergence = divergence;
    }

    /** The loss or a vector is no longer a sane number; an earlier checkpoint and a smaller learning rate may do. */
    public static TrainingException divergence(String message) {
        return new TrainingException(message, true);
    }

    /** Whether training has diverged. */
    public boolean isDivergence() {
        return divergence;
    }
}
