package io.firth.io;

import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file with one word a line, in the order of the rows of a matrix that lies in another file. If every line ends with CR
 * LF, CR is not part of the words; an empty line is an empty word.
 */
final class WordList {
    /** What stands before the suffix of a word file that Firth writes beside a matrix. */
    static final String SUFFIX = ".vocab.txt";

    private static final List<String> SUFFIXES = List.of(SUFFIX, ".words.txt", ".txt", ".vocab");
    private static final List<String> NAMES = List.of("vocab.txt", "words.txt", Model2Vec.TOKENIZER);

    /** The two formats whose words lie in a file beside them: one file for both, if their names differ by the suffix only. */
    private static final List<String> MATRICES = List.of(".npy", ".safetensors");

    private WordList() {}

    /** The name of the word file that goes with a matrix: {@code x.npy} → {@code x.vocab.txt}. */
    static Path beside(Path file) {
        return file.resolveSibling(stem(file) + SUFFIX);
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /**
     * The words of the matrix in {@code file}.
     *
     * @throws IOException if there is no word file, or it has not one word per row
     */
    static Vocabulary of(Path file, OpenOptions options, long rows) throws IOException {
        Path words = options.words()
                .or(() -> find(file))
                .orElseThrow(() -> new IOException(file + " holds no words, and no file of words is beside it ("
                        + stem(file) + SUFFIX + ", one word a line, was looked for); name one with --words"));
        if (words.getFileName().toString().endsWith(".json")) {
            return TokenizerJson.read(words).vocabulary(rows);
        }
        Vocabulary vocabulary = read(words);
        if (vocabulary.size() != rows) {
            throw new IOException(words + " has " + vocabulary.size() + " lines, but " + file.getFileName() + " has "
                    + rows + " rows; one word a line is expected");
        }
        return vocabulary;
    }

    /** The file with the words of the matrix in {@code file}, if there is one beside it. */
    static Optional<Path> find(Path file) {
        List<Path> candidates = new ArrayList<>();
        SUFFIXES.forEach(suffix -> candidates.add(file.resolveSibling(stem(file) + suffix)));
        NAMES.forEach(name -> candidates.add(file.resolveSibling(name)));
        return candidates.stream()
                .filter(candidate -> Files.isRegularFile(candidate) && !candidate.equals(file))
                .findFirst();
    }

    /** The words of a file. */
    static Vocabulary read(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) == 0) {
            return new WordTable(0).vocabulary();
        }
        WordTable words = new WordTable(0);
        forEachLine(file, words::add);
        return words.vocabulary();
    }

    /** Takes the line {@code bytes[from … to)}, without its line break. */
    interface Line {
        void take(MemorySegment bytes, long from, long to) throws IOException;
    }

    /** Takes the lines of a file, of which there are at most as many as a vocabulary can have words. */
    static void forEachLine(Path file, Line line) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = MappedFile.open(file, arena);
            boolean crlf = endsWithCrlfThroughout(bytes);
            long lines = 0;
            for (long from = 0; from < bytes.byteSize(); ) {
                long end = MappedFile.find(bytes, from, '\n');
                if (lines++ == Integer.MAX_VALUE - 8) {
                    throw new IOException(file + " has more lines than a vocabulary can have words");
                }
                if (end - from > VectorLines.MOST_LINE_BYTES) {
                    throw new IOException(file + " has a line of " + (end - from) + " bytes at byte " + from
                            + ", more than a word can have");
                }
                line.take(bytes, from, crlf && end < bytes.byteSize() ? end - 1 : end);
                from = end + 1;
            }
        }
    }

    private static boolean endsWithCrlfThroughout(MemorySegment bytes) {
        boolean any = false;
        for (long at = 0; at < bytes.byteSize(); at++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, at) == '\n') {
                if (at == 0 || bytes.get(ValueLayout.JAVA_BYTE, at - 1) != '\r') {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /**
     * Refuses to give a matrix words in a file that another matrix has its words in, if they are not the same: the other would
     * get the wrong ones.
     */
    static void checkIsNotOfAnother(Vocabulary words, Path matrix, Format format) throws IOException {
        Optional<Path> other = other(matrix);
        if (other.isPresent() && !isOf(words, beside(matrix), format)) {
            throw new IOException(beside(matrix) + " holds the words of " + other.get()
                    + ", and would get others; choose another name than " + matrix);
        }
    }

    /** The other matrix beside this one whose words are in the same file, if there is one. */
    static Optional<Path> other(Path matrix) {
        if (!Files.exists(beside(matrix))) {
            return Optional.empty();
        }
        return MATRICES.stream()
                .map(suffix -> matrix.resolveSibling(stem(matrix) + suffix))
                .filter(other -> !other.getFileName().equals(matrix.getFileName()) && needsWords(other))
                .findFirst();
    }

    /** A model of Firth's own has its words within. */
    private static boolean needsWords(Path matrix) {
        try {
            Format format = Models.format(matrix);
            return format == Format.NPY || format == Format.SAFETENSORS;
        } catch (IOException e) {
            return false; // there is none, or it cannot be read anyway
        }
    }

    private static boolean isOf(Vocabulary words, Path file, Format format) throws IOException {
        Vocabulary old = read(file);
        boolean same = old.size() == words.size();
        for (int id = 0; same && id < words.size(); id++) {
            same = Arrays.equals(Rows.word(old, id, format), Rows.word(words, id, format));
        }
        return same;
    }

    /** Writes the words for a matrix of this format. */
    static void write(Vocabulary words, Path file, Format format) throws IOException {
        AtomicFile.write(file, channel -> {
            ByteSink sink = new ByteSink(channel);
            for (int id = 0; id < words.size(); id++) {
                sink.put(Rows.word(words, id, format));
                sink.put((byte) '\n');
            }
            sink.flush();
        });
    }
}
