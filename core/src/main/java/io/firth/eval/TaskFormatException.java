package io.firth.eval;

import java.io.IOException;

/** A file is not an evaluation set, or one of its lines does not fit; the message names file, line and reason. */
public final class TaskFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    TaskFormatException(String message) {
        super(message);
    }
}
