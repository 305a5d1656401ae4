package io.firth.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file that appears under its name when it is whole. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Looks before the work is done whether there is a place to write to.
     *
     * @throws CommandFailure if there is none
     */
    static void checkWritable(Path file) throws CommandFailure {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + " is a folder; name a file to write to");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(file + " cannot be written: the folder " + folder + " does not exist");
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(file + " cannot be written: this user may not write to " + folder);
        }
    }

    /** Writes it, in UTF-8; what was there before is replaced at once. */
    static void write(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(temporary, text);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
