package io.firth.eval;

import java.util.Locale;

/** What becomes of an item with a word that the model does not have (out of vocabulary). */
public enum OovPolicy {
    /** It is left out. Flatters a model with few words: it is asked what it knows. */
    SKIP,
    /** The unknown word has the zero vector: cosine 0 with everything, and no part in a sum of vectors. */
    ZERO,
    /**
     * It counts as wrong: a question is answered wrongly, a word is in the wrong cluster, and a pair is put where it is
     * most wrong (docs/evaluation.md): a lower bound.
     */
    WRONG;

    /** The name in tables and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
