package io.firth.nn;

import java.util.Objects;

/**
 * One fully connected layer: h_k = f(W_k h_{k−1} + b_k).
 *
 * @param outputs p, the length of h_k
 * @param activation f
 * @param bias whether there is a b_k
 */
public record Layer(int outputs, Activation activation, boolean bias) {
    /** Checks that p ≥ 1. */
    public Layer {
        Objects.requireNonNull(activation, "activation");
        if (outputs < 1) {
            throw new IllegalArgumentException("a layer needs at least one output, not " + outputs);
        }
    }

    /** A layer with bias. */
    public static Layer of(int outputs, Activation activation) {
        return new Layer(outputs, activation, true);
    }

    /** The same without bias. */
    public Layer withoutBias() {
        return new Layer(outputs, activation, false);
    }
}
