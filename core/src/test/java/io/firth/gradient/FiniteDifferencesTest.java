package io.firth.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.FiniteDifferences.Derivative;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Derivatives that are known, and error estimates that may be relied on. */
class FiniteDifferencesTest {
    private static void check(String name, DoubleUnaryOperator f, double x, double exact, double tolerance) {
        Derivative derivative = FiniteDifferences.derivative(f, x);
        double error = Math.abs(derivative.value() - exact);
        assertTrue(error <= tolerance * Math.max(Math.abs(exact), 1e-300), name + " at " + x + ": " + derivative);
        assertTrue(error <= 20 * derivative.error() + Math.ulp(exact), name + " at " + x + ": " + derivative);
        assertTrue(derivative.error() <= 100 * tolerance * Math.abs(exact), name + " at " + x + ": " + derivative);
        assertTrue(derivative.rounding() <= derivative.error(), derivative.toString());
        assertTrue(derivative.step() > 0);
    }

    @Test
    void knownDerivatives() {
        for (double x : new double[] {-20, -3.7, -1, -1e-3, 0, 1e-9, 0.5, 1, 7, 20}) {
            check("exp", Math::exp, x, Math.exp(x), 1e-11);
            check("5x", y -> 5 * y, x, 5, 1e-13);
            check("tanh", Math::tanh, x / 5, 1 / Math.pow(Math.cosh(x / 5), 2), 1e-10);
            check("x⁴ + x", y -> y * y * y * y + y, x, 4 * x * x * x + 1, 1e-10);
        }
        check("sin", Math::sin, 1, Math.cos(1), 1e-12);
        // far out and close in: the steps follow
        check("log", Math::log, 1e9, 1e-9, 1e-9);
        check("log", Math::log, 1e-9, 1e9, 1e-9);
        check("√", Math::sqrt, 1e-12, 0.5e6, 1e-9);
        check("x²", y -> y * y, 1e150, 2e150, 1e-11);
        // wiggles much shorter than the first step
        check("sin 200x", y -> Math.sin(200 * y), 0.3, 200 * Math.cos(60), 1e-9);
    }

    @Test
    void aConstantHasTheDerivativeZeroWithoutError() {
        assertEquals(new Derivative(0, 0, 0, 1.0 / 64), FiniteDifferences.derivative(y -> 0, 3));
        Derivative seven = FiniteDifferences.derivative(y -> 7, 3);
        assertEquals(0, seven.value());
        assertTrue(seven.error() > 0 && seven.error() < 1e-13, "7 may be rounded: " + seven);
    }

    @Test
    void anEvenFunctionAtItsCentre() {
        assertEquals(0, FiniteDifferences.derivative(Math::cos, 0).value());
        assertEquals(0, FiniteDifferences.derivative(y -> y * y, 0).value());
    }

    /** Left and right slopes are 0 and 1. */
    @Test
    void aKinkGivesTheMeanOfBothSlopes() {
        assertEquals(0.5, FiniteDifferences.derivative(y -> Math.max(y, 0), 0).value(), 1e-12);
    }

    @Test
    void noiseIsSeenInTheErrorEstimate() {
        Random random = new Random(5);
        for (double noise : new double[] {1e-9, 1e-6, 1e-3}) {
            Derivative derivative = FiniteDifferences.derivative(y -> Math.sin(y) + noise * random.nextGaussian(), 0.7);
            double error = Math.abs(derivative.value() - Math.cos(0.7));
            assertTrue(error <= 100 * derivative.error(), noise + ": " + derivative);
            assertTrue(derivative.error() > 0.1 * noise, noise + ": " + derivative);
        }
    }

    @Test
    void aFunctionWithoutValues() {
        int[] calls = new int[1];
        for (double nothing : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Derivative derivative = FiniteDifferences.derivative(
                    y -> {
                        calls[0]++;
                        return nothing;
                    },
                    1);
            assertTrue(Double.isNaN(derivative.value()));
            assertEquals(Double.POSITIVE_INFINITY, derivative.error());
            assertEquals(Double.POSITIVE_INFINITY, derivative.rounding());
        }
        assertEquals(3 * 2 * 60, calls[0], "sixty steps on both sides");
    }

    /** A step at which the function has no value begins the extrapolation anew. */
    @Test
    void aFunctionWithHoles() {
        for (double nothing : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (double hole : new double[] {1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128}) {
                Derivative above = FiniteDifferences.derivative(y -> y == hole ? nothing : Math.exp(y), 0);
                assertEquals(1, above.value(), 1e-11, "hole at " + hole);
                Derivative below = FiniteDifferences.derivative(y -> y == -hole ? nothing : Math.exp(y), 0);
                assertEquals(1, below.value(), 1e-11, "hole at " + -hole);
            }
            Derivative inside = FiniteDifferences.derivative(y -> Math.abs(y) > 1e-3 ? nothing : Math.exp(y), 0);
            assertEquals(1, inside.value(), 1e-11, "values within a thousandth only");
        }
    }

    /** x₀² x₁ + 3 x₂, whose parameters must be left alone. */
    @Test
    void partialDerivativesAndTheGradient() {
        Differentiable f = new Differentiable() {
            @Override
            public int size() {
                return 3;
            }

            @Override
            public double value(double[] x) {
                return x[0] * x[0] * x[1] + 3 * x[2];
            }

            @Override
            public void gradient(double[] x, double[] into) {
                throw new UnsupportedOperationException("values only");
            }
        };
        double[] x = {2, 5, -1};
        assertArrayEquals(new double[] {20, 4, 3}, FiniteDifferences.gradient(f, x), 1e-10);
        assertEquals(4, FiniteDifferences.partial(f, x, 1).value(), 1e-11);
        assertArrayEquals(new double[] {2, 5, -1}, x);
    }

    @Test
    void lessIsDoneWhereLessIsWanted() {
        int[] calls = new int[2];
        Differentiable exp = new Differentiable() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public double value(double[] x) {
                calls[0]++;
                return Math.exp(x[0]);
            }

            @Override
            public void gradient(double[] x, double[] into) {
                into[0] = Math.exp(x[0]);
            }
        };
        assertEquals(
                Math.E,
                FiniteDifferences.partial(exp, new double[] {1}, 0, 1e-4).value(),
                1e-4);
        calls[1] = calls[0];
        assertEquals(Math.E, FiniteDifferences.partial(exp, new double[] {1}, 0).value(), 1e-12);
        assertEquals(6, calls[1], "three steps");
        assertTrue(calls[0] - calls[1] > 6, "more steps for more digits");
        assertTrue(calls[0] - calls[1] < 30, "but none once rounding is larger than what is left");
    }
}
