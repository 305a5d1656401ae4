package io.firth.cli;

import io.firth.text.Corpus;
import io.firth.text.CorpusSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The corpus that a command was given, and where it writes.
 *
 * @param paths files and folders; {@code -} is standard input
 * @param temporary folder for temporary files
 */
record CorpusInput(List<Path> paths, Path temporary) {
    private static final Path STANDARD_INPUT = Path.of("-");

    /** Whether some of it can be read only once and is kept in a temporary file first, which may take long. */
    boolean isStream() {
        return paths.stream().anyMatch(path -> path.equals(STANDARD_INPUT) || isStream(path));
    }

    /** The corpus, to be closed; {@code bytesRead} is told how much of a stream is kept so far. */
    Corpus open(InputStream standardInput, LongConsumer bytesRead) throws IOException, CommandFailure {
        boolean fromStandardInput = paths.contains(STANDARD_INPUT);
        if (fromStandardInput && paths.size() > 1) {
            throw new CommandFailure("- (standard input) cannot be mixed with files; use ./- for a file of that name");
        }
        return Interruption.whileReading(
                isStream(),
                () -> fromStandardInput
                        ? Corpus.ofStream(standardInput, temporary, bytesRead)
                        : Corpus.of(paths, temporary, bytesRead));
    }

    /** Whether it is there and can be read only once, as a named pipe. */
    private static boolean isStream(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /** What would fail at the very end is said at the start. */
    void checkFolders(Path output, String what) throws IOException, CommandFailure {
        checkFolders(output, what, false);
    }

    /** The same; the output may be a folder, if {@code mayBeFolder}. */
    void checkFolders(Path output, String what, boolean mayBeFolder) throws IOException, CommandFailure {
        OutputFile.checkPlace(output, "the " + what, mayBeFolder);
        OutputFile.checkIsOutside("-o", output, paths);
        if (!Files.isDirectory(temporary)) {
            throw new NoSuchFileException(temporary.toString(), null, "there is no such folder for temporary files");
        }
    }

    /**
     * No file that is written must take the place of a part of the corpus.
     *
     * @param output as the user named it
     * @param written for it
     */
    void checkIsNoSource(Path output, List<Path> written, Corpus corpus) throws IOException, CommandFailure {
        List<Path> sources = corpus.sources().stream().map(CorpusSource::path).toList();
        OutputFile.checkIsNotRead("-o " + output, written, sources);
    }
}
