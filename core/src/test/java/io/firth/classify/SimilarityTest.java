package io.firth.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.GradientCheck;
import io.firth.nn.Adam;
import io.firth.nn.DoubleMatrix;
import io.firth.text.TextOptions;
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
}
