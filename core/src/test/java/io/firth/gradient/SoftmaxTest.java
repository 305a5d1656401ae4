package io.firth.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Row M1, and σ and softmax far out, where formulas taken literally overflow or lose all digits. */
class SoftmaxTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double[] plus(double[] x, double c) {
        return Arrays.stream(x).map(value -> value + c).toArray();
    }

    @Test
    void shiftInvariant() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            double[] x = random.doubles(1 + random.nextInt(20), -30, 30).toArray();
            int target = random.nextInt(x.length);
            for (double c : new double[] {-1e4, -3.5, 1, 1e4}) {
                double[] shifted = plus(x, c);
                assertArrayEquals(Softmax.probabilities(x), Softmax.probabilities(shifted), 1e-11, "round " + round);
                assertEquals(Softmax.logSumExp(x) + c, Softmax.logSumExp(shifted), 1e-10);
                double loss = Softmax.crossEntropy(x, target);
                assertEquals(loss, Softmax.crossEntropy(shifted, target), 1e-10 * (1 + loss));
            }
        }
    }

    @Test
    void theFormulaTakenLiterally() {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            double[] x = random.doubles(1 + random.nextInt(9), -5, 5).toArray();
            int target = random.nextInt(x.length);
            double sum = Arrays.stream(x).map(Math::exp).sum();
            double[] y = Arrays.stream(x).map(value -> Math.exp(value) / sum).toArray();
            assertArrayEquals(y, Softmax.probabilities(x), 1e-15);
            assertEquals(Math.log(sum), Softmax.logSumExp(x), 1e-14);
            assertEquals(-Math.log(y[target]), Softmax.crossEntropy(x, target), 1e-14);
            y[target] -= 1;
            assertArrayEquals(y, Softmax.crossEntropyGradient(x, target), 1e-15);
        }
    }

    @Test
    void tenThousandIsSafe() {
        double[] x = {1e4, -1e4, 1e4, 9_990};
        double[] y = Softmax.probabilities(x);
        assertEquals(1, Arrays.stream(y).sum(), 1e-15);
        assertEquals(y[0], y[2]);
        assertEquals(Math.exp(-10), y[3] / y[0], 1e-18);
        assertEquals(0, y[1]);
        assertEquals(1e4 + Math.log(2 + Math.exp(-10)), Softmax.logSumExp(x), 1e-11);
        assertEquals(2e4 + Math.log(2 + Math.exp(-10)), Softmax.crossEntropy(x, 1), 1e-11);
    }

    /** ŷ_target = 1 to sixteen digits, and yet the loss and the gradient have theirs. */
    @Test
    void almostCertain() {
        double[] x = {50, 0, 1};
        double others = Math.exp(-50) + Math.exp(-49);
        assertEquals(others, Softmax.crossEntropy(x, 0), 1e-14 * others);
        assertArrayEquals(
                new double[] {-others, Math.exp(-50), Math.exp(-49)},
                Softmax.crossEntropyGradient(x, 0),
                1e-14 * others);
    }

    @Test
    void oneLogit() {
        for (double x : new double[] {-1e4, 0, 1e4, INFINITY, -INFINITY}) {
            assertArrayEquals(new double[] {1}, Softmax.probabilities(new double[] {x}));
            assertEquals(x, Softmax.logSumExp(new double[] {x}));
            assertEquals(0, Softmax.crossEntropy(new double[] {x}, 0), 0);
            assertEquals(0, Softmax.crossEntropyGradient(new double[] {x}, 0)[0], 0);
        }
    }

    @Test
    void infiniteLogits() {
        double[] nothing = {-INFINITY, -INFINITY, -INFINITY, -INFINITY};
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, Softmax.probabilities(nothing));
        assertEquals(-INFINITY, Softmax.logSumExp(nothing));
        assertEquals(Math.log(4), Softmax.crossEntropy(nothing, 1), 1e-15);
        assertArrayEquals(new double[] {0.25, -0.75, 0.25, 0.25}, Softmax.crossEntropyGradient(nothing, 1));

        double[] masked = {1, -INFINITY, 1};
        assertArrayEquals(new double[] {0.5, 0, 0.5}, Softmax.probabilities(masked));
        assertEquals(1 + Math.log(2), Softmax.logSumExp(masked), 1e-15);
        assertEquals(INFINITY, Softmax.crossEntropy(masked, 1));

        double[] certain = {INFINITY, 3, INFINITY};
        assertArrayEquals(new double[] {0.5, 0, 0.5}, Softmax.probabilities(certain));
        assertEquals(INFINITY, Softmax.logSumExp(certain));
        assertEquals(Math.log(2), Softmax.crossEntropy(certain, 2), 1e-15);
        assertEquals(INFINITY, Softmax.crossEntropy(certain, 1));
    }

    @Test
    void notANumberIsNotHidden() {
        double[] x = {1, Double.NaN, INFINITY};
        assertTrue(Double.isNaN(Softmax.logSumExp(x)));
        assertTrue(Double.isNaN(Softmax.crossEntropy(x, 0)));
        assertTrue(Arrays.stream(Softmax.probabilities(x)).allMatch(Double::isNaN));
        assertTrue(Double.isNaN(Softmax.logSumExp(new double[] {Double.NaN, 1})));
        assertTrue(Double.isNaN(Softmax.crossEntropy(new double[] {1, 2, Double.NaN}, 1)));
    }

    @Test
    void noLogitsHaveNoSoftmax() {
        assertThrows(IllegalArgumentException.class, () -> Softmax.logSumExp(new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Softmax.probabilities(new double[0]));
    }

    @Test
    void sigmaToTheLastDigit() {
        for (double x = -40; x <= 40; x += 0.37) {
            // 1/(1 + e⁻ˣ) with thirty digits, but for the last digit of e⁻ˣ
            BigDecimal e = new BigDecimal(Math.exp(-x));
            double sigma = BigDecimal.ONE
                    .divide(BigDecimal.ONE.add(e), MathContext.DECIMAL128)
                    .doubleValue();
            assertEquals(sigma, Logistic.sigma(x), 4 * Math.ulp(sigma), "x = " + x);
            assertEquals(1, Logistic.sigma(x) + Logistic.sigma(-x), 4e-16);
            assertEquals(Math.log(sigma), Logistic.logSigma(x), 1e-15 * (1 + Math.abs(x)), "x = " + x);
        }
        assertEquals(0.5, Logistic.sigma(0));
        assertEquals(-Math.log(2), Logistic.logSigma(0), 1e-16);
    }

    @Test
    void sigmaFarOut() {
        assertEquals(Math.exp(-700), Logistic.sigma(-700), 1e-16 * Math.exp(-700));
        assertEquals(-Math.exp(-700), Logistic.logSigma(700), 1e-16 * Math.exp(-700));
        assertEquals(-1e4, Logistic.logSigma(-1e4));
        assertEquals(0, Logistic.sigma(-1e4));
        assertEquals(1, Logistic.sigma(1e4));
        assertEquals(0, Logistic.sigma(-INFINITY));
        assertEquals(1, Logistic.sigma(INFINITY));
        assertEquals(-INFINITY, Logistic.logSigma(-INFINITY));
        assertEquals(0, Logistic.logSigma(INFINITY), 0);
        assertTrue(Double.isNaN(Logistic.sigma(Double.NaN)) && Double.isNaN(Logistic.logSigma(Double.NaN)));
    }
}
