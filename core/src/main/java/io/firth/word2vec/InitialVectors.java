package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.math.CounterRandom;
import io.firth.math.Matrix;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyGrowth;
import java.util.stream.IntStream;

/**
 * What a training begins with: words, their counts, and both matrices. A training changes the matrices, so that every one
 * needs initial vectors of its own.
 *
 * <p>A word that no model knows starts with v uniform in ±1/(2D) and u = 0 (word2vec.c's start).
 */
public final class InitialVectors {
    private final Vocabulary vocabulary;
    private final Vocabulary text;
    private final Matrix input;
    private final Matrix output;

    private InitialVectors(Vocabulary vocabulary, Vocabulary text, Matrix input, Matrix output) {
        this.vocabulary = vocabulary;
        this.text = text;
        this.input = input;
        this.output = output;
    }

    /** Nothing is known yet. */
    static InitialVectors random(Word2VecConfig config, Vocabulary vocabulary) {
        return new InitialVectors(vocabulary, vocabulary, input(config, vocabulary), output(config, vocabulary));
    }

    /**
     * The vectors of a model, for further training, and random ones for new words.
     *
     * @param config of the training to come
     * @param model whose vectors are copied
     * @param growth of the model's vocabulary by the words of the text to come
     * @throws IllegalArgumentException if this model cannot be trained on with this configuration, see {@link #check}
     */
    public static InitialVectors of(Word2VecConfig config, Embeddings model, VocabularyGrowth growth) {
        check(config, model);
        Vocabulary vocabulary = growth.vocabulary();
        Matrix input = input(config, vocabulary);
        Matrix output = output(config, vocabulary);
        float[] row = new float[config.dim()];
        for (int id = 0; id < vocabulary.size(); id++) {
            int known = growth.knownId(id);
            if (known >= 0) {
                model.input().copyRow(known, row);
                input.setRow(id, row);
                model.output().orElseThrow().copyRow(known, row);
                output.setRow(id, row);
            }
        }
        return new InitialVectors(vocabulary, growth.text(), input, output);
    }

    /**
     * Whether a model can be trained on.
     *
     * @throws IllegalArgumentException if not; the message says why, and what to do
     */
    public static void check(Word2VecConfig config, Embeddings model) {
        if (model.subwords().isPresent()) {
            throw new IllegalArgumentException("a model with vectors of character n-grams cannot be trained on:"
                    + " its words' vectors are made of theirs, and Firth does not train these");
        }
        if (model.output().isEmpty()) {
            throw new IllegalArgumentException("a model without output vectors cannot be trained on: they are half of"
                    + " what was learned; use the model file in the firth format that training wrote, which has them");
        }
        if (!model.hasOutputPerWord() || config.objective() instanceof HierarchicalSoftmax) {
            throw new IllegalArgumentException("hierarchical-softmax cannot be trained on: its output vectors are those"
                    + " of the nodes of a tree made from the counts, and with new counts and words the nodes are"
                    + " others; use negative-sampling or full-softmax, or train on both texts together");
        }
        if (model.dim() != config.dim()) {
            throw new IllegalArgumentException(
                    "the model has vectors of length " + model.dim() + ", which cannot become " + config.dim());
        }
    }

    private static Matrix output(Word2VecConfig config, Vocabulary vocabulary) {
        return Matrix.allocate(config.objective().outputRows(vocabulary.size()), config.dim());
    }

    private static Matrix input(Word2VecConfig config, Vocabulary vocabulary) {
        int dim = config.dim();
        Matrix input = Matrix.allocate(vocabulary.size(), dim);
        long key = new Streams(config.seed()).initial();
        int blocks = config.threads();
        IntStream.range(0, blocks).parallel().forEach(block -> {
            float[] row = new float[dim];
            for (long r = input.rows() * block / blocks; r < input.rows() * (block + 1) / blocks; r++) {
                draw(row, key, r * dim);
                input.setRow(r, row);
            }
        });
        return input;
    }

    /** A method of its own: it stays compiled, whichever part of a loop over rows is. */
    private static void draw(float[] row, long key, long first) {
        int dim = row.length;
        for (int d = 0; d < dim; d++) {
            row[d] = (CounterRandom.unitFloat(CounterRandom.bits(key, first + d)) - 0.5f) / dim;
        }
    }

    /** The words of the model to come, with the counts that negatives are drawn by. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The same words with their counts in the text to train on, by which frequent ones are thinned out. */
    public Vocabulary text() {
        return text;
    }

    /** V × D. */
    Matrix input() {
        return input;
    }

    /** V × D, or (V − 1) × D with hierarchical softmax. */
    Matrix output() {
        return output;
    }
}
