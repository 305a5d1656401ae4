package io.firth.nn;

/** A loss became infinite or NaN. */
public final class DivergenceException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public DivergenceException(String message) {
        super(message);
    }
}
