package io.firth.eval;

import io.firth.eval.EvaluationReport.Result;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small models and a set about them, for tests of evaluation. */
final class EvaluatedCircles {
    static final EvaluationOptions PLAIN = new EvaluationOptions(CaseRule.LOWER, 0, 200, 1, 0.95);

    static final WordSimilarityTask SMALL = new WordSimilarityTask(
            "small",
            List.of(
                    new ScoredPair("w0", "w10", 9),
                    new ScoredPair("w0", "w50", 6),
                    new ScoredPair("w0", "w90", 5),
                    new ScoredPair("w10", "w90", 7)));

    static final WordSimilarityTask ANGLES = new WordSimilarityTask(
            "angles",
            List.of(
                    new ScoredPair("W0", "w10", 9),
                    new ScoredPair("w0", "w50", 6),
                    new ScoredPair("w0", "w90", 5),
                    new ScoredPair("w10", "missing", 8),
                    new ScoredPair("w10", "w90", 7),
                    new ScoredPair("absent", "missing", 1)));

    private EvaluatedCircles() {}

    /** Words on a circle: at degree d stands the word "d". */
    static EvaluatedModel circle(String name, int... degrees) {
        List<String> words = new ArrayList<>();
        float[][] rows = new float[degrees.length][];
        for (int i = 0; i < degrees.length; i++) {
            double angle = Math.toRadians(degrees[i]);
            words.add("w" + degrees[i]);
            rows[i] = new float[] {(float) (2 * Math.cos(angle)), (float) (2 * Math.sin(angle))};
        }
        return model(name, words, rows);
    }

    static EvaluatedModel model(String name, List<String> words, float[]... rows) {
        Matrix vectors = Matrix.allocate(rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            vectors.setRow(i, rows[i]);
        }
        return new EvaluatedModel(
                name,
                Vocabulary.of(
                        words.stream()
                                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                                .toList(),
                        new long[words.size()]),
                vectors);
    }

    static double value(Result result, Measure measure, OovPolicy policy) {
        return value(result, "", measure, policy);
    }

    static double value(Result result, String section, Measure measure, OovPolicy policy) {
        return result.score(section, measure, policy).orElseThrow().value().orElseThrow();
    }

    static double cos(double degrees) {
        return ModelVectors.rounded(Math.cos(Math.toRadians(degrees)));
    }
}
