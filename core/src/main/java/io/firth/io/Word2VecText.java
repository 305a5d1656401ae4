package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * word2vec's text format: the line {@code "V D"}, then V lines of a word and D numbers with spaces between. Written
 * numbers are the shortest that read back as the same floats. Counts are not kept.
 */
public final class Word2VecText {
    private Word2VecText() {}

    /**
     * Reads a file. A line is read from its end, so that a word may contain spaces.
     *
     * @throws IOException if the file cannot be read, a field is not a number, or rows are missing: the message says
     *     where, and how many rows are whole
     */
    public static Embeddings open(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return read(file, MappedFile.open(file, arena));
        }
    }

    private static Embeddings read(Path file, MemorySegment bytes) throws IOException {
        // A row is at least a space, a digit per column, and a line break.
        Word2VecHeader header = Word2VecHeader.read(file, bytes, 3, 2);
        int rows = (int) header.rows();
        WordTable words = new WordTable(rows);
        Matrix vectors = header.allocate(file);
        Word2VecTextRow line = new Word2VecTextRow(bytes, (int) header.dim());
        int row = 0;
        for (long from = header.end(); from < bytes.byteSize(); ) {
            long end = lineEnd(bytes, from);
            if (!blank(bytes, from, end)) {
                if (row == rows) {
                    throw new IOException(file + " has more lines after the " + rows
                            + " vectors that it promises, from byte " + from + " on");
                }
                try {
                    line.parse(from, end);
                } catch (NumberFormatException e) {
                    String cut = end == bytes.byteSize()
                            ? "; the file ends there: it may be cut off, only " + row + " of " + rows
                                    + " vectors are whole"
                            : "";
                    throw new IOException(
                            file + ", vector " + (row + 1) + " (byte " + from + "): " + e.getMessage() + cut, e);
                }
                words.add(bytes, from, line.wordEnd());
                vectors.setRow(row, line.vector());
                row++;
            }
            from = end + 1;
        }
        if (row < rows) {
            throw new IOException(
                    file + " is cut off: it promises " + rows + " vectors, but only " + row + " are there");
        }
        Provenance provenance =
                Provenance.unknown().with("read from", file.getFileName() + " (" + Format.WORD2VEC_TEXT.label() + ")");
        return new Embeddings(words.vocabulary(), vectors, Optional.empty(), provenance);
    }

    /** Offset of the next line break at or after {@code from}, or of the end. */
    static long lineEnd(MemorySegment bytes, long from) {
        long at = from;
        while (at < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, at) != '\n') {
            at++;
        }
        return at;
    }

    private static boolean blank(MemorySegment bytes, long from, long end) {
        return from == end || (from + 1 == end && bytes.get(ValueLayout.JAVA_BYTE, from) == '\r');
    }

    /**
     * Writes one vector per word; the file appears whole or not at all.
     *
     * @throws IllegalArgumentException if the embeddings cannot give that choice of vectors
     * @throws IOException if the file cannot be written, a word is empty or contains a space or a line break, or a
     *     vector holds NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException {
        Matrix vectors = embeddings.vectors(choice);
        AtomicFile.write(file, channel -> {
            ByteSink sink = new ByteSink(channel);
            sink.put((vectors.rows() + " " + vectors.dim() + "\n").getBytes(StandardCharsets.US_ASCII));
            float[] vector = new float[vectors.dim()];
            StringBuilder numbers = new StringBuilder();
            for (int row = 0; row < embeddings.size(); row++) {
                sink.put(VectorRows.word(embeddings.vocabulary(), row));
                VectorRows.copyFinite(vectors, choice.label(), row, vector);
                numbers.setLength(0);
                for (float value : vector) {
                    numbers.append(' ').append(value); // Float.toString: the shortest that reads back the same
                }
                sink.put(numbers.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
            }
            sink.flush();
        });
    }
}
