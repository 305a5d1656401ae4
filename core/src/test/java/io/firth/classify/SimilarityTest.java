package io.firth.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.GradientCheck;
import io.firth.nn.Adam;
import io.firth.nn.DoubleMatrix;
import io.firth.text.TextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row M20 of the worked examples. */
class SimilarityTest {
    private static DoubleMatrix draw(int rows, int columns, Random random) {
        return DoubleMatrix.zeros(rows, columns).map(zero -> random.nextGaussian());
    }

    @ParameterizedTest
    @EnumSource
    void gradientAgainstDifferences(SimilarityHead head) {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int inputs = 1 + random.nextInt(5);
            int n = 1 + random.nextInt(6);
            SimilarityModel model = new SimilarityModel(head, inputs, 2 + random.nextInt(6), seed);
            boolean[] yes = new boolean[n];
            for (int r = 0; r < n; r++) {
                yes[r] = random.nextBoolean();
            }
            var loss = model.loss(draw(n, inputs, random), draw(n, inputs, random), yes, 0.01);
            double[] theta = random.doubles(model.parameters().length, -1, 1).toArray();
            GradientCheck check = GradientCheck.of(loss, theta);
            assertTrue(
                    check.verdict(1e-7) != GradientCheck.Verdict.FAIL,
                    head + ", seed " + seed + ": " + check.worst() + " at " + check.worstCoordinate());
        }
    }

    @Test
    void theReluHeadSaysYesToAll() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            SimilarityModel model = new SimilarityModel(SimilarityHead.RELU, 6, 4, seed);
            for (double p : model.probabilities(draw(50, 6, random), draw(50, 6, random))) {
                assertTrue(p >= 0.5, "seed " + seed + ": " + p);
            }
        }
    }

    @Test
    void trainedHeads() throws Exception {
        TextVectors vectors = new TextVectors(SmallTexts.embeddings(), TextOptions.DEFAULT);
        var config = new ParaphraseTask.Config(8, new Adam(0.01), 60, 32, 1e-4, 0.1, 10, 1);
        var task = new ParaphraseTask(SmallTexts.pairs(500, 1), SmallTexts.pairs(300, 2), vectors, config);
        BinaryScores relu = task.run(SimilarityHead.RELU).scores();
        assertEquals(1, relu.predictedPositiveShare(), "yes to all");
        assertEquals(relu.positiveShare(), relu.accuracy(), 1e-15);
        assertTrue(relu.rocAuc() > 0.8, "although it orders the pairs: " + relu.rocAuc());
        for (SimilarityHead head : List.of(SimilarityHead.DOT, SimilarityHead.AFFINE, SimilarityHead.SHIFTED)) {
            BinaryScores scores = task.run(head).scores();
            assertTrue(scores.accuracy() > 0.85, head + ": " + scores.accuracy());
            assertTrue(scores.least() < 0.5, head + ": " + scores.least());
        }
    }

    @Test
    void mistakes() {
        TextVectors vectors = new TextVectors(SmallTexts.embeddings(), TextOptions.DEFAULT);
        var config = new ParaphraseTask.Config(8, new Adam(0.01), 60, 32, 1e-4, 0.1, 10, 1);
        List<TextExample> pairs = SmallTexts.pairs(20, 1);
        List<TextExample> ones =
                pairs.stream().filter(p -> p.label().equals("1")).toList();
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> new ParaphraseTask(ones, pairs, vectors, config));
        assertEquals("all " + ones.size() + " training pairs have the label 1; both are needed", e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class,
                () -> new ParaphraseTask(List.of(new TextExample("a", "b", "4.2")), pairs, vectors, config));
        assertEquals("the label of a pair must be 1 or 0, but is '4.2'", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> SimilarityHead.parse("cosine"));
    }

    /** D = 2, d = 1: x = 2·x̄₁ − x̄₂ + 1 of (1, 0) and (0, 2), which is 3 and −1. */
    @ParameterizedTest
    @EnumSource
    void headsByHand(SimilarityHead head) {
        SimilarityModel model = new SimilarityModel(head, 2, 1, 1);
        double[] theta = model.parameters();
        theta[0] = 2;
        theta[1] = -1;
        theta[2] = 1;
        DoubleMatrix first = DoubleMatrix.zeros(2, 2);
        DoubleMatrix second = DoubleMatrix.zeros(2, 2);
        first.setRow(0, new double[] {1, 0});
        second.setRow(0, new double[] {0, 2});
        first.setRow(1, new double[] {1, 0});
        second.setRow(1, new double[] {0.5, 0}); // 3 and 2
        double a = 1;
        double b = 0;
        if (head == SimilarityHead.AFFINE) {
            assertEquals(1, model.scale(), "at first");
            assertEquals(0, model.bias(), "at first");
            theta[3] = a = 0.5;
            theta[4] = b = -2;
        }
        assertEquals(a, model.scale());
        assertEquals(b, model.bias());
        double[] z = {a * (head.hasRelu() ? 0 : -3) + b, a * 6 + b};
        double[] p = model.probabilities(first, second);
        for (int r = 0; r < 2; r++) {
            double sigmoid = 1 / (1 + Math.exp(-z[r]));
            assertEquals(head == SimilarityHead.SHIFTED ? 2 * sigmoid - 1 : sigmoid, p[r], 1e-12);
        }
        double nothing = head == SimilarityHead.SHIFTED ? 0 : -Math.log(1 - p[0]);
        assertEquals(
                (nothing - Math.log(p[1])) / 2 + 0.1 / 2 * (4 + 1),
                model.loss(first, second, new boolean[] {false, true}, 0.1).value(theta),
                1e-12);
        // the shifted head is certain of 0: −log p is cut at 1e-6
        double certain = head == SimilarityHead.SHIFTED ? -Math.log(1e-6) : -Math.log(p[0]);
        assertEquals(
                (certain - Math.log(1 - p[1])) / 2,
                model.loss(first, second, new boolean[] {true, false}, 0).value(theta),
                1e-9);
        assertThrows(IllegalArgumentException.class, () -> model.loss(first, second, new boolean[1], 0));
    }

    /** What is kept for early stopping is not trained on, and the best epoch's parameters are what remains. */
    @Test
    void pairsAreSplitAndStoppedEarly() throws Exception {
        TextVectors vectors = new TextVectors(SmallTexts.embeddings(), TextOptions.DEFAULT);
        List<TextExample> pairs = new ArrayList<>(SmallTexts.pairs(100, 1));
        for (int i = 0; i < 100; i += 3) { // nothing but the training pairs themselves follows from these
            TextExample pair = pairs.get(i);
            pairs.set(
                    i, new TextExample(pair.text(), pair.second(), pair.label().equals("1") ? "0" : "1"));
        }
        List<TextExample> test = SmallTexts.pairs(30, 2);
        var config = new ParaphraseTask.Config(4, new Adam(0.1), 40, 16, 0, 0.2, 2, 1);
        ParaphraseTask task = new ParaphraseTask(pairs, test, vectors, config);
        assertEquals(100, task.trainingPairs() + task.validationPairs());
        assertEquals(20, task.validationPairs(), 1);
        for (int i = 0; i < 30; i++) {
            assertEquals(test.get(i).label().equals("1"), task.testAnswers()[i]);
        }
        ParaphraseTask.Outcome stopped = task.run(SimilarityHead.DOT);
        assertTrue(stopped.bestEpoch() >= 1 && stopped.bestEpoch() < 40, "epoch " + stopped.bestEpoch());
        // the parameters are those of the best epoch: a training that ends there has the same
        var shorter = new ParaphraseTask.Config(4, new Adam(0.1), stopped.bestEpoch(), 16, 0, 0.2, 2, 1);
        assertArrayEquals(
                stopped.probabilities(),
                new ParaphraseTask(pairs, test, vectors, shorter)
                        .run(SimilarityHead.DOT)
                        .probabilities());
        var all = new ParaphraseTask.Config(4, new Adam(0.01), 3, 16, 0, 0, 1, 1);
        ParaphraseTask whole = new ParaphraseTask(pairs, test, vectors, all);
        assertEquals(0, whole.validationPairs());
        assertEquals(3, whole.run(SimilarityHead.DOT).bestEpoch(), "without validation the last");
    }

    @Test
    void optionsOfAParaphraseTaskHaveRanges() {
        int[][] wrong = {{0, 1, 1, 1}, {1, 0, 1, 1}, {1, 1, 0, 1}, {1, 1, 1, 0}};
        for (int[] w : wrong) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ParaphraseTask.Config(w[0], new Adam(0.01), w[1], w[2], 0, 0.1, w[3], 1));
        }
        for (double share : new double[] {-0.1, 0.51, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ParaphraseTask.Config(1, new Adam(0.01), 1, 1, 0, share, 1, 1));
        }
        assertEquals(1, new ParaphraseTask.Config(1, new Adam(0.01), 1, 1, 0, 0.1, 1, 1).batch());
    }
}
