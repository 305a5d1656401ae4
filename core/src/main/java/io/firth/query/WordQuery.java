package io.firth.query;

import java.util.Objects;

/**
 * What to be near to: Σ positive − Σ negative over the words' unit vectors, so that each word counts the same however
 * long its vector is. The words themselves are not among the answers.
 *
 * @param positive word ids that are added
 * @param negative word ids that are taken off
 */
public record WordQuery(int[] positive, int[] negative) {
    /** Takes the arrays as they are. */
    public WordQuery {
        Objects.requireNonNull(positive, "positive");
        Objects.requireNonNull(negative, "negative");
        if (positive.length + negative.length == 0) {
            throw new IllegalArgumentException("a query needs at least one word");
        }
    }

    /** Near to one word, or to several together. */
    public static WordQuery of(int... wordIds) {
        return new WordQuery(wordIds, new int[0]);
    }
}
