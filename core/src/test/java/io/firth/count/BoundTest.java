package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.Logistic;
import io.firth.math.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows M12, M13 and M19 against their definitions, summed slowly over all pairs of words. */
class BoundTest {
    private static final int SIZE = 300;
    private static final int DIM = 6;

    private final double[][] matrix = Matrices.random(SIZE, 0.07, 4);
    private final Matrix v = vectors(1);
    private final Matrix u = vectors(2);

    BoundTest() {
        matrix[123] = new double[SIZE]; // a word without pairs of its own
    }

    private static Matrix vectors(long seed) {
        Random random = new Random(seed);
        Matrix vectors = Matrix.allocate(SIZE, DIM);
        for (int w = 0; w < SIZE; w++) {
            for (int d = 0; d < DIM; d++) {
                vectors.set(w, d, (float) random.nextGaussian());
            }
        }
        return vectors;
    }

    private double product(int w, int c) {
        double sum = 0;
        for (int d = 0; d < DIM; d++) {
            sum += v.get(w, d) * u.get(c, d);
        }
        return sum;
    }

    /** Σ −#(w, c) log P(c | w) for any P, per pair. */
    private interface Conditional {
        double of(int w, int c);
    }

    private double likelihood(Cooccurrences counts, Conditional p) {
        double sum = 0;
        for (int w = 0; w < SIZE; w++) {
            for (int c = 0; c < SIZE; c++) {
                if (matrix[w][c] > 0) {
                    sum -= matrix[w][c] * Math.log(p.of(w, c));
                }
            }
        }
        return sum / counts.total();
    }

    @Test
    void softmaxLossAndBoundAreThoseOfTheDefinition() throws Exception {
        try (Cooccurrences counts = Matrices.of(matrix)) {
            double[] partition = new double[SIZE];
            for (int w = 0; w < SIZE; w++) {
                for (int c = 0; c < SIZE; c++) {
                    partition[w] += Math.exp(product(w, c));
                }
            }
            double loss = likelihood(counts, (w, c) -> Math.exp(product(w, c)) / partition[w]);
            double bound = likelihood(counts, (w, c) -> matrix[w][c] / counts.rowSum(w));
            BoundReport report = SoftmaxBound.of(counts, v, u, SIZE, 1, 2, share -> {});
            assertEquals(loss, report.loss(), 1e-6 * loss);
            assertEquals(bound, report.bound(), 1e-12 * bound);
            assertEquals(0, report.standardError());
            assertEquals(loss - bound, report.distance(), 1e-5);
            assertEquals(Math.exp(bound), report.boundPerplexity(), 1e-9);
            // no other distribution is better than the relative frequencies
            Random random = new Random(5);
            for (int trial = 0; trial < 20; trial++) {
                double[] shift = random.doubles(SIZE, 0.9, 1.1).toArray();
                double[] norm = new double[SIZE];
                for (int w = 0; w < SIZE; w++) {
                    for (int c = 0; c < SIZE; c++) {
                        norm[w] += matrix[w][c] * shift[c];
                    }
                }
                assertTrue(likelihood(counts, (w, c) -> matrix[w][c] * shift[c] / norm[w]) > bound);
            }
        }
    }

    /** Logits of ±10⁴ and more must not overflow. */
    @Test
    void hugeLogits() throws Exception {
        Matrix large = Matrix.allocate(SIZE, DIM);
        for (int w = 0; w < SIZE; w++) {
            for (int d = 0; d < DIM; d++) {
                large.set(w, d, 4000 * v.get(w, d));
            }
        }
        try (Cooccurrences counts = Matrices.of(matrix)) {
            assertTrue(Double.isFinite(
                    SoftmaxBound.of(counts, large, u, SIZE, 1, 1, share -> {}).loss()));
            assertTrue(Double.isFinite(NegativeSamplingBound.withPairNoise(counts, 5, 1)
                    .of(large, u, SIZE, 1, 1, share -> {})
                    .loss()));
        }
    }

    private double negativeSampling(Cooccurrences counts, double[] noise, double k, PmiFit.Target x) {
        double sum = 0;
        for (int w = 0; w < SIZE; w++) {
            for (int c = 0; c < SIZE; c++) {
                double logit = x.of(w, c, matrix[w][c]);
                double positive = matrix[w][c] == 0 ? 0 : matrix[w][c] * Logistic.logSigma(logit);
                double negative = Logistic.logSigma(-logit);
                sum -= positive + k * counts.rowSum(w) * noise[c] * (logit == Double.NEGATIVE_INFINITY ? 0 : negative);
            }
        }
        return sum / counts.total();
    }

