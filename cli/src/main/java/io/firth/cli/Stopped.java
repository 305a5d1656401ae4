package io.firth.cli;

/** A command was interrupted; the message says what is left, and how to go on. */
final class Stopped extends InterruptedException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
        super(message);
    }
}
