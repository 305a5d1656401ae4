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
        if (Files.isDirectory(output)) {
            throw new CommandFailure(output + " is a folder; give -o the name of a file");
        }
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    String.valueOf(folder), null, "there is no such folder to write " + output.getFileName() + " to");
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(folder + ": no permission to write " + output.getFileName() + " there");
        }
        if (Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
            throw new CommandFailure("-o " + output + " would overwrite " + input + "; choose another name");
        }
    }
}
