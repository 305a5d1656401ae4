package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.gradient.GradientCheck;
import io.firth.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSgnsTest {
    @Test
    void theReferencesGradientIsThatOfFiniteDifferences() {
        long seed = System.nanoTime();
        try (Cooccurrences counts = Matrices.of(Matrices.random(5, 0.5, seed))) {
            SgnsLoss loss = new SgnsLoss(counts, 3, 0.75, 3);
            double[] x = new Random(seed).doubles(loss.size(), -2, 2).toArray();
            assertEquals(GradientCheck.Verdict.PASS, GradientCheck.of(loss, x).verdict(1e-7), "seed " + seed);
        }
    }

    /** 300 words: several blocks and more than one batch. */
    @Test
    void theFastGradientIsTheReferences() throws Exception {
        int size = 300;
        int dim = 7;
        Random random = new Random(9);
        double[][] matrix = Matrices.random(size, 0.05, 9);
        matrix[17] = new double[size]; // a word without pairs
        try (Cooccurrences counts = Matrices.of(matrix)) {
            SgnsLoss reference = new SgnsLoss(counts, 4, 0.75, dim);
            double[] x = new double[reference.size()];
            Matrix v = fill(x, 0, size, dim, random);
            Matrix u = fill(x, size, size, dim, random);
            double[] expected = new double[x.length];
            reference.gradient(x, expected);
            Matrix toV = Matrix.allocate(size, dim);
            Matrix toU = Matrix.allocate(size, dim);
            double loss =
                    new SgnsGradient(counts, NoiseDistribution.ofPairs(counts, 0.75), 4, 2).compute(v, u, toV, toU);
            assertEquals(reference.value(x), loss, 1e-6 * loss);
            for (int w = 0; w < size; w++) {
                for (int d = 0; d < dim; d++) {
                    double share = counts.rowSum(w) / counts.total();
                    assertEquals(-expected[w * dim + d], share * toV.get(w, d), 2e-6 * share + 1e-12, "v " + w);
                    assertEquals(-expected[(size + w) * dim + d], toU.get(w, d), 1e-7, "u " + w);
                }
            }
        }
    }

    private static Matrix fill(double[] x, int from, int size, int dim, Random random) {
        Matrix matrix = Matrix.allocate(size, dim);
        for (int w = 0; w < size; w++) {
            for (int d = 0; d < dim; d++) {
                float value = (float) random.nextGaussian();
                matrix.set(w, d, value);
                x[(from + w) * dim + d] = value;
            }
        }
        return matrix;
    }

    /** Row M19: with dimensions enough the best vectors reach PMI − log k, and the loss its bound. */
    @Test
    void withAllDimensionsTheProductsBecomeShiftedPmi() throws Exception {
        double[][] matrix = new double[6][6];
        Random random = new Random(2);
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] = 3 + random.nextInt(20);
            }
        }
        try (Cooccurrences counts = Matrices.of(matrix)) {
            int k = 2;
            ShiftedPmi pmi = new ShiftedPmi(counts, k, 1, false);
            double bound = 0;
            for (int w = 0; w < 6; w++) {
                for (int c = 0; c < 6; c++) {
                    double n = matrix[w][c];
                    double m = k * counts.rowSum(w) * counts.columnSum(c) / counts.total();
                    bound -= n * Math.log(n / (n + m)) + m * Math.log(m / (n + m));
                }
            }
            bound /= counts.total();
            List<Double> losses = new ArrayList<>();
            Embeddings found = new ExactSgns(new SgnsConfig(6, k, 1, 600, 1, 2, 4))
                    .listener(new FactorizationListener() {
                        @Override
                        public void passEnd(Pass pass) {
                            losses.add(pass.loss());
                        }
                    })
                    .train(counts);
            for (int i = 1; i < losses.size(); i++) {
                assertTrue(losses.get(i) <= losses.get(i - 1), "the loss only falls");
            }
            assertTrue(losses.getLast() > bound - 1e-6, losses.getLast() + " is below the bound " + bound);
            assertEquals(bound, losses.getLast(), 2e-4);
            for (int w = 0; w < 6; w++) {
                for (int c = 0; c < 6; c++) {
                    double product = 0;
                    for (int d = 0; d < 6; d++) {
                        product += found.input().get(w, d)
                                * found.output().orElseThrow().get(c, d);
                    }
                    assertEquals(pmi.of(w, c, matrix[w][c]), product, 0.1, "v" + w + "·u" + c);
                }
            }
        }
    }

    @Test
    void theSameBytesOnAnyNumberOfThreads() throws Exception {
        try (Cooccurrences counts = Matrices.of(Matrices.random(280, 0.1, 8))) {
            Embeddings one = new ExactSgns(new SgnsConfig(9, 5, 0.75, 8, 1, 1, 3)).train(counts);
            Embeddings three = new ExactSgns(new SgnsConfig(9, 5, 0.75, 8, 1, 3, 3)).train(counts);
            for (int w = 0; w < 280; w++) {
                assertArrayEquals(one.input().row(w), three.input().row(w));
                assertArrayEquals(
                        one.output().orElseThrow().row(w),
                        three.output().orElseThrow().row(w));
            }
        }
    }

    @Test
    void wrongConfigurationsAndEmptyCountsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SgnsConfig(0, 5, 1, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SgnsConfig(1, 0, 1, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SgnsConfig(1, 5, 2, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SgnsConfig(1, 5, 1, 1, 0, 1, 1));
        try (Cooccurrences none = Matrices.of(new double[2][2])) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ExactSgns(new SgnsConfig(1, 5, 1, 1, 1, 1, 1)).train(none));
        }
    }
}
