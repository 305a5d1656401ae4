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
import java.util.stream.Stream;

/**
 * A stream that can be read only once, kept in a temporary file until it is closed. Where the system has another way to an
 * open file (Linux), the file's name is gone before anything is written, so that nothing stays behind even if the process is
 * killed.
 */
final class Spool implements Closeable {
    /** Links to the files that this process has open. */
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Path file;
    private final FileOutputStream out;
    private final Path path;

    private Spool(Path folder) throws IOException {
        try {
            file = Files.createTempFile(folder, "firth-", ".txt");
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder for temporary files");
        }
        file.toFile().deleteOnExit(); // for a JVM that ends without closing the corpus
        try {
            out = new FileOutputStream(file.toFile());
        } catch (IOException e) {
            delete();
            throw e;
        }
        Optional<Path> link = link(file);
        link.ifPresent(there -> delete());
        path = link.orElse(file);
    }

    /** All of {@code in}; if that fails, nothing is left. */
    static Spool of(InputStream in, String name, Path folder) throws IOException {
        Spool spool = new Spool(folder);
        try {
            spool.copy(in, name);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    /** Where it can be read until it is closed. */
    Path path() {
        return path;
    }

    private void copy(InputStream in, String name) throws IOException {
        long copied = 0;
        byte[] buffer = new byte[1 << 18];
        while (true) {
            int n;
            try {
                n = in.read(buffer);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                throw new IOException("reading " + name + " failed after " + copied + " bytes: " + e.getMessage(), e);
            }
            if (n < 0) {
                return;
            }
            try {
                out.write(buffer, 0, n);
            } catch (IOException e) {
                throw new IOException(
                        "cannot keep " + name + " in the temporary file " + file + " after " + copied + " bytes: "
                                + e.getMessage() + "; choose another folder for temporary files",
                        e);
            }
            copied += n;
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
