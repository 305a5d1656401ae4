package io.firth.io;

import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;

/** Rows on their way into a file: nothing that is not a number passes, as if all were well. */
final class VectorRows {
    private VectorRows() {}

    /**
     * Copies a row.
     *
     * @throws IOException if it holds NaN or an infinity
     */
    static void copyFinite(Matrix matrix, String name, long row, float[] destination) throws IOException {
        matrix.copyRow(row, destination);
        for (int column = 0; column < destination.length; column++) {
            if (!Float.isFinite(destination[column])) {
                throw new IOException("row " + row + ", column " + column + " of the " + name + " matrix is "
                        + destination[column] + ", which is no vector to keep");
            }
        }
    }

    /**
     * The bytes of a word for a format in which a space ends it.
     *
     * @throws IOException if the format cannot hold the word
     */
    static byte[] word(Vocabulary vocabulary, int id) throws IOException {
        byte[] word = vocabulary.wordBytes(id);
        if (word.length == 0) {
            throw new IOException("word " + id + " is empty, which word2vec's formats cannot hold; use the format "
                    + Format.FIRTH.label());
        }
        for (byte b : word) {
            if (b == ' ' || b == '\n') {
                throw new IOException("word " + id + ", '" + vocabulary.word(id).replace("\n", "\\n") + "', contains a "
                        + (b == ' ' ? "space" : "line break")
                        + ", which word2vec's formats cannot hold; use the format " + Format.FIRTH.label());
            }
        }
        return word;
    }
}
