package io.firth.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Lets a library that wants a path, not a channel, write a file so that its name leads to the old content or to the whole
 * new one.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the whole file. */
    @FunctionalInterface
    public interface Body {
        /** Writes to this path, at which there is an empty file or none. */
        void write(Path temporary) throws IOException;
    }

    /**
     * Writes to a temporary name in the same folder, forces the bytes to disk and moves them into place.
     *
     * @throws IOException if the file cannot be written; what was there before is unchanged
     */
    public static void write(Path file, Body body) throws IOException {
        AtomicFile.writePath(file, body::write);
    }
}
