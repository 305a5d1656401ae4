package io.firth.cli;

import io.firth.io.AtomicFile;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.io.OpenOptions;
import io.firth.text.Folders;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;

/** What would fail at the very end is said at the start. */
final class OutputFile {
    private static final Path STANDARD_OUTPUT = Path.of("-");

    /** Of the names that go beside a file while it is written: a dot before, and this behind. */
    private static final String LONGEST_ENDING = "..run.json.0123456789abcdef.tmp";

    private OutputFile() {}

    /**
     * Refuses to write what is also read.
     *
     * @param output as the user named it, such as {@code -o model}
     * @param written all files that would be written for it
     * @param read all files that the command reads
     */
    static void checkIsNotRead(String output, List<Path> written, List<Path> read) throws IOException, CommandFailure {
        for (Path file : written) {
            if (Files.exists(file)) {
                for (Path input : read) {
                    if (areSame(file, input)) {
                        throw new CommandFailure(
                                output + " would overwrite " + input + ", which is read; choose another name");
                    }
                }
            }
        }
    }

    /** The files of a model of any format that is read. */
    static List<Path> model(Path model) throws IOException {
        return Models.read(model, Models.format(model), OpenOptions.DEFAULTS);
    }

    /** Whether two names mean one file, which need not be there yet. */
    static boolean areSame(Path a, Path b) throws IOException {
        return Files.exists(a) && Files.exists(b) ? Files.isSameFile(a, b) : real(a).equals(real(b));
    }

    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return folder != null && Files.isDirectory(folder)
                ? folder.toRealPath().resolve(absolute.getFileName())
                : absolute;
    }

    /**
     * Refuses a file in a folder that is read as text: with its lock and its checkpoints it would be text itself, now or
     * the next time.
     *
     * @param option for which the user named it, such as {@code -o}
     * @param read files and folders
     */
    static void checkIsOutside(String option, Path output, List<Path> read) throws IOException, CommandFailure {
        Path place = real(output);
        for (Path folder : read) {
            if (Files.isDirectory(folder)) {
                Path inside = folder.toRealPath();
                if (place.startsWith(inside) && !place.equals(inside) && !Folders.isHidden(inside.relativize(place))) {
                    throw new CommandFailure(option + " " + output + " is in the folder " + folder
                            + ", which is read; choose another place");
                }
            }
        }
    }

    /**
     * Looks before the work is done whether there is a place to write to.
     *
     * @throws CommandFailure if there is none
     */
    static void checkWritable(Path file) throws CommandFailure {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + " is a folder; name a file to write to");
        }
        Path place = place(file);
        for (Path folder : folders(file, place)) {
            if (folder == null || !Files.isDirectory(folder)) {
                throw new CommandFailure(file + " cannot be written: the folder " + folder + " does not exist");
            }
            if (!Files.isWritable(folder)) {
                throw new CommandFailure(file + " cannot be written: this user may not write to " + folder);
            }
        }
        checkFile(file, place);
    }

    /** Where a file will be, behind links. Standard output and other open files have no place, and are refused. */
    private static Path place(Path file) throws CommandFailure {
        if (file.equals(STANDARD_OUTPUT)) {
            throw new CommandFailure(
                    "- cannot be written to: what goes there has to be a file; ./- is one of that name");
        }
        if (Files.isDirectory(file)) {
            return file.toAbsolutePath();
        }
        try {
            return AtomicFile.place(file);
        } catch (IOException e) {
            throw new CommandFailure(Failures.sentence(e));
        }
    }

    /** What goes with a file, such as checkpoints, is beside its name; the file itself may be elsewhere, behind a link. */
    private static List<Path> folders(Path file, Path place) {
        return Arrays.asList(file.toAbsolutePath().getParent(), place.getParent());
    }

    /** Refuses what cannot be replaced, or should not be, and what cannot have this name. */
    private static void checkFile(Path file, Path place) throws CommandFailure {
        if (Files.exists(file) && !Files.isDirectory(file)) {
            if (!Files.isRegularFile(file)) {
                throw new CommandFailure(
                        file + " is not a regular file; a pipe or a device cannot be replaced as a whole");
            }
            if (!Files.isWritable(file)) {
                throw new CommandFailure(file + " is there and write-protected; choose another name");
            }
        }
        Path temporary = place.resolveSibling(place.getFileName() + LONGEST_ENDING);
        try {
            Files.readAttributes(temporary, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return; // as it should be
        } catch (IOException e) {
            if (e instanceof FileSystemException named && named.getReason() != null) {
                throw new CommandFailure(file + " cannot be written: " + named.getReason());
            }
        }
    }

    /** Refuses a file where a model's folder would have to be, if the format has one; a folder that is there gets its files. */
    static void checkFolder(Path output, Format format) throws CommandFailure {
        if (!Models.written(output, format).contains(output)
                && Files.exists(output, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(output)) {
            throw new CommandFailure(output + " is there and is no folder, and " + format.label()
                    + " is written as a folder; choose another name");
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
        Path place = place(output);
        for (Path folder : folders(output, place)) {
            if (folder == null || !Files.isDirectory(folder)) {
                throw new NoSuchFileException(
                        String.valueOf(folder), null, "there is no such folder to write " + what + " to");
            }
            if (!Files.isWritable(folder)) {
                throw new CommandFailure(folder + ": no permission to write " + what + " there");
            }
        }
        checkFile(output, place);
    }
}
