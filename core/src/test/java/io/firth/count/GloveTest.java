package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.gradient.GradientCheck;
import io.firth.math.AdaGradLeastSquares;
import io.firth.math.Matrix;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** GloVe's chain of trust: finite differences, the reference, the fast step, training. */
class GloveTest {
    private static final GloveConfig CONFIG =
            GloveConfig.defaults().withDim(3).withWeight(20, 0.75).withSeed(5);

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Cooccurrences counts = Matrices.of(Matrices.random(5, 0.5, seed))) {
            GloveLoss loss = new GloveLoss(counts, CONFIG);
            double[] x = random.doubles(loss.size(), -1, 1).toArray();
            GradientCheck check = GradientCheck.of(loss, x);
            assertEquals(GradientCheck.Verdict.PASS, check.verdict(1e-7), "seed " + seed);
        }
    }

    /** With accumulators of 1 the first step is −η times the gradient, biases included. */
    @Test
    void theFastStepGoesAlongTheReferencesGradient() {
        double[][] one = new double[2][2];
        one[0][1] = 7;
        Random random = new Random(3);
        float rate = 0.01f;
        try (Cooccurrences counts = Matrices.of(one);
                Arena arena = Arena.ofConfined()) {
            GloveLoss loss = new GloveLoss(counts, CONFIG);
            int dim = CONFIG.dim();
            double[] x = random.doubles(loss.size(), -1, 1).toArray();
            double[] gradient = new double[x.length];
            loss.gradient(x, gradient);
            Matrix rows = rows(x, 0, dim, dim + 1, 4 * dim);
            Matrix columns = rows(x, 2 * dim, dim + 1, dim, 4 * dim + 2);
            MemorySegment record = arena.allocate(AdaGradLeastSquares.RECORD_BYTES);
            record.set(AdaGradLeastSquares.INT, 4, 1);
            record.set(AdaGradLeastSquares.FLOAT, 8, (float) Math.log(7));
            record.set(AdaGradLeastSquares.FLOAT, 12, (float) CONFIG.weight(7));
            double value = AdaGradLeastSquares.active().steps(rows, columns, record, 0, 1, rate);
            assertEquals(loss.value(x), value, 1e-6);
            for (int d = 0; d < dim; d++) {
                assertEquals(x[d] - rate * gradient[d], rows.get(0, d), 1e-6);
                assertEquals(x[3 * dim + d] - rate * gradient[3 * dim + d], columns.get(1, d), 1e-6);
            }
            assertEquals(x[4 * dim] - rate * gradient[4 * dim], rows.get(0, dim), 1e-6, "b");
            assertEquals(x[4 * dim + 3] - rate * gradient[4 * dim + 3], columns.get(1, dim + 1), 1e-6, "c");
            assertEquals(1f, rows.get(0, dim + 1));
            assertEquals(1f, columns.get(1, dim));
        }
    }

    private static Matrix rows(double[] x, int from, int bias, int constant, int biases) {
        int dim = CONFIG.dim();
        Matrix matrix = AdaGradLeastSquares.allocate(2, dim + 2);
        int half = AdaGradLeastSquares.accumulators(matrix);
        for (int row = 0; row < 2; row++) {
            for (int d = 0; d < half; d++) {
                matrix.set(row, half + d, d < dim || d == bias ? 1 : Float.POSITIVE_INFINITY);
            }
            for (int d = 0; d < dim; d++) {
                matrix.set(row, d, (float) x[from + row * dim + d]);
            }
            matrix.set(row, bias, (float) x[biases + row]);
            matrix.set(row, constant, 1);
        }
        return matrix;
    }

    /** Counts that some vectors and biases explain: the loss must go to nearly nothing. */
    @Test
    void countsOfLowRankAreLearned() throws Exception {
        Random random = new Random(17);
        int size = 40;
        double[][] v = new double[size][3];
        double[][] u = new double[size][3];
        double[][] counts = new double[size][size];
        for (int i = 0; i < size; i++) {
            v[i] = random.doubles(3, -0.8, 0.8).toArray();
            u[i] = random.doubles(3, -0.8, 0.8).toArray();
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                counts[i][j] = Math.exp(v[i][0] * u[j][0] + v[i][1] * u[j][1] + v[i][2] * u[j][2] + i % 5 - 2 + j % 3);
            }
        }
        List<Double> losses = new ArrayList<>();
        try (Cooccurrences matrix = Matrices.of(counts)) {
            new GloveTrainer(CONFIG.withEpochs(150).withLearningRate(0.2))
                    .listener(new FactorizationListener() {
                        @Override
                        public void passEnd(Pass pass) {
                            losses.add(pass.loss());
                        }
                    })
                    .train(matrix);
        }
        assertTrue(losses.getLast() < 2e-4 * losses.getFirst(), losses.getFirst() + " → " + losses.getLast());
    }

    /** Biases start at the marginals, so where words are independent there is nothing to learn from the first pass on. */
    @Test
    void independentCountsCostNothing() throws Exception {
        double[][] counts = new double[30][30];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                counts[i][j] = 4000.0 / ((1 + i) * (2 + j));
            }
        }
        List<Double> losses = new ArrayList<>();
        try (Cooccurrences matrix = Matrices.of(counts)) {
            new GloveTrainer(CONFIG.withDim(20).withEpochs(1))
                    .listener(new FactorizationListener() {
                        @Override
                        public void passEnd(Pass pass) {
                            losses.add(pass.loss());
                        }
                    })
                    .train(matrix);
        }
        assertEquals(0, losses.getFirst(), 1e-6); // products of the start: standard deviation 1/(12·20^1.5)
    }

    @Test
    void theSameBytesOnAnyNumberOfThreads() throws Exception {
        try (Cooccurrences counts = Matrices.of(Matrices.random(90, 0.3, 8))) {
            GloveConfig config = CONFIG.withEpochs(3).withDim(20);
            Embeddings one = new GloveTrainer(config).train(counts);
            Embeddings three = new GloveTrainer(config.withThreads(3)).train(counts);
            Embeddings other = new GloveTrainer(config.withSeed(6)).train(counts);
            boolean differs = false;
            for (int word = 0; word < 90; word++) {
                assertArrayEquals(one.input().row(word), three.input().row(word));
                assertArrayEquals(
                        one.output().orElseThrow().row(word),
                        three.output().orElseThrow().row(word));
                differs |= one.input().get(word, 0) != other.input().get(word, 0);
            }
            assertTrue(differs, "another seed gives other vectors");
            assertEquals("glove", one.provenance().config().get("method"));
            assertEquals("5", one.provenance().config().get("counts.window"));
            assertEquals(3, one.provenance().epochs().size());
        }
    }

    /** At a rate where gradient descent without the step's own square in the sum runs away within a few passes. */
    @Test
    void longStepsDoNotRunAway() throws Exception {
        List<Double> losses = new ArrayList<>();
        try (Cooccurrences huge = Matrices.of(new double[][] {{1e300, 1}, {1, 1e300}})) {
            Embeddings trained = new GloveTrainer(CONFIG.withLearningRate(100).withEpochs(200))
                    .listener(new FactorizationListener() {
                        @Override
                        public void passEnd(Pass pass) {
                            losses.add(pass.loss());
                        }
                    })
                    .train(huge);
            assertTrue(losses.getLast() < losses.getFirst(), losses.getFirst() + " → " + losses.getLast());
            for (int d = 0; d < CONFIG.dim(); d++) {
                assertTrue(Math.abs(trained.input().get(0, d)) < 800, "no step is longer than 1");
            }
        }
    }

    @Test
    void emptyCountsAreRefused() {
        try (Cooccurrences none = Matrices.of(new double[2][2])) {
            assertThrows(IllegalArgumentException.class, () -> new GloveTrainer(CONFIG).train(none));
        }
    }

    @Test
    void configurationsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> CONFIG.withDim(0));
        assertThrows(IllegalArgumentException.class, () -> CONFIG.withWeight(0, 1));
        assertThrows(IllegalArgumentException.class, () -> CONFIG.withWeight(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> CONFIG.withEpochs(0));
        assertThrows(IllegalArgumentException.class, () -> CONFIG.withLearningRate(0));
        GloveConfig five = CONFIG.withEpochs(5).withLearningRate(0.5);
        assertEquals(0.5, five.rate(0));
        assertEquals(0.1, five.rate(4), 1e-15);
        assertEquals(10, GloveConfig.xMaxFor(7));
        assertEquals(10, GloveConfig.xMaxFor(1e8));
        assertEquals(20, GloveConfig.xMaxFor(4e8), 1e-12);
        assertEquals(100, GloveConfig.xMaxFor(1e13));
        assertEquals(1, CONFIG.weight(20));
        assertEquals(0.0, CONFIG.weight(0));
        assertEquals(Math.pow(0.5, 0.75), CONFIG.weight(10), 1e-15);
    }
}
