package io.firth.classify;

import io.firth.nn.Activation;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How two text vectors x₁ and x₂ become the probability that the texts say the same. */
public enum SimilarityHead {
    /** p = σ(relu(x₁)ᵀ relu(x₂)). The product is ≥ 0, so that p ≥ ½: the answer is always yes. */
    RELU("σ(relu(x₁)ᵀ relu(x₂))", true, false) {
        @Override
        double probability(double z) {
            return Activation.SIGMOID.value(z);
        }
    },
    /** p = σ(x₁ᵀx₂). */
    DOT("σ(x₁ᵀx₂)", false, false) {
        @Override
        double probability(double z) {
            return Activation.SIGMOID.value(z);
        }
    },
    /** p = σ(a·x₁ᵀx₂ + b) with learned a and b. */
    AFFINE("σ(a·x₁ᵀx₂ + b)", false, true) {
        @Override
        double probability(double z) {
            return Activation.SIGMOID.value(z);
        }
    },
    /** p = 2·σ(relu(x₁)ᵀ relu(x₂)) − 1, which is in [0, 1). */
    SHIFTED("2σ(relu(x₁)ᵀ relu(x₂)) − 1", true, false) {
        @Override
        double probability(double z) {
            return Math.tanh(z / 2); // 2σ(z) − 1
        }
    };

    private final String formula;
    private final boolean relu;
    private final boolean affine;

    SimilarityHead(String formula, boolean relu, boolean affine) {
        this.formula = formula;
        this.relu = relu;
        this.affine = affine;
    }

    /** p of z = x₁ᵀx₂, or of a·x₁ᵀx₂ + b. */
    abstract double probability(double z);

    /** p in Unicode mathematics. */
    public String formula() {
        return formula;
    }

    /** Whether the text vectors pass a ReLU first. */
    public boolean hasRelu() {
        return relu;
    }

    /** Whether there are a and b. */
    public boolean hasScaleAndBias() {
        return affine;
    }

    /** The name that {@link #parse} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The head called {@code name}: relu, dot, affine or shifted, in any case.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static SimilarityHead parse(String name) {
        for (SimilarityHead head : values()) {
            if (head.name().equalsIgnoreCase(name)) {
                return head;
            }
        }
        throw new IllegalArgumentException("unknown head '" + name + "'; choose one of "
                + Arrays.stream(values()).map(SimilarityHead::toString).collect(Collectors.joining(", ")));
    }
}
