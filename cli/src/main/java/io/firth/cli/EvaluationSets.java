package io.firth.cli;

import io.firth.eval.Task;
import io.firth.eval.TaskFile;
import io.firth.eval.TaskFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sets that were asked for.
 *
 * @param tasks read, with different names
 * @param files where each comes from
 * @param notes files of folders that are no sets, and why
 */
record EvaluationSets(List<Task> tasks, List<Path> files, List<String> notes) {
    /**
     * Reads them. A file that is named must be a set; of a folder's files those count that are.
     *
     * @throws CommandFailure if there are none
     */
    static EvaluationSets read(List<Path> filesOrFolders) throws IOException, CommandFailure {
        List<Task> tasks = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Path path : filesOrFolders) {
            for (Path file : TaskFile.find(path)) {
                if (files.contains(file)) {
                    continue;
                }
                try {
                    tasks.add(TaskFile.read(file));
                    files.add(file);
                } catch (TaskFormatException e) {
                    if (!Files.isDirectory(path)) {
                        throw e;
                    }
                    notes.add("left out: " + e.getMessage());
                }
            }
        }
        if (tasks.isEmpty()) {
            throw new CommandFailure("there is no evaluation set in "
                    + String.join(
                            ", ", filesOrFolders.stream().map(Path::toString).toList())
                    + (notes.isEmpty() ? "" : "; " + notes.getFirst()));
        }
        return new EvaluationSets(unique(tasks, files), files, notes);
    }

    // Two sets of one name are told apart by their paths.
    private static List<Task> unique(List<Task> tasks, List<Path> files) {
        List<Task> unique = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            String name = tasks.get(i).name();
            long alike = tasks.stream().filter(task -> task.name().equals(name)).count();
            unique.add(alike > 1 ? tasks.get(i).named(files.get(i).toString()) : tasks.get(i));
        }
        return unique;
    }
}