    @Test
    void negativeSamplingLossAndBoundAreThoseOfTheDefinition() throws Exception {
        try (Cooccurrences counts = Matrices.of(matrix)) {
            double[] noise = NoiseDistribution.ofPairs(counts, 1);
            NegativeSamplingBound bound = NegativeSamplingBound.withPairNoise(counts, 5, 1);
            ShiftedPmi pmi = new ShiftedPmi(counts, 5, 1, false);
            assertEquals(pmi.of(3, 4, 2), bound.target(3, 4, 2), 1e-12, "PMI − log k");
            BoundReport report = bound.of(v, u, SIZE, 1, 2, share -> {});
            double loss = negativeSampling(counts, noise, 5, (w, c, n) -> product(w, c));
            assertEquals(loss, report.loss(), 1e-6 * loss);
            double best = negativeSampling(
                    counts, noise, 5, (w, c, n) -> n == 0 ? Double.NEGATIVE_INFINITY : pmi.of(w, c, n));
            assertEquals(best, report.bound(), 1e-12 * best);
            Random random = new Random(6);
            for (int trial = 0; trial < 20; trial++) {
                double size = Math.pow(10, -trial / 5);
                double other = negativeSampling(
                        counts, noise, 5, (w, c, n) -> n == 0 ? -30 : pmi.of(w, c, n) + size * random.nextGaussian());
                assertTrue(other > best, other + " < " + best);
            }
        }
    }

    @Test
    void theNoiseOfWord2vecReplacesTheContextsShare() {
        try (Cooccurrences counts = Matrices.of(matrix)) {
            NegativeSamplingBound bound = NegativeSamplingBound.withWordNoise(counts, counts.vocabulary(), 5, 0.75);
            double sum = 0;
            for (int c = 0; c < SIZE; c++) {
                sum += Math.pow(counts.vocabulary().count(c), 0.75);
            }
            double noise = Math.pow(counts.vocabulary().count(7), 0.75) / sum;
            assertEquals(Math.log(3 / (5 * counts.rowSum(2) * noise)), bound.target(2, 7, 3), 1e-12);
        }
    }

    /** The mean over many samples is the exact value, within what the standard error says. */
    @Test
    void estimatesAreUnbiasedAndTheirErrorIsHonest() throws Exception {
        try (Cooccurrences counts = Matrices.of(matrix)) {
            NegativeSamplingBound bound = NegativeSamplingBound.withPairNoise(counts, 5, 0.75);
            double exact = bound.of(v, u, SIZE, 1, 2, share -> {}).loss();
            int trials = 200;
            double sum = 0;
            double squares = 0;
            double stated = 0;
            for (int seed = 0; seed < trials; seed++) {
                BoundReport report = bound.of(v, u, 60, seed, 1, share -> {});
                sum += report.loss() - exact;
                squares += (report.loss() - exact) * (report.loss() - exact);
                stated += report.standardError() / trials;
            }
            double spread = Math.sqrt(squares / trials);
            assertTrue(stated > 0);
            assertEquals(spread, stated, 0.2 * spread, "standard error");
            assertTrue(Math.abs(sum / trials) < 4 * spread / Math.sqrt(trials), "bias " + sum / trials);
        }
    }

    /** Row M13: on A B A B … the bound is 0, and vectors come closer the longer they are but never reach it. */
    @Test
    void dotProductsNeverReachCertainty() throws Exception {
        try (Cooccurrences counts = Matrices.of(new double[][] {{0, 1000}, {1000, 0}})) {
            double before = Double.POSITIVE_INFINITY;
            for (float norm : new float[] {0.5f, 1, 1.5f, 2, 2.5f}) {
                Matrix input = Matrix.allocate(2, 1);
                Matrix output = Matrix.allocate(2, 1);
                input.set(0, 0, norm);
                input.set(1, 0, -norm);
                output.set(0, 0, -norm);
                output.set(1, 0, norm);
                BoundReport report = SoftmaxBound.of(counts, input, output, 2, 1, 1, share -> {});
                assertEquals(0, report.bound());
                assertEquals(Math.log1p(Math.exp(-2 * norm * norm)), report.loss(), 1e-6);
                assertTrue(report.loss() < before);
                before = report.loss();
            }
        }
    }

    @Test
    void theFitFindsALine() throws Exception {
        try (Cooccurrences counts = Matrices.of(matrix)) {
            PmiFit fit = NegativeSamplingBound.withPairNoise(counts, 5, 1).fit(v, u, 2);
            PmiFit line = PmiFit.of(counts, v, u, 2, (w, c, n) -> (product(w, c) - 2) / 0.5);
            assertEquals(1, line.all().correlation(), 1e-9);
            assertEquals(0.5, line.all().slope(), 1e-5);
            assertEquals(2, line.all().intercept(), 1e-5);
            assertTrue(Math.abs(fit.all().correlation()) < 0.1, "random vectors know nothing of PMI");
            long pairs = fit.buckets().stream().mapToLong(PmiFit.Bucket::pairs).sum();
            assertEquals(counts.nonZeros(), pairs);
            assertEquals(counts.nonZeros(), fit.all().pairs());
            assertEquals(1, fit.buckets().getFirst().upTo());
            assertEquals(4, fit.buckets().get(1).upTo());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (Cooccurrences counts = Matrices.of(matrix);
                Cooccurrences none = Matrices.of(new double[2][2])) {
            Matrix small = Matrix.allocate(3, DIM);
            assertThrows(IllegalArgumentException.class, () -> SoftmaxBound.of(counts, v, small, 1, 1, 1, share -> {}));
            assertThrows(IllegalArgumentException.class, () -> SoftmaxBound.of(none));
            assertThrows(IllegalArgumentException.class, () -> NegativeSamplingBound.withPairNoise(counts, 0, 1));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> NegativeSamplingBound.withWordNoise(none, counts.vocabulary(), 5, 1));
        }
    }
}
