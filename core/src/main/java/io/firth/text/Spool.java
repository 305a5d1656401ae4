package io.firth.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Keeps a stream that can be read only once in a temporary file. */
final class Spool {
    private Spool() {}

    static Path copy(InputStream in, String name, Path folder) throws IOException {
        Path file;
        try {
            file = Files.createTempFile(folder, "firth-", ".txt");
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder for temporary files");
        }
        file.toFile().deleteOnExit(); // for a JVM that ends without closing the corpus
        long copied = 0;
        byte[] buffer = new byte[1 << 18];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                int n;
                try {
                    n = in.read(buffer);
                } catch (IOException e) {
                    throw new IOException(
                            "reading " + name + " failed after " + copied + " bytes: " + e.getMessage(), e);
                }
                if (n < 0) {
                    return file;
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
        } catch (IOException | RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It stays behind in the temporary folder; deleteOnExit tries once more.
        }
    }
}
