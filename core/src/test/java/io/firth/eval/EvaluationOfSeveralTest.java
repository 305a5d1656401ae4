package io.firth.eval;

import static io.firth.eval.EvaluatedCircles.ANGLES;
import static io.firth.eval.EvaluatedCircles.PLAIN;
import static io.firth.eval.EvaluatedCircles.SMALL;
import static io.firth.eval.EvaluatedCircles.circle;
import static io.firth.eval.EvaluatedCircles.cos;
import static io.firth.eval.EvaluatedCircles.model;
import static io.firth.eval.EvaluatedCircles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.eval.AnalogyTask.Question;
import io.firth.eval.EvaluationReport.Result;
import io.firth.eval.EvaluationReport.TaskReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several models, groups of them, several sets. */
class EvaluationOfSeveralTest {
    @Test
    void seedsAreAveragedAndGroupsCompared() {
        EvaluatedModel a = circle("a", 0, 10, 50, 90);
        EvaluatedModel b = circle("b", 0, 10, 50, 90, 95);
        // In c, 10 and 90 have changed places.
        EvaluatedModel c = model("c", List.of("w0", "w90", "w50", "w10"), new float[][] {
            {1, 0}, {(float) cos(10), (float) cos(80)}, {(float) cos(50), (float) cos(40)}, {0, 1}
        });
        List<ModelGroup> groups = List.of(new ModelGroup("ours", List.of("a", "c")));
        TaskReport report = new Evaluation(PLAIN)
                .evaluate(List.of(a, b, c), groups, List.of(ANGLES))
                .tasks()
                .getFirst();
        assertEquals(
                List.of("a", "b", "c", "ours"),
                report.results().stream().map(Result::name).toList());
        double one = value(report.results().get(0), Measure.PEARSON, OovPolicy.SKIP);
        double other = value(report.results().get(2), Measure.PEARSON, OovPolicy.SKIP);
        Score mean =
                report.results().get(3).score(Measure.PEARSON, OovPolicy.SKIP).orElseThrow();
        assertEquals((one + other) / 2, mean.value().getAsDouble(), 1e-12);
        assertEquals(
                Math.abs(one - other) / Math.sqrt(2),
                mean.spread().orElseThrow().deviation(),
                1e-12);
        assertEquals(Math.min(one, other), mean.spread().orElseThrow().least());
        assertEquals(6, report.comparisons().size()); // ours with b: two measures, three policies
        assertTrue(report.comparisons().stream()
                .allMatch(x -> x.first().equals("ours") && x.second().equals("b")));
        assertEquals(
                mean.value().getAsDouble() - value(report.results().get(1), Measure.PEARSON, OovPolicy.SKIP),
                report.comparisons().get(3).difference().value(),
                1e-12);
        Evaluation evaluation = new Evaluation(PLAIN);
        assertThrows(
                IllegalArgumentException.class,
                () -> evaluation.evaluate(
                        List.of(a), List.of(new ModelGroup("g", List.of("a", "x"))), List.of(ANGLES)));
        assertThrows(IllegalArgumentException.class, () -> evaluation.evaluate(List.of(a, a), List.of(ANGLES)));
    }

    /** s = √(Σ(x − x̄)² / (n − 1)), of three. */
    @Test
    void spreadOfThreeSeeds() {
        List<EvaluatedModel> models =
                List.of(circle("a", 0, 10, 50, 90), circle("b", 0, 10, 50, 120), scattered("c"), circle("d", 0, 10));
        TaskReport report = new Evaluation(PLAIN)
                .evaluate(models, List.of(new ModelGroup("seeds", List.of("a", "b", "c"))), List.of(SMALL))
                .tasks()
                .getFirst();
        double[] x = new double[3];
        for (int m = 0; m < 3; m++) {
            x[m] = value(report.results().get(m), Measure.PEARSON, OovPolicy.ZERO);
        }
        double mean = (x[0] + x[1] + x[2]) / 3;
        double squares = Math.pow(x[0] - mean, 2) + Math.pow(x[1] - mean, 2) + Math.pow(x[2] - mean, 2);
        Score score = report.results()
                .getLast()
                .score(Measure.PEARSON, OovPolicy.ZERO)
                .orElseThrow();
        assertTrue(squares > 0.01, "they differ");
        assertEquals(Math.sqrt(squares / 2), score.spread().orElseThrow().deviation(), 1e-12);
        assertEquals(3, score.spread().orElseThrow().models());
        assertTrue(report.results()
                .getFirst()
                .score(Measure.PEARSON, OovPolicy.ZERO)
                .orElseThrow()
                .spread()
                .isEmpty());
    }

    private static EvaluatedModel scattered(String name) {
        return model(
                name, List.of("w0", "w10", "w50", "w90"), new float[][] {{1, 0}, {-1, 0.2f}, {0.3f, 1}, {0.9f, 0.1f}});
    }

    /** Up to four each with each, six pairs; of five each with the first, four pairs. */
    @Test
    void whoIsComparedWithWhom() {
        List<String> names = List.of("a", "b", "c", "d", "e");
        List<EvaluatedModel> models =
                names.stream().map(name -> circle(name, 0, 10, 50, 90)).toList();
        AnalogyTask sections = new AnalogyTask(
                "s",
                List.of(new Question("x", "w0", "w10", "w50", "w90"), new Question("y", "w0", "w10", "w50", "w90")));
        assertEquals(List.of("ab", "ac", "ad", "bc", "bd", "cd"), compared(models.subList(0, 4), sections));
        assertEquals(List.of("ab", "ac", "ad", "ae"), compared(models, sections));
        assertEquals(List.of(), compared(models.subList(0, 1), sections));
    }

    private static List<String> compared(List<EvaluatedModel> models, Task task) {
        var comparisons = new Evaluation(PLAIN)
                .evaluate(models, List.of(task))
                .tasks()
                .getFirst()
                .comparisons();
        List<String> pairs =
                comparisons.stream().map(c -> c.first() + c.second()).distinct().toList();
        // two measures and three policies of the whole, nothing of its sections
        assertEquals(6 * pairs.size(), comparisons.size());
        return pairs;
    }

    @Test
    void groupsMustBeOfDifferentModels() {
        Evaluation evaluation = new Evaluation(PLAIN);
        List<EvaluatedModel> models = List.of(circle("a", 0, 10), circle("b", 0, 10), circle("c", 0, 10));
        ModelGroup ab = new ModelGroup("g", List.of("a", "b"));
        for (List<ModelGroup> wrong : List.of(
                List.of(new ModelGroup("c", List.of("a", "b"))),
                List.of(ab, new ModelGroup("h", List.of("b", "c"))),
                List.of(new ModelGroup("g", List.of("a", "x"))))) {
            assertThrows(IllegalArgumentException.class, () -> evaluation.evaluate(models, wrong, List.of(SMALL)));
        }
        assertThrows(IllegalArgumentException.class, () -> new ModelGroup("g", List.of("a")));
        assertThrows(IllegalArgumentException.class, () -> new ModelGroup("g", List.of("a", "b", "a")));
    }

    @Test
    void setsAreToldOfInTheirOrderAndCoverageIsFound() {
        List<String> told = new ArrayList<>();
        WordSimilarityTask unknown = new WordSimilarityTask("none", List.of(new ScoredPair("x", "y", 3)));
        EvaluationReport report = new Evaluation(PLAIN)
                .listener(task -> told.add(task.name()))
                .evaluate(List.of(circle("m", 0, 10)), List.of(unknown, SMALL));
        assertEquals(List.of("none", "small"), told);
        assertTrue(report.coversAnything(), "the second covers a pair");
    }
}
