package io.firth.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.firth.gradient.FiniteDifferences;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row M2 of the worked examples, and what M1 says of softmax. */
class ActivationTest {
    @Test
    void values() {
        assertEquals(0.7310585786300049, Activation.SIGMOID.value(1), 1e-16);
        assertEquals(0.7615941559557649, Activation.TANH.value(1), 1e-16);
        assertEquals(0, Activation.RELU.value(-3));
        assertEquals(3, Activation.RELU.value(3));
        assertEquals(-3, Activation.IDENTITY.value(-3));
        double[] a = new double[3];
        Activation.SOFTMAX.apply(new double[] {0, Math.log(2), Math.log(5)}, a);
        assertArrayEquals(new double[] {0.125, 0.25, 0.625}, a, 1e-15);
    }

    @Test
    void derivativesByTheirFormulas() {
        for (double z = -6; z <= 6; z += 0.25) {
            double s = Activation.SIGMOID.value(z);
            assertEquals(s * (1 - s), Activation.SIGMOID.derivative(z), 1e-15, "σ′ = σ(1 − σ)");
            assertEquals(1 - s, Activation.SIGMOID.value(-z), 1e-15, "1 − σ(z) = σ(−z)");
            double t = (Math.exp(z) - Math.exp(-z)) / (Math.exp(z) + Math.exp(-z));
            assertEquals(t, Activation.TANH.value(z), 1e-15);
            assertEquals(1 - t * t, Activation.TANH.derivative(z), 1e-15, "tanh′ = 1 − tanh²");
            assertEquals(z > 0 ? 1 : 0, Activation.RELU.derivative(z), "ReLU′ = 1[z > 0], 0 at 0");
            assertEquals(1, Activation.IDENTITY.derivative(z));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX")
    void derivativesByDifferences(Activation f) {
        for (double z : new double[] {-20, -3.3, -1, -0.2, 0.1, 0.7, 2.5, 20}) {
            double numeric = FiniteDifferences.derivative(f::value, z).value();
            assertEquals(numeric, f.derivative(z), 1e-7 * Math.max(1e-3, Math.abs(numeric)), f + "′ at " + z);
        }
    }

    @ParameterizedTest
    @EnumSource
    void jacobianByDifferences(Activation f) {
        long seed = 20;
        Random random = new Random(seed);
        double[] z = random.doubles(5, -3, 3).toArray();
        DoubleMatrix jacobian = f.jacobian(z);
        for (int j = 0; j < z.length; j++) {
            for (int i = 0; i < z.length; i++) {
                int output = i;
                int input = j;
                double numeric = FiniteDifferences.derivative(
                                x -> {
                                    double[] moved = z.clone();
                                    moved[input] = x;
                                    double[] a = new double[moved.length];
                                    f.apply(moved, a);
                                    return a[output];
                                },
                                z[j])
                        .value();
                assertEquals(numeric, jacobian.get(i, j), 1e-9, f + ": ∂a" + i + "/∂z" + j + ", seed " + seed);
                if (f.isElementwise() && i != j) {
                    assertEquals(0, jacobian.get(i, j), "diagonal");
                }
            }
        }
    }

    @Test
    void softmaxJacobianIsDiagonalMinusOuterProduct() {
        double[] z = {0.5, -1, 2};
        double[] y = new double[3];
        Activation.SOFTMAX.apply(z, y);
        DoubleMatrix jacobian = Activation.SOFTMAX.jacobian(z);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals((i == j ? y[i] : 0) - y[i] * y[j], jacobian.get(i, j), 1e-16);
            }
        }
    }

    @Test
    void farOut() {
        assertEquals(0, Activation.SIGMOID.value(-1e4));
        assertEquals(1, Activation.SIGMOID.value(1e4));
        assertEquals(Math.exp(-500), Activation.SIGMOID.derivative(500), 1e-230, "all digits of a tiny slope");
        assertEquals(4 * Math.exp(-600), Activation.TANH.derivative(-300), 1e-270);
        double[] a = new double[3];
        Activation.SOFTMAX.apply(new double[] {1e4, -1e4, 1e4}, a);
        assertArrayEquals(new double[] {0.5, 0, 0.5}, a);
        double minusInfinity = Double.NEGATIVE_INFINITY;
        Activation.SOFTMAX.apply(new double[] {minusInfinity, 3, minusInfinity}, a);
        assertArrayEquals(new double[] {0, 1, 0}, a);
        Activation.SOFTMAX.apply(new double[] {minusInfinity, minusInfinity, minusInfinity}, a);
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, a);
    }

    @Test
    void names() {
        for (Activation f : Activation.values()) {
            assertEquals(f, Activation.parse(f.toString()));
        }
        assertEquals(Activation.RELU, Activation.parse("ReLU"));
        Exception e = assertThrows(IllegalArgumentException.class, () -> Activation.parse("swish"));
        assertEquals(
                "unknown activation 'swish'; choose one of sigmoid, tanh, relu, identity, softmax", e.getMessage());
    }
}
