package io.firth.eval;

import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.util.Objects;

/**
 * A model as it is judged: words, and one vector for each.
 *
 * @param name what it is called in results
 * @param vocabulary V words
 * @param vectors V × D
 */
public record EvaluatedModel(String name, Vocabulary vocabulary, Matrix vectors) {
    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if there are not as many rows as words
     */
    public EvaluatedModel {
        Objects.requireNonNull(name, "name");
        if (vectors.rows() != vocabulary.size()) {
            throw new IllegalArgumentException(
                    name + " has " + vocabulary.size() + " words but " + vectors.rows() + " vectors");
        }
    }
}
