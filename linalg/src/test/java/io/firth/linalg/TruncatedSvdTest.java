package io.firth.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.count.CellValue;
import io.firth.count.Cooccurrences;
import io.firth.count.CountSettings;
import io.firth.count.TruncatedSvd;
import io.firth.math.DenseAlgebra.Svd;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The randomised decomposition against LAPACK's of the same dense matrix, and by its residual where that is too large. */
class TruncatedSvdTest {
    private final NetlibAlgebra algebra = new NetlibAlgebra(2);

    /** Not symmetric, so that A and Aᵀ cannot be mistaken for each other. */
    private static double[][] sparse(int size, double density, long seed) {
        Random random = new Random(seed);
        double[][] counts = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (random.nextDouble() < density / (1 + 5.0 * j / size)) {
                    counts[i][j] = 1 + Math.floor(-Math.log(random.nextDouble()) * 300 / (1 + i));
                }
            }
        }
        return counts;
    }

    private static Cooccurrences counts(double[][] counts) {
        List<byte[]> words = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            words.add(("w" + i).getBytes(StandardCharsets.UTF_8));
        }
        return Cooccurrences.of(Vocabulary.of(words, new long[counts.length]), counts, CountSettings.defaults());
    }

    private static double[] logs(double[][] counts) {
        int size = counts.length;
        double[] dense = new double[size * size];
        for (int i = 0; i < size * size; i++) {
            dense[i] = Math.log1p(counts[i / size][i % size]);
        }
        return dense;
    }

    @ParameterizedTest
    @CsvSource({"60, 10, 30, 8", "60, 60, 0, 0", "33, 5, 99, 0", "1, 1, 0, 0", "120, 7, 13, 12"})
    void agreesWithTheDenseDecomposition(int size, int dim, int oversampling, int iterations) throws Exception {
        double[][] matrix = sparse(size, 0.4, size + dim);
        matrix[0][0] = 3;
        double[] dense = logs(matrix);
        Svd exact = algebra.svd(dense, size, size);
        try (Cooccurrences counts = counts(matrix)) {
            TruncatedSvd.Result found = new TruncatedSvd(dim, oversampling, iterations, 7, 2)
                    .decompose(counts, CellValue.LOG_COUNT, algebra, share -> {});
            double tail = 0;
            for (int i = 0; i < size; i++) {
                if (i < dim) {
                    assertEquals(exact.values()[i], found.values()[i], 2e-4 * exact.values()[0], "σ" + i);
                } else {
                    tail += exact.values()[i] * exact.values()[i];
                }
            }
            double residual = residual(dense, size, found);
            assertEquals(residual, found.relativeResidual() * norm(dense), 1e-6 * norm(dense), "its own residual");
            assertTrue(residual <= 1.0005 * Math.sqrt(tail) + 1e-9 * norm(dense), residual + " > " + Math.sqrt(tail));
            assertOrthonormal(found.u(), size, dim);
            assertOrthonormal(found.v(), size, dim);
        }
    }

    /** Of rank 4: the rest of the decomposition is zero, and its vectors are orthonormal all the same. */
    @Test
    void aMatrixOfLowRank() throws Exception {
        double[][] matrix = new double[50][50];
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < 50; j++) {
                matrix[i][j] = i % 4 == j % 4 ? 1 + i % 4 : 0;
            }
        }
        try (Cooccurrences counts = counts(matrix)) {
            TruncatedSvd.Result found = TruncatedSvd.of(9).decompose(counts, CellValue.COUNT, algebra, share -> {});
            assertEquals(0, found.relativeResidual(), 1e-7);
            assertEquals(0, found.values()[4], 1e-10);
            assertOrthonormal(found.u(), 50, 9);
            assertOrthonormal(found.v(), 50, 9);
        }
    }

    /** What no dense decomposition is fast enough for: orthogonality, A·v = σ·u, and the residual by its definition. */
    @Test
    void aLargerMatrixByItsResidual() throws Exception {
        int size = 1500;
        int dim = 30;
        double[][] matrix = sparse(size, 0.05, 11);
        double[] dense = logs(matrix);
        try (Cooccurrences counts = counts(matrix)) {
            TruncatedSvd.Result found =
                    new TruncatedSvd(dim, 10, 6, 7, 2).decompose(counts, CellValue.LOG_COUNT, algebra, share -> {});
            assertOrthonormal(found.u(), size, dim);
            assertOrthonormal(found.v(), size, dim);
            assertEquals(residual(dense, size, found), found.relativeResidual() * norm(dense), 1e-8 * norm(dense));
            double[] av = algebra.multiply(dense, size, size, found.v(), dim);
            for (int row = 0; row < size; row++) {
                for (int j = 0; j < 3; j++) { // the first ones have converged
                    double expected = found.values()[j] * found.u()[row * dim + j];
                    assertEquals(expected, av[row * dim + j], 1e-3 * found.values()[0], "A·v − σ·u");
                }
            }
        }
    }

    @Test
    void moreIterationsComeCloser() throws Exception {
        try (Cooccurrences counts = counts(sparse(400, 0.2, 5))) {
            double before = Double.POSITIVE_INFINITY;
            for (int iterations : new int[] {0, 1, 4}) {
                double residual = new TruncatedSvd(20, 5, iterations, 3, 2)
                        .decompose(counts, CellValue.LOG_COUNT, algebra, share -> {})
                        .relativeResidual();
                assertTrue(residual < before, residual + " after " + before);
                before = residual;
            }
        }
    }

    @Test
    void theSameBitsOnAnyNumberOfThreads() throws Exception {
        try (Cooccurrences counts = counts(sparse(700, 0.1, 9))) {
            TruncatedSvd.Result one = new TruncatedSvd(12, 10, 2, 5, 1)
                    .decompose(counts, CellValue.LOG_COUNT, new NetlibAlgebra(1), share -> {});
            TruncatedSvd.Result three = new TruncatedSvd(12, 10, 2, 5, 3)
                    .decompose(counts, CellValue.LOG_COUNT, new NetlibAlgebra(3), share -> {});
            assertArrayEquals(one.u(), three.u());
            assertArrayEquals(one.v(), three.v());
            assertArrayEquals(one.values(), three.values());
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TruncatedSvd(0, 1, 1, 1, 1));
        try (Cooccurrences counts = counts(new double[][] {{1, 2}, {3, 4}})) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TruncatedSvd.of(3).decompose(counts, CellValue.COUNT, algebra, share -> {}));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TruncatedSvd.of(1)
                            .decompose(counts, (row, column, count) -> Double.NaN, algebra, share -> {}));
        }
    }

    private static double norm(double[] a) {
        double sum = 0;
        for (double x : a) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    private static double residual(double[] dense, int size, TruncatedSvd.Result svd) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double x = dense[i * size + j];
                for (int d = 0; d < svd.dim(); d++) {
                    x -= svd.u()[i * svd.dim() + d] * svd.values()[d] * svd.v()[j * svd.dim() + d];
                }
                sum += x * x;
            }
        }
        return Math.sqrt(sum);
    }

    private static void assertOrthonormal(double[] x, int rows, int columns) {
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int row = 0; row < rows; row++) {
                    sum += x[row * columns + i] * x[row * columns + j];
                }
                assertEquals(i == j ? 1 : 0, sum, 1e-12, "columns " + i + ", " + j);
            }
        }
    }
}
