package io.firth.nn;

import io.firth.gradient.Softmax;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a network's output a is compared with its target t, both of length p. The loss of a batch of N examples is the mean
 * of the examples' losses, J = (1/N)·Σ l.
 *
 * <p>A loss after the activation that it belongs to is computed from the logits z, where neither log 0 nor 0/0 can occur:
 * see {@link #isFusedWith}.
 */
public enum Loss {
    /** l = ½·Σⱼ (tⱼ − aⱼ)². */
    SQUARED_ERROR {
        @Override
        public double value(double[] a, double[] t) {
            double sum = 0;
            for (int j = 0; j < a.length; j++) {
                sum += (t[j] - a[j]) * (t[j] - a[j]);
            }
            return sum / 2;
        }

        @Override
        double derivative(double a, double t) {
            return a - t;
        }
    },
    /** l = −Σⱼ tⱼ log aⱼ, for probabilities a and t; fused with softmax, where ∂l/∂z = (Σ t)·a − t. */
    CROSS_ENTROPY {
        @Override
        public double value(double[] a, double[] t) {
            return negativeLog(a, t);
        }

        @Override
        double derivative(double a, double t) {
            return t == 0 ? 0 : -t / a;
        }

        @Override
        public boolean isFusedWith(Activation activation) {
            return activation == Activation.SOFTMAX;
        }

        @Override
        double fusedValue(double[] z, double[] t) {
            double logSumExp = Softmax.logSumExp(z);
            double loss = 0;
            for (int j = 0; j < z.length; j++) {
                loss += t[j] == 0 ? 0 : t[j] * (logSumExp - z[j]);
            }
            return loss;
        }

        @Override
        void fusedGradient(double[] a, double[] t, double[] into) {
            double mass = Arrays.stream(t).sum(); // 1 for a distribution
            for (int j = 0; j < a.length; j++) {
                into[j] = mass * a[j] - t[j]; // ŷ − y
            }
        }
    },
    /** l = −Σⱼ [tⱼ log aⱼ + (1 − tⱼ) log(1 − aⱼ)], for p independent yes/no answers; fused with sigmoid, where ∂l/∂z = a − t. */
    BINARY_CROSS_ENTROPY {
        @Override
        public double value(double[] a, double[] t) {
            double loss = 0;
            for (int j = 0; j < a.length; j++) {
                loss -= (t[j] == 0 ? 0 : t[j] * Math.log(a[j])) + (t[j] == 1 ? 0 : (1 - t[j]) * Math.log1p(-a[j]));
            }
            return loss;
        }

        @Override
        double derivative(double a, double t) {
            return (t == 0 ? 0 : -t / a) + (t == 1 ? 0 : (1 - t) / (1 - a));
        }

        @Override
        public boolean isFusedWith(Activation activation) {
            return activation == Activation.SIGMOID;
        }

        @Override
        double fusedValue(double[] z, double[] t) {
            double loss = 0;
            for (int j = 0; j < z.length; j++) {
                loss += t[j] * softplus(-z[j]) + (1 - t[j]) * softplus(z[j]);
            }
            return loss;
        }

        @Override
        void fusedGradient(double[] a, double[] t, double[] into) {
            for (int j = 0; j < a.length; j++) {
                into[j] = a[j] - t[j];
            }
        }
    },
    /** l = −Σⱼ tⱼ log aⱼ, whatever made a: −log a of one output with target 1; fused with sigmoid, where ∂l/∂z = t·(a − 1). */
    NEGATIVE_LOG {
        @Override
        public double value(double[] a, double[] t) {
            return negativeLog(a, t);
        }

        @Override
        double derivative(double a, double t) {
            return t == 0 ? 0 : -t / a;
        }

        @Override
        public boolean isFusedWith(Activation activation) {
            return activation == Activation.SIGMOID;
        }

        @Override
        double fusedValue(double[] z, double[] t) {
            double loss = 0;
            for (int j = 0; j < z.length; j++) {
                loss += t[j] * softplus(-z[j]); // −log σ(z)
            }
            return loss;
        }

        @Override
        void fusedGradient(double[] a, double[] t, double[] into) {
            for (int j = 0; j < a.length; j++) {
                into[j] = t[j] * (a[j] - 1);
            }
        }
    };

    /**
     * l of one example.
     *
     * @param a output, length p
     * @param t target, length p
     */
    public abstract double value(double[] a, double[] t);

    /** ∂l/∂aⱼ, which for all these losses depends on aⱼ and tⱼ only. */
    abstract double derivative(double a, double t);

    /** ∂l/∂a of one example: all arrays of length p. */
    public void gradient(double[] a, double[] t, double[] into) {
        for (int j = 0; j < a.length; j++) {
            into[j] = derivative(a[j], t[j]);
        }
    }

    /** Whether the two together have a simpler gradient than one after the other, computed from the logits. */
    public boolean isFusedWith(Activation activation) {
        return false;
    }

    /** l from the logits z of the activation that this loss is fused with. */
    double fusedValue(double[] z, double[] t) {
        throw new UnsupportedOperationException(this + " has no fused form");
    }

    /** ∂l/∂z from the output a of that activation. */
    void fusedGradient(double[] a, double[] t, double[] into) {
        throw new UnsupportedOperationException(this + " has no fused form");
    }

    /** J = (1/N)·Σ l: n × p and n × p → a number. */
    public double value(DoubleMatrix a, DoubleMatrix t) {
        checkBatch(a, t);
        double sum = 0;
        for (int r = 0; r < a.rows(); r++) {
            sum += value(a.row(r), t.row(r));
        }
        return sum / a.rows();
    }

    /** ∂J/∂A: n × p and n × p → n × p. */
    public DoubleMatrix gradient(DoubleMatrix a, DoubleMatrix t) {
        checkBatch(a, t);
        DoubleMatrix result = DoubleMatrix.zeros(a.rows(), a.columns());
        for (int r = 0; r < a.rows(); r++) {
            for (int j = 0; j < a.columns(); j++) {
                result.set(r, j, derivative(a.get(r, j), t.get(r, j)) / a.rows());
            }
        }
        return result;
    }

    static void checkBatch(DoubleMatrix a, DoubleMatrix t) {
        if (!a.sameShape(t)) {
            throw new IllegalArgumentException("the targets are " + t.shape() + ", but the output is " + a.shape());
        }
        if (a.rows() == 0) {
            throw new IllegalArgumentException("an empty batch has no loss: output and targets are " + a.shape());
        }
    }

    /** log(1 + eᶻ) = −log σ(−z), without overflow. */
    static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    private static double negativeLog(double[] a, double[] t) {
        double loss = 0;
        for (int j = 0; j < a.length; j++) {
            loss -= t[j] == 0 ? 0 : t[j] * Math.log(a[j]);
        }
        return loss;
    }

    /** The name that {@link #parse} takes, such as {@code squared-error}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The loss called {@code name}: squared-error, cross-entropy, binary-cross-entropy or negative-log, in any case.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Loss parse(String name) {
        for (Loss loss : values()) {
            if (loss.toString().equalsIgnoreCase(name)) {
                return loss;
            }
        }
        throw new IllegalArgumentException("unknown loss '" + name + "'; choose one of "
                + Arrays.stream(values()).map(Loss::toString).collect(Collectors.joining(", ")));
    }
}
