package io.firth.eval;

import io.firth.math.Matrix;
import io.firth.query.OpenVocabulary;
import io.firth.vocab.Vocabulary;
import java.util.Objects;
import java.util.Optional;

/**
 * A model as it is judged: words, and one vector for each.
 *
 * @param name what it is called in results
 * @param vocabulary V words
 * @param vectors V × D
 * @param open gives vectors to words beyond the vocabulary, made of their n-grams; its first V are {@code vectors}. Empty:
 *     such words have none
 */
public record EvaluatedModel(String name, Vocabulary vocabulary, Matrix vectors, Optional<OpenVocabulary> open) {
    /**
     * A model of the vocabulary's words only.
     *
     * @throws IllegalArgumentException if there are not as many rows as words
     */
    public EvaluatedModel(String name, Vocabulary vocabulary, Matrix vectors) {
        this(name, vocabulary, vectors, Optional.empty());
    }

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
        if (open.isPresent() && open.get().dim() != vectors.dim()) {
            throw new IllegalArgumentException(name + " has vectors of " + vectors.dim() + " dimensions, but of "
                    + open.get().dim() + " for other words");
        }
    }
}
