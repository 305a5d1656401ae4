package io.firth.word2vec;

/** Each pair (word, word of its window) is an example of its own (Mikolov et al. 2013, "Efficient Estimation of Word
 * Representations in Vector Space", section 3.2). */
public record SkipGram() implements Architecture {
    @Override
    public String name() {
        return "skip-gram";
    }
}
