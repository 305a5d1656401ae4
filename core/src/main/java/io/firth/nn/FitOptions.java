package io.firth.nn;

import java.util.Objects;

/**
 * How a network is fitted to examples.
 *
 * @param loss J
 * @param optimizer of the parameters
 * @param epochs at most this many passes over the examples, ≥ 1
 * @param batch examples per step, ≥ 1
 * @param dropout share of hidden activations dropped in training, in [0, 1)
 * @param l2 λ ≥ 0: ½·λ·Σ w² over all weights, not biases, is added to J
 * @param patience stop after this many epochs without a smaller validation loss, ≥ 1
 * @param seed of the order of examples and of dropout
 */
public record FitOptions(
        Loss loss, Optimizer optimizer, int epochs, int batch, double dropout, double l2, int patience, long seed) {
    /** Checks the ranges. */
    public FitOptions {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(optimizer, "optimizer");
        if (epochs < 1 || batch < 1 || patience < 1) {
            throw new IllegalArgumentException("epochs, batch and patience must be at least 1, but are " + epochs + ", "
                    + batch + " and " + patience);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be at least 0 and below 1, but is " + dropout);
        }
        if (!(l2 >= 0) || Double.isInfinite(l2)) {
            throw new IllegalArgumentException("l2 must be at least 0, but is " + l2);
        }
    }
}
