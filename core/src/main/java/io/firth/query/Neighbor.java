package io.firth.query;

import java.util.Comparator;

/**
 * A word near to a query.
 *
 * @param wordId the word
 * @param cosine of its vector and the query, −1…1
 */
public record Neighbor(int wordId, float cosine) {
    /** Greatest cosine first, of equal ones the smaller id. Spelled out: what the JDK composes is not in a start-up cache. */
    static final Comparator<Neighbor> BEST_FIRST = (a, b) -> {
        int order = Float.compare(b.cosine, a.cosine);
        return order != 0 ? order : Integer.compare(a.wordId, b.wordId);
    };
}
