package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * word2vec's text format: the line {@code "V D"}, then V lines of a word and D numbers with spaces between. fastText's
 * {@code .vec} is the same with a space at the end of a line. Written numbers are the shortest that read back as the same
 * floats. Counts are not kept.
 */
public final class Word2VecText {
    private Word2VecText() {}

    /**
     * Reads a file, on all processors. A line is read from its end, so that a word may contain spaces.
     *
     * @throws IOException if the file cannot be read, a field is not a number, or rows are missing: the message says
     *     where, and how many rows are whole
     */
    public static Embeddings open(Path file) throws IOException {
        return open(file, Format.WORD2VEC_TEXT);
    }

    /** Reads a file and notes that it was of this format. */
    static Embeddings open(Path file, Format format) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            return read(file, MappedFile.open(file, arena), format);
        }
    }

    private static Embeddings read(Path file, MemorySegment bytes, Format format) throws IOException {
        // A row is at least a space, a digit per column, and a line break.
        Word2VecHeader header = Word2VecHeader.read(file, bytes, 3, 2, Word2VecText::wholeRows);
        int dim = (int) header.dim();
        VectorLines table = new VectorLines(file, bytes, header.end());
        long rows = Math.min(header.rows(), table.lines());
        Matrix vectors = table.read(rows, dim, () -> new WordAndNumbers(dim), 2);
        if (table.lines() > rows) {
            throw new IOException(file + " has more lines after the " + rows + " vectors that it promises, from byte "
                    + table.place(rows) + " on");
        }
        if (rows < header.rows()) {
            throw new IOException(
                    file + " is cut off: it promises " + header.rows() + " vectors, but only " + rows + " are there");
        }
        return Models.readFrom(file, format, table.vocabulary(rows), vectors);
    }

    private static long wholeRows(Word2VecHeader header, MemorySegment bytes) {
        long rows = 0;
        for (long end = MappedFile.find(bytes, header.end(), '\n');
                end < bytes.byteSize();
                end = MappedFile.find(bytes, end + 1, '\n')) {
            rows++;
        }
        return rows;
    }

    /**
     * Writes one vector per word; the file appears whole or not at all.
     *
     * @throws IllegalArgumentException if the embeddings cannot give that choice of vectors
     * @throws IOException if the file cannot be written, a word is empty or contains a space or a line break, or a
     *     vector holds NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException {
        write(embeddings, file, choice, Format.WORD2VEC_TEXT);
    }

    /** Writes {@link Format#WORD2VEC_TEXT}, {@link Format#FASTTEXT_VEC} or {@link Format#GLOVE}. */
    static void write(Embeddings embeddings, Path file, VectorChoice choice, Format format) throws IOException {
        Matrix vectors = embeddings.vectors(choice);
        boolean fastText = format == Format.FASTTEXT_VEC;
        FloatText.Style style = fastText ? FloatText.Style.STREAM : FloatText.Style.JAVA;
        AtomicFile.write(file, channel -> {
            ByteSink sink = new ByteSink(channel);
            if (format != Format.GLOVE) {
                sink.put((vectors.rows() + " " + vectors.dim() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            TextWriter.write(embeddings, choice, sink, (id, vector, line) -> {
                line.put(Rows.word(embeddings.vocabulary(), id, format));
                for (float value : vector) {
                    line.put(' ');
                    line.put(value, style);
                }
                line.put(fastText ? " \n" : "\n");
            });
            sink.flush();
        });
    }
}
