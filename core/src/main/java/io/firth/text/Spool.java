package io.firth.text;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A stream that can be read only once, kept in a temporary file until it is closed. Where the system has another way to an
 * open file (Linux), the file's name is gone before anything is written, so that nothing stays behind even if the process is
 * killed.
 */
final class Spool implements Closeable {
    /** Links to the files that this process has open. */
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    /** Bytes left on the disk below which no more is kept: others write there, too. */
    private static final long LEAST_LEFT = 64L << 20;

    /** Bytes between two looks at what is left. */
    private static final long BETWEEN_LOOKS = 16L << 20;

    private final Path folder;
    private final Path file;
    private final FileOutputStream out;
    private final Path path;
    private long bytes;

    private Spool(Path folder) throws IOException {
        this.folder = folder;
        try {
            file = Files.createTempFile(folder, "firth-", ".txt");
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder for temporary files");
        }
        try {
            out = new FileOutputStream(file.toFile());
        } catch (IOException e) {
            delete();
            throw e;
        }
        Optional<Path> link = link(file);
        path = link.orElse(file);
        // a path that is to be deleted on exit is remembered for as long as the JVM lives: only where it must be
        link.ifPresentOrElse(there -> delete(), () -> file.toFile().deleteOnExit());
    }

    /**
     * All of {@code in}; if that fails, nothing is left.
     *
     * @param listener is told how many bytes there are so far
     * @param usable how many more there may be on the disk
     */
    static Spool of(InputStream in, String name, Path folder, LongConsumer listener, LongSupplier usable)
            throws IOException {
        Spool spool = new Spool(folder);
        try {
            spool.copy(in, name, listener, usable);
            return spool;
        } catch (Throwable e) { // of the caller's stream or listener it can be any
            spool.close();
            throw e;
        }
    }

    /** Where it can be read until it is closed. */
    Path path() {
        return path;
    }

    /** Bytes kept. */
    long bytes() {
        return bytes;
    }

    private void copy(InputStream in, String name, LongConsumer listener, LongSupplier usable) throws IOException {
        long nextLook = BETWEEN_LOOKS;
        byte[] buffer = new byte[1 << 18];
        while (true) {
            int n;
            try {
                n = in.read(buffer);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                throw new IOException("reading " + name + " failed after " + bytes + " bytes: " + e.getMessage(), e);
            }
            if (n < 0) {
                return;
            }
            try {
                out.write(buffer, 0, n);
            } catch (IOException e) {
                throw new IOException(
                        "cannot keep " + name + " in the temporary file " + file + " after " + bytes + " bytes: "
                                + e.getMessage() + "; choose another folder for temporary files",
                        e);
            }
            bytes += n;
            listener.accept(bytes);
            if (bytes >= nextLook) {
                nextLook = bytes + BETWEEN_LOOKS;
                checkRoom(name, usable.getAsLong());
            }
        }
    }

    /** Input without an end is noticed before the disk is full, which would be everybody's trouble. */
    private void checkRoom(String name, long left) throws IOException {
        if (left < LEAST_LEFT) {
            throw new IOException(name + " is too large for the folder " + folder + ": " + (bytes >> 20)
                    + " MiB of it were read and kept there, and only " + (left >> 20)
                    + " MiB are left on that disk; choose another folder for temporary files, if the input has an end");
        }
    }

    /** The way to this open file that needs no name. */
    private static Optional<Path> link(Path file) {
        if (!Files.isDirectory(OPEN_FILES)) {
            return Optional.empty();
        }
        try (Stream<Path> links = Files.list(OPEN_FILES)) {
            return links.filter(link -> isSame(link, file)).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(Path link, Path file) {
        try {
            return Files.isSameFile(link, file);
        } catch (IOException e) {
            return false; // closed since it was listed, or no file at all
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It stays behind in the temporary folder; deleteOnExit tries once more.
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            // All that matters was written before, or the failure is told already.
        }
        delete();
    }
}
