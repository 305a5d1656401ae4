package io.firth.nn;

import java.util.List;

/**
 * Numbers in the shape of a network's parameters: W₁, b₁, W₂, b₂, … in one array. So are the parameters themselves, their
 * gradient, and what an optimiser remembers of each.
 */
public final class Parameters {
    private final double[] values;
    private final DoubleMatrix[] weights;
    private final DoubleMatrix[] biases;

    Parameters(int inputs, List<Layer> layers) {
        this.values = new double[size(inputs, layers)];
        this.weights = new DoubleMatrix[layers.size()];
        this.biases = new DoubleMatrix[layers.size()];
        int at = 0;
        int d = inputs;
        for (int k = 0; k < weights.length; k++) {
            int p = layers.get(k).outputs();
            weights[k] = DoubleMatrix.view(values, at, p, d);
            at += p * d;
            if (layers.get(k).bias()) {
                biases[k] = DoubleMatrix.view(values, at, 1, p);
                at += p;
            }
            d = p;
        }
    }

    private static int size(int inputs, List<Layer> layers) {
        long size = 0;
        long d = inputs;
        for (Layer layer : layers) {
            size += layer.outputs() * d + (layer.bias() ? layer.outputs() : 0);
            d = layer.outputs();
        }
        return Math.toIntExact(size);
    }

    /** All numbers: the array itself, not a copy. */
    public double[] values() {
        return values;
    }

    /** W_k (k from 1), p × d: row i leads to output i. A view. */
    public DoubleMatrix weights(int k) {
        return weights[checked(k)];
    }

    /**
     * b_k, 1 × p. A view.
     *
     * @param k from 1
     * @throws IllegalArgumentException if the layer has no bias
     */
    public DoubleMatrix bias(int k) {
        if (!hasBias(k)) {
            throw new IllegalArgumentException("layer " + k + " has no bias");
        }
        return biases[k - 1];
    }

    /** Whether there is a b_k (k from 1). */
    public boolean hasBias(int k) {
        return biases[checked(k)] != null;
    }

    private int checked(int k) {
        if (k < 1 || k > weights.length) {
            throw new IndexOutOfBoundsException("layer " + k + " of 1…" + weights.length);
        }
        return k - 1;
    }
}
