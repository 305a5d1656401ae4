package io.firth.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.Softmax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Sums by hand, of what networks use in passing and would forgive. */
class ArithmeticTest {
    private static final DoubleMatrix A = DoubleMatrix.of(new double[] {1, -2, 3}, new double[] {4, 5, -6});
    private static final DoubleMatrix B = DoubleMatrix.of(new double[] {2, 7, -1}, new double[] {0.5, -3, 8});

    @Test
    void elementByElement() {
        assertEquals(DoubleMatrix.of(new double[] {-1, -9, 4}, new double[] {3.5, 8, -14}), A.minus(B));
        assertEquals(DoubleMatrix.of(new double[] {3, 5, 2}, new double[] {4.5, 2, 2}), A.plus(B));
        assertEquals(DoubleMatrix.of(new double[] {2, -14, -3}, new double[] {2, -15, -48}), A.hadamard(B));
        assertEquals(DoubleMatrix.of(new double[] {-2, 4, -6}, new double[] {-8, -10, 12}), A.scaled(-2));
        assertEquals(5, A.sum());
        assertEquals(DoubleMatrix.ofRow(5, 3, -3), A.columnSums());
    }

    @Test
    void products() {
        DoubleMatrix c = DoubleMatrix.of(new double[] {1, 2}, new double[] {0, -1}, new double[] {3, 0.5});
        DoubleMatrix product = DoubleMatrix.of(new double[] {10, 5.5}, new double[] {-14, 0});
        assertEquals(product, A.times(c));
        assertEquals(product, A.timesTransposed(c.transposed()));
        assertEquals(product, A.transposed().transposedTimes(c));
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        DoubleMatrix row = DoubleMatrix.ofRow(1, 2);
        for (Executable wrong : new Executable[] {
            () -> A.minus(row), () -> A.plus(row), () -> A.times(row), () -> A.timesTransposed(row)
        }) {
            String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
            assertTrue(message.contains(A.shape()) && message.contains(row.shape()), message);
        }
    }

    @Test
    void logSumExpFarFromZero() {
        assertEquals(-1000 + Math.log(2), Softmax.logSumExp(new double[] {-1000, -1000}), 1e-12);
        assertEquals(1000 + Math.log(3), Softmax.logSumExp(new double[] {1000, 1000, 1000}), 1e-12);
        assertEquals(Double.NEGATIVE_INFINITY, Softmax.logSumExp(new double[] {Double.NEGATIVE_INFINITY}));
    }

    @Test
    void adamAddsItsEpsilonToTheRoot() {
        double[] theta = {1, 1};
        new Adam(0.1, 0.9, 0.999, 0.5).start(2).step(theta, new double[] {1, -4});
        // m̂ = g and v̂ = g² after the first step: g / (|g| + ε)
        assertArrayEquals(new double[] {1 - 0.1 * 1 / 1.5, 1 + 0.1 * 4 / 4.5}, theta, 1e-12);
    }

    @Test
    void adamsConstantsHaveRanges() {
        assertEquals(0, new Adam(0.1, 0, 0, 1e-9).beta1());
        for (double[] wrong : new double[][] {
            {0.1, -0.1, 0.9, 1e-8},
            {0.1, 1, 0.9, 1e-8},
            {0.1, 0.9, -1e-9, 1e-8},
            {0.1, 0.9, 1, 1e-8},
            {0.1, 0.9, 0.9, 0},
            {0, 0.9, 0.9, 1e-8},
            {Double.POSITIVE_INFINITY, 0.9, 0.9, 1e-8},
        }) {
            assertThrows(IllegalArgumentException.class, () -> new Adam(wrong[0], wrong[1], wrong[2], wrong[3]));
        }
    }

    @Test
    void stepsRefuseOtherSizes() {
        for (Optimizer optimizer : new Optimizer[] {new Adam(0.1), new Sgd(0.1, 0.5), new Sgd(0.1)}) {
            Optimizer.Steps steps = optimizer.start(2);
            assertThrows(IllegalArgumentException.class, () -> steps.step(new double[2], new double[3]));
            assertThrows(IllegalArgumentException.class, () -> steps.step(new double[1], new double[2]));
        }
    }
}
