package io.firth.cli;

import io.firth.text.Corpus;
import io.firth.text.CorpusSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The corpus that a command was given, and where it writes.
 *
 * @param paths files and folders; {@code -} is standard input
 * @param temporary folder for temporary files
 */
record CorpusInput(List<Path> paths, Path temporary) {
    private static final Path STANDARD_INPUT = Path.of("-");

    /** The corpus, to be closed. */
    Corpus open(InputStream standardInput) throws IOException, CommandFailure {
        if (!paths.contains(STANDARD_INPUT)) {
            return Corpus.of(paths);
        }
        if (paths.size() > 1) {
            throw new CommandFailure("- (standard input) cannot be mixed with files; use ./- for a file of that name");
        }
        Interruption.readingInput(true);
        try {
            return Corpus.ofStream(standardInput, temporary);
        } finally {
            Interruption.readingInput(false);
        }
    }

    /** What would fail at the very end is said at the start. */
    void checkFolders(Path output, String what) throws IOException, CommandFailure {
        checkFolders(output, what, false);
    }

    /** The same; the output may be a folder, if {@code mayBeFolder}. */
    void checkFolders(Path output, String what, boolean mayBeFolder) throws IOException, CommandFailure {
        OutputFile.checkPlace(output, "the " + what, mayBeFolder);
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
