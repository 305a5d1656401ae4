package io.firth.cli;

import io.firth.lab.Check;
import io.firth.lab.Diagram;
import io.firth.lab.Formula;
import io.firth.lab.GradientTable;
import io.firth.lab.Plot;
import io.firth.lab.Step;
import io.firth.lab.Table;
import io.firth.lab.Worked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A worked example as one JSON object; its keys are in docs/lab.md. */
final class LabJson {
    private LabJson() {}

    static Json of(Worked worked) {
        return new Json()
                .put("id", worked.example().id())
                .put("title", worked.example().title())
                .put("passed", worked.passed())
                .put("checks", worked.sheet().checks())
                .put("failures", worked.sheet().failures())
                .put("seconds", worked.seconds())
                .put("steps", worked.sheet().steps().stream().map(LabJson::of).toList());
    }

    private static Json of(Step step) {
        return switch (step) {
            case Step.Text text -> new Json().put("step", "text").put("text", text.text());
            case Formula f ->
                new Json().put("step", "formula").put("unicode", f.unicode()).put("latex", f.latex());
            case Step.Numbers numbers ->
                new Json()
                        .put("step", "numbers")
                        .put(
                                "values",
                                numbers.values().stream()
                                        .map(v ->
                                                new Json().put("name", v.name()).put("value", v.value()))
                                        .toList());
            case Table table ->
                new Json()
                        .put("step", "table")
                        .put("caption", table.caption())
                        .put("columns", table.columns())
                        .put("rows", table.rows());
            case Check c ->
                new Json()
                        .put("step", "check")
                        .put("name", c.name())
                        .put("expected", c.expected())
                        .put("actual", c.actual())
                        .put("passed", c.passed());
            case GradientTable g -> of(g);
            case Diagram diagram ->
                new Json().put("step", "diagram").put("title", diagram.title()).put("dot", diagram.dot());
            case Plot plot ->
                new Json()
                        .put("step", "plot")
                        .put("title", plot.title())
                        .put("xLabel", plot.xLabel())
                        .put("yLabel", plot.yLabel())
                        .put(
                                "curves",
                                plot.curves().stream()
                                        .map(c -> new Json()
                                                .put("name", c.name())
                                                .put("x", list(c.x()))
                                                .put("y", list(c.y())))
                                        .toList());
        };
    }

    static Json of(GradientTable g) {
        List<Json> coordinates = new ArrayList<>();
        for (int i = 0; i < g.coordinates().size(); i++) {
            coordinates.add(new Json()
                    .put("name", g.coordinates().get(i))
                    .put("analytic", g.analytic()[i])
                    .put("numeric", g.numeric()[i])
                    .put("relativeDifference", g.relative(i)));
        }
        return new Json()
                .put("step", "gradient")
                .put("name", g.name())
                .put("passed", g.passed())
                .put("tolerance", g.tolerance())
                .put("greatestRelativeDifference", g.relative(g.worst()))
                .put("coordinates", coordinates);
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
