package io.firth.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.DenseAlgebra.Svd;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetlibAlgebraTest {
    private final NetlibAlgebra algebra = new NetlibAlgebra(2);

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "40, 3", "300, 13", "9000, 33", "5001, 17"})
    void orthonormalColumnsThatGiveBackTheMatrix(int n, int l) {
        double[] x = gaussian(n, l, n + l);
        double[] q = x.clone();
        double[] r = algebra.orthonormalise(q, n, l);
        assertClose(identity(l), naive(transposed(q, n, l), l, n, q, l), 1e-13, "QᵀQ");
        assertClose(x, naive(q, n, l, r, l), 1e-11, "QR");
        for (int i = 0; i < l; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(0, r[i * l + j], 0, "below the diagonal");
            }
        }
    }

    /** Columns from 1 down to 10⁻¹²: Cholesky alone fails here, reflections must take over. */
    @Test
    void illConditionedAndDependentColumns() {
        int n = 6000;
        int l = 13;
        double[] x = gaussian(n, l, 5);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < l; j++) {
                x[i * l + j] *= Math.pow(10, -j);
            }
            x[i * l + 12] = x[i * l] + x[i * l + 1]; // rank 12
        }
        double[] q = x.clone();
        double[] r = algebra.orthonormalise(q, n, l);
        assertClose(identity(l), naive(transposed(q, n, l), l, n, q, l), 1e-12, "QᵀQ");
        assertClose(x, naive(q, n, l, r, l), 1e-11, "QR");
        double[] zero = new double[n * l];
        algebra.orthonormalise(zero, n, l);
        assertClose(identity(l), naive(transposed(zero, n, l), l, n, zero, l), 1e-12, "QᵀQ of 0");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "12, 4", "4, 12", "30, 29"})
    void singularValuesAndVectors(int m, int n) {
        double[] a = gaussian(m, n, 31 * m + n);
        double[] before = a.clone();
        Svd svd = algebra.svd(a, m, n);
        assertArrayEquals(before, a);
        int r = Math.min(m, n);
        assertEquals(r, svd.rank());
        assertClose(identity(r), naive(transposed(svd.u(), m, r), r, m, svd.u(), r), 1e-13, "UᵀU");
        assertClose(identity(r), naive(transposed(svd.v(), n, r), r, n, svd.v(), r), 1e-13, "VᵀV");
        double[] scaled = svd.u().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= svd.values()[i % r];
        }
        assertClose(a, naive(scaled, m, r, transposed(svd.v(), n, r), n), 1e-12, "UΣVᵀ");
        for (int i = 1; i < r; i++) {
            assertTrue(svd.values()[i - 1] >= svd.values()[i] && svd.values()[i] >= 0);
        }
    }

    /** [[3, 0], [4, 5]] has σ = √45, √5. */
    @Test
    void aKnownDecomposition() {
        Svd svd = algebra.svd(new double[] {3, 0, 4, 5}, 2, 2);
        assertArrayEquals(new double[] {Math.sqrt(45), Math.sqrt(5)}, svd.values(), 1e-14);
        double sign = Math.signum(svd.u()[0]);
        assertEquals(1 / Math.sqrt(10), sign * svd.u()[0], 1e-14);
        assertEquals(1 / Math.sqrt(2), sign * svd.v()[0], 1e-14);
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() {
        double[] x = gaussian(7000, 21, 3);
        double[] one = x.clone();
        double[] three = x.clone();
        assertArrayEquals(
                new NetlibAlgebra(1).orthonormalise(one, 7000, 21),
                new NetlibAlgebra(3).orthonormalise(three, 7000, 21));
        assertArrayEquals(one, three);
    }

    @Test
    void productsAreThoseOfTheDefinition() {
        double[] a = gaussian(700, 11, 1);
        double[] b = gaussian(11, 5, 2);
        assertClose(naive(a, 700, 11, b, 5), algebra.multiply(a, 700, 11, b, 5), 1e-13, "AB");
    }

    @Test
    void wrongShapesAndValuesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> algebra.orthonormalise(new double[6], 2, 3));
        assertThrows(IllegalArgumentException.class, () -> algebra.orthonormalise(new double[5], 3, 2));
        assertThrows(IllegalArgumentException.class, () -> algebra.svd(new double[] {1, Double.NaN}, 1, 2));
        double[] big = gaussian(9000, 10, 1);
        big[4567] = Double.NaN;
        assertThrows(IllegalArgumentException.class, () -> algebra.orthonormalise(big, 9000, 10));
    }

    static double[] gaussian(int m, int n, long seed) {
        Random random = new Random(seed);
        double[] a = new double[m * n];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.nextGaussian();
        }
        return a;
    }

    private static double[] naive(double[] a, int m, int k, double[] b, int n) {
        double[] c = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int x = 0; x < k; x++) {
                    sum += a[i * k + x] * b[x * n + j];
                }
                c[i * n + j] = sum;
            }
        }
        return c;
    }

    private static double[] transposed(double[] a, int m, int n) {
        double[] t = new double[a.length];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                t[j * m + i] = a[i * n + j];
            }
        }
        return t;
    }

    private static double[] identity(int n) {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return identity;
    }

    private static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance, what + " element " + i);
        }
    }
}
