package io.firth.query;

import java.util.Comparator;

/**
 * A word near to a query.
 *
 * @param wordId the word
 * @param cosine of its vector and the query, −1…1
 */
public record Neighbor(int wordId, float cosine) {
    /** Greatest cosine first, of equal ones the smaller id. */
    static final Comparator<Neighbor> BEST_FIRST =
            Comparator.comparingDouble(Neighbor::cosine).reversed().thenComparingInt(Neighbor::wordId);
}
