package io.firth.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in folders: all of it or a checked failure, which the stream that it comes from would not give. */
public final class Folders {
    private Folders() {}

    /**
     * What lies in a folder, in no order.
     *
     * @param depth 1: in the folder itself; 2: in the folders inside it, too
     */
    public static List<Path> inside(Path folder, int depth) throws IOException {
        return walk(folder, depth).stream().filter(path -> !path.equals(folder)).toList();
    }

    /**
     * The files in a folder and the folders inside it, sorted by their paths. Links are followed; what has a name that begins with a
     * dot, or lies in a folder inside that has one, is left out.
     */
    public static List<Path> visibleFiles(Path folder) throws IOException {
        return walk(folder, Integer.MAX_VALUE, FileVisitOption.FOLLOW_LINKS).stream()
                .filter(Files::isRegularFile)
                .filter(file -> !isHidden(folder.relativize(file)))
                .sorted()
                .toList();
    }

    private static List<Path> walk(Path folder, int depth, FileVisitOption... options) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, depth, options)) {
            return walk.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether a path below a folder is one that {@link #visibleFiles} leaves out: a part of it begins with a dot. */
    public static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
