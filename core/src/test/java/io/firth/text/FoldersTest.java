package io.firth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(temp.resolve(".work/texts"));
        for (String name : List.of("b.txt", "a/c.txt", "a/b/d.txt", ".dot", ".git/e.txt", "a/.f/g.txt")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.createFile(folder.resolve(name));
        }
    }

    @Test
    void visibleFilesAreSortedWhateverTheFolderItselfIsCalled() throws IOException {
        assertEquals(List.of("a/b/d.txt", "a/c.txt", "b.txt"), names(Folders.visibleFiles(folder)));
    }

    @Test
    void linksAreFollowed() throws IOException {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.createFile(outside.resolve("h.txt"));
        Files.createSymbolicLink(folder.resolve("z"), outside);
        assertEquals(List.of("a/b/d.txt", "a/c.txt", "b.txt", "z/h.txt"), names(Folders.visibleFiles(folder)));
    }

    @Test
    void failuresOnTheWayAreChecked() throws IOException {
        Files.createSymbolicLink(folder.resolve("a/round"), folder);
        assertThrows(FileSystemLoopException.class, () -> Folders.visibleFiles(folder));
        assertThrows(NoSuchFileException.class, () -> Folders.inside(folder.resolve("none"), 1));
    }

    @Test
    void insideIsWithoutTheFolderItself() throws IOException {
        assertEquals(Set.of("b.txt", "a", ".dot", ".git"), Set.copyOf(names(Folders.inside(folder, 1))));
        assertEquals(
                Set.of("b.txt", "a", ".dot", ".git", "a/c.txt", "a/b", "a/.f", ".git/e.txt"),
                Set.copyOf(names(Folders.inside(folder, 2))));
    }

    private List<String> names(List<Path> paths) {
        return paths.stream()
                .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                .toList();
    }
}
