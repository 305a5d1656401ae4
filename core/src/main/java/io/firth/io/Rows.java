package io.firth.io;

import io.firth.math.Matrix;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Rows on their way into a file: nothing that is not a number passes, as if all were well. */
final class Rows {
    private Rows() {}

    /** A zero matrix; a file that needs more memory than there is fails with a sentence. */
    static Matrix allocate(Path file, long rows, int dim) throws IOException {
        try {
            return Matrix.allocate(rows, dim);
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    file + " needs " + Matrix.allocatedBytes(rows, dim)
                            + " bytes of memory for its vectors, more than this JVM may take",
                    e);
        }
    }

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
     * Puts all rows, 32-bit floats one after the other.
     *
     * @throws IOException if one holds NaN or an infinity
     */
    static void put(ByteSink sink, Matrix matrix, String name) throws IOException {
        float[] row = new float[matrix.dim()];
        for (long r = 0; r < matrix.rows(); r++) {
            copyFinite(matrix, name, r, row);
            sink.put(row);
        }
    }

    /**
     * Looks at all words before anything is written.
     *
     * @throws IOException if the format cannot hold one
     */
    static void checkWords(Vocabulary vocabulary, Format format) throws IOException {
        for (int id = 0; id < vocabulary.size(); id++) {
            word(vocabulary, id, format);
        }
    }

    /**
     * The bytes of a word.
     *
     * @throws IOException if the format cannot hold it
     */
    static byte[] word(Vocabulary vocabulary, int id, Format format) throws IOException {
        byte[] word = vocabulary.wordBytes(id);
        Optional<String> refusal = format.refuses(word);
        if (refusal.isPresent()) {
            throw new IOException("word " + id
                    + (word.length == 0 ? "" : ", " + Quoted.of(word, 0, word.length) + ",") + " " + refusal.get()
                    + ", which the format " + format.label() + " cannot hold; use the format " + Format.FIRTH.label());
        }
        return word;
    }
}
