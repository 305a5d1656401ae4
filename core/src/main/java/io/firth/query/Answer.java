package io.firth.query;

import java.util.Comparator;

/**
 * A candidate for the fourth word of an analogy.
 *
 * @param wordId the word
 * @param score by 3CosAdd the cosine with b − a + c, −1…1; by 3CosMul the quotient, ≥ 0
 */
public record Answer(int wordId, float score) {
    /** Greatest score first, of equal ones the smaller id. */
    static final Comparator<Answer> BEST_FIRST =
            Comparator.comparingDouble(Answer::score).reversed().thenComparingInt(Answer::wordId);
}
