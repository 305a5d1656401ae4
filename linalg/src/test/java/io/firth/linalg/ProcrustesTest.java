package io.firth.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.eval.Procrustes;
import io.firth.eval.Procrustes.Fit;
import io.firth.math.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcrustesTest {
    private static final NetlibAlgebra ALGEBRA = new NetlibAlgebra(1);

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void findsTheRotationThatWasMade(boolean unit, boolean center) {
        int dim = 9;
        Random random = new Random(3);
        double[] turn = gaussian(dim * dim, random);
        ALGEBRA.orthonormalise(turn, dim, dim);
        Matrix from = matrix(60, dim, random);
        Matrix to = Matrix.allocate(60, dim);
        float shift = center && !unit ? 2 : 0; // a shift is undone by centring alone
        for (int r = 0; r < 60; r++) {
            for (int j = 0; j < dim; j++) {
                double sum = shift;
                for (int i = 0; i < dim; i++) {
                    sum += from.get(r, i) * turn[i * dim + j];
                }
                to.set(r, j, (float) sum);
            }
        }
        Procrustes found = Procrustes.fit(from, to, new Fit(unit, center), ALGEBRA);
        assertArrayEquals(turn, found.rotation(), 1e-6);
        for (int r = 0; r < 60; r++) {
            assertEquals(1, found.cosine(from.row(r), to.row(r)), 1e-6);
            float[] expected = to.row(r);
            if (unit && center) {
                double length = Math.sqrt(dot(expected, expected));
                for (int i = 0; i < dim; i++) {
                    expected[i] /= (float) length;
                }
            }
            assertArrayEquals(expected, found.apply(from.row(r)), 1e-5f);
        }
    }

    /** In the plane every rotation and reflection can be tried. */
    @Test
    void noOtherTurnIsBetter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Matrix from = matrix(20, 2, random);
        Matrix to = matrix(20, 2, random);
        Procrustes found = Procrustes.fit(from, to, new Fit(false, false), ALGEBRA);
        double best = distance(from, to, found.rotation());
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3600; i++) {
            double c = Math.cos(Math.toRadians(i / 10.0));
            double s = Math.sin(Math.toRadians(i / 10.0));
            least = Math.min(least, distance(from, to, new double[] {c, s, -s, c}));
            least = Math.min(least, distance(from, to, new double[] {c, s, s, -c}));
        }
        assertTrue(best <= least + 1e-9 && best > least - 0.01, "seed " + seed + ": " + best + ", " + least);
    }

    @Test
    void shapesMustFit() {
        Fit fit = new Fit(true, false);
        Matrix a = Matrix.allocate(3, 2);
        assertThrows(IllegalArgumentException.class, () -> Procrustes.fit(a, Matrix.allocate(3, 4), fit, ALGEBRA));
        assertThrows(IllegalArgumentException.class, () -> Procrustes.fit(a, Matrix.allocate(2, 2), fit, ALGEBRA));
        assertThrows(
                IllegalArgumentException.class,
                () -> Procrustes.fit(Matrix.allocate(0, 2), Matrix.allocate(0, 2), fit, ALGEBRA));
    }

    private static double distance(Matrix from, Matrix to, double[] q) {
        double sum = 0;
        for (int r = 0; r < from.rows(); r++) {
            for (int j = 0; j < 2; j++) {
                double d = from.get(r, 0) * q[j] + from.get(r, 1) * q[2 + j] - to.get(r, j);
                sum += d * d;
            }
        }
        return sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double[] gaussian(int n, Random random) {
        return random.doubles(n).map(u -> random.nextGaussian()).toArray();
    }

    private static Matrix matrix(int rows, int dim, Random random) {
        Matrix matrix = Matrix.allocate(rows, dim);
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < dim; d++) {
                matrix.set(r, d, (float) random.nextGaussian());
            }
        }
        return matrix;
    }
}
