package io.firth.word2vec;

import java.util.Objects;

/**
 * The mean h of the window's input vectors predicts the centre word (Mikolov et al. 2013, "Efficient Estimation of Word
 * Representations in Vector Space", section 3.1).
 *
 * @param gradient how ∂J/∂h reaches the n context words
 */
public record Cbow(Gradient gradient) implements Architecture {
    /** How the gradient of the mean reaches its summands. */
    public enum Gradient {
        /** ∂J/∂v_i = (1/n) ∂J/∂h, the true gradient of a mean. */
        EXACT,
        /** ∂J/∂v_i = ∂J/∂h, without the 1/n, as word2vec.c and gensim do. */
        WORD2VEC
    }

    /** Checks for null. */
    public Cbow {
        Objects.requireNonNull(gradient, "gradient");
    }

    @Override
    public String name() {
        return "cbow";
    }
}
