package io.firth.eval;

import io.firth.text.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads evaluation sets. What a file holds is found by looking into it, whatever its name. */
public final class TaskFile {
    private TaskFile() {}

    /**
     * Reads a set: a file, or a folder of BATS (the Bigger Analogy Test Set), which is one set in many files.
     *
     * @throws TaskFormatException if it is empty, in no layout that is known, or a line does not fit the others; the
     *     message names file, line and reason
     * @throws IOException if it cannot be read
     */
    public static Task read(Path file) throws IOException {
        String name = name(file);
        if (BatsReader.isFolder(file)) {
            return BatsReader.read(file);
        }
        Path answers = AnalogyReader.answersOf(file);
        if (answers != null) {
            return AnalogyReader.readTwoFiles(file, answers, name);
        }
        TaskLines lines = TaskLines.read(file);
        boolean sections = lines.lines().stream().anyMatch(TaskLines.Line::isSection);
        return sections ? AnalogyReader.read(lines, name) : new TaskLayout(lines, name).task();
    }

    /**
     * The files that may be sets: the file itself, or the files of a folder and of the folders in it, sorted by path;
     * hidden ones are left out, of MSR's two files only the questions are named, and in the place of BATS's files the folder.
     *
     * @throws IOException if it is not there or cannot be read
     */
    public static List<Path> find(Path fileOrFolder) throws IOException {
        if (!Files.exists(fileOrFolder)) {
            throw new NoSuchFileException(fileOrFolder.toString());
        }
        if (!Files.isDirectory(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        return Folders.visibleFiles(fileOrFolder).stream()
                .filter(path -> !AnalogyReader.belongsToQuestions(path))
                .map(path -> BatsReader.isRelation(path) ? BatsReader.folderOf(path, fileOrFolder) : path)
                .distinct()
                .toList();
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
