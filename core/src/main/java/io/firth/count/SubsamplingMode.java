package io.firth.count;

import java.util.Locale;

/** How frequent words are thinned out (terms of Levy, Goldberg &amp; Dagan 2015, section 3.1). */
public enum SubsamplingMode {
    /**
     * After the windows are laid: distances stay those of the text. Counted is the expectation, #(w,c)·keep(w)·keep(c),
     * which is exact: the two tokens of a pair are kept independently of each other.
     */
    CLEAN,
    /**
     * Before the windows are laid, as in word2vec: the words around a dropped one move closer together. Counted is one
     * draw, a function of seed and position in the corpus.
     */
    DIRTY;

    /** {@code clean}, {@code dirty}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
