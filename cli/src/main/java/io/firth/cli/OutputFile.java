package io.firth.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What would fail at the very end is said at the start. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Refuses a file that cannot be written, or that is also read.
     *
     * @param output file to write
     * @param input file that is read
     */
    static void check(Path output, Path input) throws IOException, CommandFailure {
        checkPlace(output, String.valueOf(output.getFileName()), false);
        if (Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
            throw new CommandFailure("-o " + output + " would overwrite " + input + "; choose another name");
        }
    }

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

    /**
     * Refuses a file in a folder that is not there or may not be written to.
     *
     * @param what is written, for the message
     * @param mayBeFolder whether the output itself may be a folder
     */
    static void checkPlace(Path output, String what, boolean mayBeFolder) throws IOException, CommandFailure {
        if (Files.isDirectory(output) && !mayBeFolder) {
            throw new CommandFailure(output + " is a folder; give -o the name of a file");
        }
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    String.valueOf(folder), null, "there is no such folder to write " + what + " to");
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(folder + ": no permission to write " + what + " there");
        }
    }
}
