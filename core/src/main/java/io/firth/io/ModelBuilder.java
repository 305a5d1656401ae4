package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Collects a model word by word, for formats that do not say beforehand how many there are. */
public final class ModelBuilder {
    private static final int FIRST_ROWS = 1024;

    private final Path file;
    private final Format format;
    private final WordTable words = new WordTable(FIRST_ROWS);
    private Matrix vectors;
    private long expected = FIRST_ROWS;

    /** For a model that is read from this file. */
    public ModelBuilder(Path file, Format format) {
        this.file = file;
        this.format = format;
    }

    /**
     * Says how many rows there seem to be, so that room for them is made once. It is believed as far as the file has a byte
     * for each number.
     */
    public void expect(long rows) {
        expected = Math.max(FIRST_ROWS, rows);
    }

    /**
     * Adds a word with the vector {@code vector[0 … columns)}.
     *
     * @throws IOException if the vector is empty or not as long as the first, the count is negative, or memory ends
     */
    public void add(byte[] word, long count, float[] vector, int columns) throws IOException {
        if (words.size() == Integer.MAX_VALUE - 8) {
            throw new IOException(file + " has more rows than a vocabulary can have words");
        }
        if (vectors == null) {
            if (columns < 1 || columns > Word2VecHeader.MOST_DIM) {
                throw new IOException(row() + " has a vector of " + columns + " numbers; at least 1 and at most "
                        + Word2VecHeader.MOST_DIM + " are expected");
            }
            vectors = Rows.allocate(file, Math.clamp(Files.size(file) / columns, FIRST_ROWS, expected), columns);
        }
        if (columns != vectors.dim()) {
            throw new IOException(
                    row() + " has a vector of " + columns + " numbers, but the first one has " + vectors.dim());
        }
        if (count < 0) {
            throw new IOException(row() + " has the count " + count + ", but a count cannot be negative");
        }
        if (words.size() == vectors.rows()) {
            Matrix larger = Rows.allocate(file, vectors.rows() + vectors.rows() / 2, columns);
            larger.segment().copyFrom(vectors.segment().asSlice(0, vectors.offset(vectors.rows())));
            vectors = larger;
        }
        vectors.setRow(words.size(), vector);
        words.add(word, 0, word.length, count);
    }

    private String row() {
        return file + ", row " + words.size();
    }

    /** Words so far. */
    public int size() {
        return words.size();
    }

    /**
     * The model.
     *
     * @throws IOException if it has no word
     */
    public Embeddings build() throws IOException {
        if (vectors == null) {
            throw new IOException(file + " holds no words; at least one is expected");
        }
        Matrix filled = Matrix.view(vectors.segment(), words.size(), vectors.dim(), vectors.stride());
        return Models.readFrom(file, format, words.vocabulary(), filled);
    }

    /**
     * A word on its way into a file.
     *
     * @throws IOException if the format cannot hold it
     */
    public static byte[] word(Embeddings embeddings, int id, Format format) throws IOException {
        return Rows.word(embeddings.vocabulary(), id, format);
    }

    /**
     * A vector on its way into a file.
     *
     * @throws IOException if it holds NaN or an infinity
     */
    public static void vector(Matrix vectors, VectorChoice choice, int id, float[] destination) throws IOException {
        Rows.copyFinite(vectors, choice.label(), id, destination);
    }
}
