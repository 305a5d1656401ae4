package io.firth.cli;

/** A command cannot do what it was asked to; the message is one line for the user. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
