package io.firth.lab;

/**
 * A formula in both forms in which it can be shown. They say the same.
 *
 * @param unicode for a terminal, such as {@code J = −log ŷₒ}; may have several lines
 * @param latex for a typesetter, such as {@code J = -\log \hat y_o}; what KaTeX understands, without dollar signs
 */
public record Formula(String unicode, String latex) implements Step {
    /** Neither may be blank. */
    public Formula {
        if (unicode.isBlank() || latex.isBlank()) {
            throw new IllegalArgumentException(
                    "a formula is needed in both forms, but is '" + unicode + "' and '" + latex + "'");
        }
    }
}
