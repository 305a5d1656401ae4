package io.firth.nn;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The function f of a layer: a = f(z), z and a of length p. All but softmax work element by element, so that their Jacobian
 * is the diagonal matrix of {@link #derivative}.
 */
public enum Activation {
    /** σ(z) = 1 / (1 + e⁻ᶻ), the logistic function. */
    SIGMOID {
        @Override
        public double value(double z) {
            // either way the exponential is of a number ≤ 0 and cannot overflow
            if (z >= 0) {
                return 1 / (1 + Math.exp(-z));
            }
            double e = Math.exp(z);
            return e / (1 + e);
        }

        @Override
        public double derivative(double z) {
            return value(z) * value(-z); // σ′ = σ(1 − σ), and 1 − σ(z) = σ(−z) loses no digits
        }
    },
    /** tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ). */
    TANH {
        @Override
        public double value(double z) {
            return Math.tanh(z);
        }

        @Override
        public double derivative(double z) {
            double e = Math.exp(-2 * Math.abs(z));
            return 4 * e / ((1 + e) * (1 + e)); // 1 − tanh² z, which loses all digits for large |z|, = 1 / cosh² z
        }
    },
    /** max(0, z). */
    RELU {
        @Override
        public double value(double z) {
            return z > 0 || Double.isNaN(z) ? z : 0;
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? 1 : 0; // 1[z > 0]: 0 at 0
        }
    },
    /** z itself. */
    IDENTITY {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double derivative(double z) {
            return 1;
        }
    },
    /** aᵢ = e^zᵢ / Σⱼ e^zⱼ: probabilities. Not element-wise. */
    SOFTMAX {
        @Override
        public double value(double z) {
            throw new UnsupportedOperationException("softmax is a function of a whole vector");
        }

        @Override
        public double derivative(double z) {
            throw new UnsupportedOperationException("softmax is a function of a whole vector");
        }

        @Override
        public boolean isElementwise() {
            return false;
        }

        @Override
        public void apply(double[] z, double[] a) {
            double max = Double.NEGATIVE_INFINITY;
            for (double x : z) {
                max = Math.max(max, x);
            }
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                // softmax(z) = softmax(z − max z). Equal logits, be they all −∞, are equally probable.
                a[i] = z[i] == max ? 1 : Math.exp(z[i] - max);
                sum += a[i];
            }
            for (int i = 0; i < z.length; i++) {
                a[i] /= sum;
            }
        }

        @Override
        public void jacobianProduct(double[] z, double[] a, double[] g, double[] into) {
            double mean = 0; // aᵀg
            for (int i = 0; i < a.length; i++) {
                mean += a[i] * g[i];
            }
            for (int i = 0; i < a.length; i++) {
                into[i] = a[i] * (g[i] - mean); // (diag(a) − a aᵀ) g
            }
        }
    };

    /**
     * f of one number.
     *
     * @throws UnsupportedOperationException for softmax
     */
    public abstract double value(double z);

    /**
     * f′ at one number.
     *
     * @throws UnsupportedOperationException for softmax
     */
    public abstract double derivative(double z);

    /** Whether f works element by element. */
    public boolean isElementwise() {
        return true;
    }

    /** a = f(z); both of length p, and may be the same array. */
    public void apply(double[] z, double[] a) {
        for (int i = 0; i < z.length; i++) {
            a[i] = value(z[i]);
        }
    }

    /**
     * (∂a/∂z)ᵀ g: carries a gradient from f's output to its input.
     *
     * @param z input, length p
     * @param a output f(z), length p
     * @param g ∂l/∂a, length p
     * @param into receives ∂l/∂z, length p; may be {@code g}
     */
    public void jacobianProduct(double[] z, double[] a, double[] g, double[] into) {
        for (int i = 0; i < z.length; i++) {
            into[i] = g[i] * derivative(z[i]);
        }
    }

    /** f of every row: n × p → n × p. */
    public DoubleMatrix apply(DoubleMatrix z) {
        DoubleMatrix a = DoubleMatrix.zeros(z.rows(), z.columns());
        double[] row = new double[z.columns()];
        for (int r = 0; r < z.rows(); r++) {
            z.copyRow(r, row);
            apply(row, row);
            a.setRow(r, row);
        }
        return a;
    }

    /** {@link #jacobianProduct(double[], double[], double[], double[])} of every row: n × p each → n × p. */
    public DoubleMatrix jacobianProduct(DoubleMatrix z, DoubleMatrix a, DoubleMatrix g) {
        DoubleMatrix result = DoubleMatrix.zeros(z.rows(), z.columns());
        double[] into = new double[z.columns()];
        for (int r = 0; r < z.rows(); r++) {
            jacobianProduct(z.row(r), a.row(r), g.row(r), into);
            result.setRow(r, into);
        }
        return result;
    }

    /** The Jacobian ∂aᵢ/∂zⱼ at z: p × p. */
    public DoubleMatrix jacobian(double[] z) {
        int p = z.length;
        double[] a = new double[p];
        apply(z, a);
        DoubleMatrix result = DoubleMatrix.zeros(p, p);
        double[] row = new double[p];
        for (int i = 0; i < p; i++) {
            double[] unit = new double[p];
            unit[i] = 1;
            jacobianProduct(z, a, unit, row);
            result.setRow(i, row);
        }
        return result;
    }

    /** The name that {@link #parse} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The activation called {@code name}: sigmoid, tanh, relu, identity or softmax, in any case.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Activation parse(String name) {
        for (Activation activation : values()) {
            if (activation.name().equalsIgnoreCase(name)) {
                return activation;
            }
        }
        throw new IllegalArgumentException("unknown activation '" + name + "'; choose one of "
                + Arrays.stream(values()).map(Activation::toString).collect(Collectors.joining(", ")));
    }
}
