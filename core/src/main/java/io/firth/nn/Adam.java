package io.firth.nn;

/**
 * Adam (Kingma &amp; Ba 2015, algorithm 1): m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², and with m̂ = m/(1 − β₁ᵗ) and
 * v̂ = v/(1 − β₂ᵗ) at step t, θ ← θ − η·m̂/(√v̂ + ε).
 *
 * @param learningRate η &gt; 0
 * @param beta1 β₁ in [0, 1)
 * @param beta2 β₂ in [0, 1)
 * @param epsilon ε &gt; 0
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    /** Checks the ranges. */
    public Adam {
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("the learning rate must be above 0, but is " + learningRate);
        }
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0)) {
            throw new IllegalArgumentException("β₁ and β₂ must be at least 0 and below 1, and ε above 0, but they are "
                    + beta1 + ", " + beta2 + " and " + epsilon);
        }
    }

    /** With the paper's β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    public Adam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8);
    }

    @Override
    public Steps start(int size) {
        return new Run(size);
    }

    private final class Run implements Steps {
        private final double[] m;
        private final double[] v;
        private double beta1Power = 1; // β₁ᵗ
        private double beta2Power = 1; // β₂ᵗ

        Run(int size) {
            this.m = new double[size];
            this.v = new double[size];
        }

        @Override
        public void step(double[] theta, double[] g) {
            Optimizer.check(m.length, theta, g);
            beta1Power *= beta1;
            beta2Power *= beta2;
            for (int i = 0; i < m.length; i++) {
                m[i] = beta1 * m[i] + (1 - beta1) * g[i]; // m ← β₁·m + (1 − β₁)·g
                v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i]; // v ← β₂·v + (1 − β₂)·g²
                double mHat = m[i] / (1 - beta1Power);
                double vHat = v[i] / (1 - beta2Power);
                theta[i] -= learningRate * mHat / (Math.sqrt(vHat) + epsilon);
            }
        }
    }
}
