package io.firth.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.GradientCheck.Verdict;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A check must pass what is right, reject what is wrong, and say when it cannot tell. */
class GradientCheckTest {
    private static Differentiable function(
            int size, ToDoubleFunction<double[]> value, UnaryOperator<double[]> gradient) {
        return new Differentiable() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public double value(double[] x) {
                return value.applyAsDouble(x);
            }

            @Override
            public void gradient(double[] x, double[] into) {
                System.arraycopy(gradient.apply(x), 0, into, 0, size);
            }
        };
    }

    /** 2 x₀² + sin x₁, whose gradient at (1, 0) is (4, 1), with something added to the second part. */
    private static Differentiable wrongBy(double wrong) {
        return function(2, x -> 2 * x[0] * x[0] + Math.sin(x[1]), x -> new double[] {4 * x[0], Math.cos(x[1]) + wrong});
    }

    private static final double[] AT = {1, 0};

    @Test
    void right() {
        GradientCheck check = GradientCheck.of(wrongBy(0), AT);
        assertArrayEquals(new int[] {0, 1}, check.coordinates());
        assertArrayEquals(new double[] {4, 1}, check.analytic());
        assertArrayEquals(new double[] {4, 1}, check.numeric(), 1e-8);
        assertEquals(4, check.scale(), 1e-12);
        assertTrue(check.worst() < 1e-9, check.toString());
        assertEquals(Verdict.PASS, check.verdict(1e-9));
        assertArrayEquals(new double[] {1, 0}, AT, "left as it was");
    }

    @Test
    void wrong() {
        GradientCheck check = GradientCheck.of(wrongBy(4e-5), AT);
        assertEquals(1e-5, check.worst(), 1e-8, "relative to the largest, 4");
        assertEquals(1, check.worstPlace());
        assertEquals(1, check.worstCoordinate());
        assertEquals(Verdict.FAIL, check.verdict(9e-6));
        assertEquals(Verdict.PASS, check.verdict(2e-5));
        String text = check.toString();
        assertTrue(
                text.matches("worst of 2: coordinate 1, analytic 1\\.00004000000, numeric (1\\.00|0\\.99)\\d*"
                        + " ± \\d(\\.\\d)?e-\\d\\d, difference 1\\.0e-05 of 4\\.000"),
                text);
    }

    @Test
    void theWorstMayStandAnywhere() {
        for (int worst = 0; worst < 3; worst++) {
            double[] wrong = {1e-3, 1e-3, 1e-3};
            wrong[worst] = 2e-3;
            GradientCheck check = GradientCheck.of(function(3, x -> 0, x -> wrong), new double[3]);
            assertEquals(worst, check.worstPlace());
            assertEquals(1, check.worst());
            assertTrue(check.toString().startsWith("worst of 3: coordinate " + worst + ","), check.toString());
        }
        GradientCheck equal = GradientCheck.of(function(2, x -> 0, x -> new double[] {1, 1}), new double[2]);
        assertEquals(0, equal.worstPlace(), "the first of equals");
    }

    @Test
    void onlyWhatIsAskedFor() {
        GradientCheck check = GradientCheck.of(wrongBy(1), AT, new int[] {0, 0});
        assertEquals(Verdict.PASS, check.verdict(1e-8));
        assertEquals(2, check.numeric().length);
        GradientCheck wrong = GradientCheck.of(wrongBy(1), AT, new int[] {1});
        assertEquals(0, wrong.worstPlace());
        assertEquals(1, wrong.worstCoordinate());
        assertEquals(0.25, wrong.worst(), 1e-9, "the scale is that of all coordinates");
        GradientCheck nothing = GradientCheck.of(wrongBy(1), AT, new int[0]);
        assertEquals(0, nothing.worst());
        assertEquals(-1, nothing.worstPlace());
        assertEquals(-1, nothing.worstCoordinate());
        assertEquals(Verdict.PASS, nothing.verdict(1e-8));
        assertEquals("nothing checked", nothing.toString());
    }

    @Test
    void aZeroGradientDividesNothingByZero() {
        GradientCheck zero = GradientCheck.of(function(2, x -> 5, x -> new double[2]), AT);
        assertEquals(0, zero.scale());
        assertEquals(0, zero.worst());
        assertEquals(Verdict.PASS, zero.verdict(1e-9));
        // should be zero, and is not
        GradientCheck wrong = GradientCheck.of(function(2, x -> 5, x -> new double[] {0, 1e-3}), AT);
        assertEquals(1, wrong.worst());
        assertEquals(Verdict.FAIL, wrong.verdict(1e-3));
        // the other way round: the analytic gradient is zero, the function is not flat
        GradientCheck missing = GradientCheck.of(function(2, x -> 3 * x[1], x -> new double[2]), AT);
        assertEquals(3, missing.scale(), 1e-12);
        assertEquals(Verdict.FAIL, missing.verdict(0.5));
    }

    @Test
    void subnormalGradientsCountAsZero() {
        Differentiable tiny = function(1, x -> x[0] * 1e-310, x -> new double[] {2e-310});
        assertEquals(1e-10, GradientCheck.of(tiny, new double[] {1}).worst(), 1e-12);
    }

    @Test
    void noiseIsUndecided() {
        Random random = new Random(4);
        Differentiable noisy = function(2, x -> 2 * x[0] * x[0] + Math.sin(x[1]) + 1e-6 * random.nextGaussian(), x ->
                new double[] {4 * x[0], Math.cos(x[1])});
        GradientCheck check = GradientCheck.of(noisy, AT);
        assertEquals(Verdict.UNDECIDED, check.verdict(1e-7), check.toString());
        assertTrue(Arrays.stream(check.errors()).max().orElseThrow() > 1e-7, check.toString());
        assertEquals(Verdict.PASS, check.verdict(1e-2), check.toString());
    }

    @Test
    void notANumberFails() {
        Differentiable nan = function(2, x -> x[0], x -> new double[] {1, Double.NaN});
        assertEquals(Verdict.FAIL, GradientCheck.of(nan, AT).verdict(1));
        assertEquals(Double.POSITIVE_INFINITY, GradientCheck.of(nan, AT).worst());
        assertEquals(1, GradientCheck.of(nan, AT).worstCoordinate());
        Differentiable noValue = function(1, x -> Double.NaN, x -> new double[] {1});
        assertEquals(
                Double.POSITIVE_INFINITY,
                GradientCheck.of(noValue, new double[1]).worst());
        assertEquals(Verdict.UNDECIDED, GradientCheck.of(noValue, new double[1]).verdict(1), "no value, no verdict");
    }

    @Test
    void theNumberOfParametersMustFit() {
        String message = assertThrows(IllegalArgumentException.class, () -> GradientCheck.of(wrongBy(0), new double[3]))
                .getMessage();
        assertEquals("3 numbers for 2 parameters", message);
    }
}
