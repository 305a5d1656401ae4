package io.firth.query;

import io.firth.math.Matrix;

/** The vectors of a question's words, by id: the rows of a matrix, and perhaps more ({@link OpenVocabulary}). */
public interface WordVectors {
    /** Ids are 0 … size − 1. */
    long size();

    /** D, the length of a vector. */
    int dim();

    /**
     * A copy of a word's vector.
     *
     * @param wordId 0 … size − 1
     * @return D floats
     */
    float[] row(int wordId);

    /** The rows of a matrix V × D, which is not copied. */
    static WordVectors of(Matrix matrix) {
        return new WordVectors() {
            @Override
            public long size() {
                return matrix.rows();
            }

            @Override
            public int dim() {
                return matrix.dim();
            }

            @Override
            public float[] row(int wordId) {
                return matrix.row(wordId);
            }
        };
    }
}
