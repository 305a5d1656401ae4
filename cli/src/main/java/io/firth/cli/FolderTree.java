package io.firth.cli;

import io.firth.text.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder and all that is in it. */
final class FolderTree {
    private FolderTree() {}

    /** Deletes it; links are deleted and not followed. */
    static void delete(Path folder) throws IOException {
        List<Path> inside = Folders.inside(folder, Integer.MAX_VALUE);
        for (Path path : inside.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(path);
        }
        Files.deleteIfExists(folder);
    }
}
