package io.firth.embeddings;

import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A vocabulary of V words, its vectors, and where they come from. Immutable: whoever hands over the matrices must not
 * write to them afterwards.
 */
public final class Embeddings {
    private final Vocabulary vocabulary;
    private final Matrix input;
    private final Optional<Matrix> output;
    private final Provenance provenance;
    private final Optional<SubwordVectors> subwords;

    /**
     * Embeddings of a vocabulary of V ≥ 1 words.
     *
     * @param vocabulary V words
     * @param input V × D, the words as centre
     * @param output V × D, the words as context; or (V − 1) × D, the inner nodes of a hierarchical softmax; or empty
     * @param provenance where the vectors come from
     * @throws IllegalArgumentException if the shapes do not fit together
     */
    public Embeddings(Vocabulary vocabulary, Matrix input, Optional<Matrix> output, Provenance provenance) {
        this(vocabulary, input, output, provenance, Optional.empty());
    }

    /**
     * Embeddings of a vocabulary of V ≥ 1 words, and of other words by their character n-grams.
     *
     * @param vocabulary V words
     * @param input V × D, the words as centre
     * @param output V × D, the words as context; or (V − 1) × D, the inner nodes of a hierarchical softmax; or empty
     * @param provenance where the vectors come from
     * @param subwords vectors of n-grams, of length D, for words that the vocabulary lacks
     * @throws IllegalArgumentException if the shapes do not fit together
     */
    public Embeddings(
            Vocabulary vocabulary,
            Matrix input,
            Optional<Matrix> output,
            Provenance provenance,
            Optional<SubwordVectors> subwords) {
        this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
        this.input = Objects.requireNonNull(input, "input");
        this.output = Objects.requireNonNull(output, "output");
        this.provenance = Objects.requireNonNull(provenance, "provenance");
        this.subwords = Objects.requireNonNull(subwords, "subwords");
        int size = vocabulary.size();
        if (size == 0) {
            throw new IllegalArgumentException("embeddings need at least one word");
        }
        if (input.rows() != size) {
            throw new IllegalArgumentException("the input matrix has " + input.rows() + " rows for " + size + " words");
        }
        output.ifPresent(u -> checkOutput(u, size, input.dim()));
        if (subwords.isPresent() && subwords.get().vectors().dim() != input.dim()) {
            throw new IllegalArgumentException("the subword vectors have "
                    + subwords.get().vectors().dim() + " columns, the input matrix has " + input.dim());
        }
    }

    private static void checkOutput(Matrix output, int size, int dim) {
        if (output.rows() != size && output.rows() != size - 1) {
            throw new IllegalArgumentException("the output matrix has " + output.rows() + " rows; for " + size
                    + " words it must have " + size + ", or " + (size - 1) + " for hierarchical softmax");
        }
        if (output.dim() != dim) {
            throw new IllegalArgumentException(
                    "the output matrix has " + output.dim() + " columns, the input matrix has " + dim);
        }
    }

    /** The V words. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** V × D: row w is v, the vector of word w as centre. */
    public Matrix input() {
        return input;
    }

    /** V × D: row w is u, the vector of word w as context; or (V − 1) × D, see {@link #hasOutputPerWord()}. */
    public Optional<Matrix> output() {
        return output;
    }

    /** True if there is an output matrix and its rows are words, not inner nodes of a Huffman tree. */
    public boolean hasOutputPerWord() {
        return output.isPresent() && output.get().rows() == vocabulary.size();
    }

    /** Where the vectors come from. */
    public Provenance provenance() {
        return provenance;
    }

    /** Vectors of character n-grams, if the model has them. */
    public Optional<SubwordVectors> subwords() {
        return subwords;
    }

    /**
     * The input vector of any word: its row if the vocabulary has it; else, if the model has subword vectors, the mean of
     * those of its character n-grams; else nothing. D floats.
     */
    public Optional<float[]> vectorOf(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int id = vocabulary.id(bytes, 0, bytes.length);
        if (id >= 0) {
            return Optional.of(input.row(id));
        }
        if (subwords.isEmpty()) {
            return Optional.empty();
        }
        float[] vector = new float[dim()];
        int ngrams = subwords.get().addTo(bytes, vector);
        float share = (float) (1.0 / ngrams);
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= share;
        }
        return ngrams == 0 ? Optional.empty() : Optional.of(vector);
    }

    /** V, number of words. */
    public int size() {
        return vocabulary.size();
    }

    /** D, length of an input vector. */
    public int dim() {
        return input.dim();
    }

    /**
     * One vector per word: V × D, or V × 2D for {@link VectorChoice#CONCAT}.
     *
     * @throws IllegalArgumentException if the choice needs an output vector per word and there is none
     */
    public Matrix vectors(VectorChoice choice) {
        if (choice == VectorChoice.INPUT) {
            return input;
        }
        if (output.isEmpty()) {
            throw new IllegalArgumentException("'" + choice.label()
                    + "' vectors need the output matrix, which this model does not have; choose 'input'");
        }
        if (!hasOutputPerWord()) {
            throw new IllegalArgumentException("'" + choice.label() + "' vectors need one output row per word, but the "
                    + "output rows of hierarchical softmax are inner nodes of its tree; choose 'input'");
        }
        return choice.combine(input, output.get());
    }
}
