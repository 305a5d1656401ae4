package io.firth.nn;

/**
 * Stochastic gradient descent with momentum (Polyak 1964): v ← μ·v + g, θ ← θ − η·v. Without momentum θ ← θ − η·g.
 *
 * @param learningRate η &gt; 0
 * @param momentum μ in [0, 1)
 */
public record Sgd(double learningRate, double momentum) implements Optimizer {
    /** Checks the ranges. */
    public Sgd {
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("the learning rate must be above 0, but is " + learningRate);
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be at least 0 and below 1, but is " + momentum);
        }
    }

    /** Without momentum. */
    public Sgd(double learningRate) {
        this(learningRate, 0);
    }

    @Override
    public Steps start(int size) {
        double[] v = new double[size];
        return (theta, g) -> {
            Optimizer.check(size, theta, g);
            for (int i = 0; i < size; i++) {
                v[i] = momentum * v[i] + g[i]; // v ← μ·v + g
                theta[i] -= learningRate * v[i]; // θ ← θ − η·v
            }
        };
    }
}
