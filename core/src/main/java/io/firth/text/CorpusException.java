package io.firth.text;

import java.io.IOException;

/** A corpus that cannot be used: nothing to read, damaged compressed data, no words. The message is one sentence. */
public final class CorpusException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the user. */
    public CorpusException(String message) {
        super(message);
    }

    /** With a sentence for the user and what led to it. */
    public CorpusException(String message, Throwable cause) {
        super(message, cause);
    }
}
