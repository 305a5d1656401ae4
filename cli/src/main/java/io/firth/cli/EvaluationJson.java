package io.firth.cli;

import io.firth.eval.EvaluationReport;
import io.firth.eval.EvaluationReport.Comparison;
import io.firth.eval.EvaluationReport.Result;
import io.firth.eval.EvaluationReport.TaskReport;
import io.firth.eval.Interval;
import io.firth.eval.Score;
import java.util.ArrayList;
import java.util.List;

/** An evaluation as one JSON object (docs/cli.md). */
final class EvaluationJson {
    private EvaluationJson() {}

    /** @param subwords whether words beyond the vocabulary got vectors of their n-grams, where a model has n-grams */
    static Json of(
            EvaluationReport report,
            List<OpenModel> models,
            EvaluationSets sets,
            List<String> notes,
            boolean subwords) {
        List<Json> tasks = new ArrayList<>();
        for (int i = 0; i < report.tasks().size(); i++) {
            tasks.add(task(report.tasks().get(i), sets.files().get(i).toString()));
        }
        return new Json()
                .put("models", models.stream().map(EvaluationJson::model).toList())
                .put(
                        "groups",
                        report.groups().stream()
                                .map(group ->
                                        new Json().put("name", group.name()).put("models", group.models()))
                                .toList())
                .put(
                        "settings",
                        new Json()
                                .put("case", report.options().caseRule().label())
                                .put("restrict", report.options().restrict())
                                .put("subwords", subwords)
                                .put("bootstrap", report.options().resamples())
                                .put("seed", report.options().seed())
                                .put("level", report.options().level()))
                .put("sets", tasks)
                .put("notes", notes);
    }

    private static Json model(OpenModel model) {
        Json json = new Json()
                .put("name", model.name())
                .put("file", model.file().toString())
                .put("words", model.embeddings().size())
                .put("dim", model.vectors().dim())
                .put("vectors", model.choice().label());
        model.embeddings().provenance().seed().ifPresent(seed -> json.put("seed", seed));
        return json;
    }

    private static Json task(TaskReport task, String file) {
        return new Json()
                .put("name", task.task().name())
                .put("file", file)
                .put("kind", task.task().kind())
                .put("items", task.task().size())
                .put(
                        "results",
                        task.results().stream().map(EvaluationJson::result).toList())
                .put(
                        "comparisons",
                        task.comparisons().stream()
                                .map(EvaluationJson::comparison)
                                .toList());
    }

    private static Json result(Result result) {
        return new Json()
                .put("model", result.name())
                .put("models", result.models())
                .put("covered", result.covered())
                .put(
                        "scores",
                        result.scores().stream().map(EvaluationJson::score).toList());
    }

    private static Json score(Score score) {
        Json json = new Json()
                .put("section", score.section())
                .put("measure", score.measure().label())
                .put("policy", score.policy().label())
                .put("items", score.items())
                .put("of", score.size())
                .put("value", score.value().isPresent() ? score.value().getAsDouble() : null)
                .put("interval", score.interval().map(EvaluationJson::interval).orElse(null));
        if (!score.undefined().isEmpty()) {
            json.put("undefined", score.undefined());
        }
        score.spread()
                .ifPresent(spread -> json.put("deviation", spread.deviation())
                        .put("least", spread.least())
                        .put("most", spread.most()));
        return json;
    }

    private static Json comparison(Comparison comparison) {
        return new Json()
                .put("first", comparison.first())
                .put("second", comparison.second())
                .put("measure", comparison.measure().label())
                .put("policy", comparison.policy().label())
                .put("items", comparison.difference().items())
                .put("difference", comparison.difference().value())
                .put(
                        "interval",
                        comparison
                                .difference()
                                .interval()
                                .map(EvaluationJson::interval)
                                .orElse(null))
                .put("p", comparison.difference().p())
                .put("real", comparison.difference().isReal());
    }

    private static List<Double> interval(Interval interval) {
        return List.of(interval.low(), interval.high());
    }
}
