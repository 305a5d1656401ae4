package io.firth.io;

import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words, and perhaps counts, of the embedding projector's {@code metadata.tsv}. */
final class ProjectorMetadata {
    private static final List<String> WORD_COLUMNS = List.of("word", "label", "token", "name", "words");
    private static final List<String> COUNT_COLUMNS = List.of("count", "counts", "frequency", "freq");

    private final Path file;
    private final WordTable words = new WordTable(0);
    private boolean first = true;
    private int columns = 1;
    private int wordColumn;
    private int countColumn = -1;

    private ProjectorMetadata(Path file) {
        this.file = file;
    }

    /** The words for so many vectors in {@code vectors}. */
    static Vocabulary read(Path file, Path vectors, long rows) throws IOException {
        ProjectorMetadata metadata = new ProjectorMetadata(file);
        WordList.forEachLine(
                file,
                (bytes, from, to) ->
                        metadata.take(bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE)));
        if (metadata.words.size() != rows) {
            throw new IOException(
                    file + " has " + metadata.words.size() + " words, but " + vectors.getFileName() + " has "
                            + rows + " vectors"
                            + (metadata.columns == 1 && metadata.words.size() == rows + 1
                                    ? "; metadata of one column must not have a header"
                                    : ""));
        }
        return metadata.words.vocabulary();
    }

    private void take(byte[] line) throws IOException {
        if (first) {
            first = false;
            columns = 1;
            for (byte b : line) {
                columns += b == '\t' ? 1 : 0;
            }
            if (columns > 1) {
                List<String> names = Arrays.asList(new String(line, StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .split("\t", -1));
                wordColumn = Math.max(0, column(names, WORD_COLUMNS));
                countColumn = column(names, COUNT_COLUMNS);
                return;
            }
        }
        int[] word = field(line, wordColumn);
        long count = countColumn < 0 ? 0 : count(line, field(line, countColumn));
        words.add(line, word[0], word[1], count);
    }

    private static int column(List<String> names, List<String> wanted) {
        return wanted.stream()
                .mapToInt(names::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
    }

    private int[] field(byte[] line, int column) throws IOException {
        int from = 0;
        for (int i = 0; columns > 1; i++) {
            int to = from;
            while (to < line.length && line[to] != '\t') {
                to++;
            }
            if (i == column) {
                return new int[] {from, to};
            }
            if (to == line.length) {
                throw new IOException(file + ", word " + (words.size() + 1) + ": the line "
                        + Quoted.of(line, 0, line.length) + " has " + (i + 1) + " of " + columns + " fields");
            }
            from = to + 1;
        }
        return new int[] {0, line.length};
    }

    private long count(byte[] line, int[] field) throws IOException {
        String text = new String(line, field[0], field[1] - field[0], StandardCharsets.ISO_8859_1);
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException(file + ", word " + (words.size() + 1) + ": the count " + Quoted.of(text)
                    + " is not a whole number");
        }
        return Long.parseLong(text);
    }

    static void write(Vocabulary words, Path file) throws IOException {
        boolean counted = words.totalCount() != 0;
        AtomicFile.write(file, channel -> {
            ByteSink sink = new ByteSink(channel);
            if (counted) {
                sink.put("word\tcount\n".getBytes(StandardCharsets.US_ASCII));
            }
            for (int id = 0; id < words.size(); id++) {
                sink.put(Rows.word(words, id, Format.PROJECTOR));
                sink.put(((counted ? "\t" + words.count(id) : "") + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            sink.flush();
        });
    }
}
