package io.firth.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in folders. */
final class Folders {
    private Folders() {}

    /**
     * What lies in a folder, in no order; all of it or a checked failure, which the stream that it comes from would not give.
     *
     * @param depth 1: in the folder itself; 2: in the folders inside it, too
     */
    static List<Path> inside(Path folder, int depth) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, depth)) {
            return walk.filter(path -> !path.equals(folder)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
