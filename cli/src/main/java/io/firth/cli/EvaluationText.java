package io.firth.cli;

import io.firth.eval.AnalogyTask;
import io.firth.eval.EvaluationReport;
import io.firth.eval.EvaluationReport.Comparison;
import io.firth.eval.EvaluationReport.Result;
import io.firth.eval.EvaluationReport.TaskReport;
import io.firth.eval.Measure;
import io.firth.eval.OovPolicy;
import io.firth.eval.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An evaluation as tables, for a terminal or in Markdown. */
final class EvaluationText {
    /** The heading of the table of comparisons. */
    static final String COMPARISONS = "Is the difference real? (paired bootstrap on the same items)";

    private final EvaluationReport report;
    private final List<OpenModel> models;
    private final boolean markdown;
    private final boolean several;
    private final boolean sections;

    EvaluationText(EvaluationReport report, List<OpenModel> models, boolean markdown, boolean sections) {
        this.report = report;
        this.models = models;
        this.markdown = markdown;
        this.several = models.size() > 1;
        this.sections = sections || !several;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (OpenModel model : models) {
            text.append(markdown ? "- " : "").append(model.describe()).append('\n');
        }
        report.groups()
                .forEach(group -> text.append(markdown ? "- " : "")
                        .append(group.name())
                        .append(": ")
                        .append(String.join(", ", group.models()))
                        .append('\n'));
        text.append(markdown ? "- " : "")
                .append(ScoreText.settings(report.options()))
                .append('\n');
        tables(markdown).forEach((heading, table) -> {
            heading(text, heading);
            text.append(table.text(markdown));
        });
        return text.append('\n').toString();
    }

    /**
     * The tables by their headings: one per kind of set, and one of comparisons.
     *
     * @param full whether every row says what it is about; else only the first of several
     */
    Map<String, TextTable> tables(boolean full) {
        Map<String, List<TaskReport>> byKind = new LinkedHashMap<>();
        report.tasks()
                .forEach(task -> byKind.computeIfAbsent(task.task().kind(), kind -> new ArrayList<>())
                        .add(task));
        Map<String, TextTable> tables = new LinkedHashMap<>();
        byKind.forEach((kind, tasks) ->
                tables.put(Character.toUpperCase(kind.charAt(0)) + kind.substring(1), scores(tasks, full)));
        TextTable comparisons = comparisons();
        if (!comparisons.isEmpty()) {
            tables.put(COMPARISONS, comparisons);
        }
        return tables;
    }

    private void heading(StringBuilder text, String heading) {
        text.append('\n').append(markdown ? "### " : "").append(heading).append(markdown ? "\n\n" : "\n");
    }

    private TextTable scores(List<TaskReport> tasks, boolean full) {
        List<String> titles =
                new ArrayList<>(List.of("set", tasks.getFirst().task().item() + "s", "covered"));
        if (several) {
            titles.add("model");
        }
        titles.add("measure");
        for (OovPolicy policy : OovPolicy.values()) {
            titles.add(policy.label());
        }
        TextTable table = new TextTable(titles);
        for (TaskReport task : tasks) {
            for (String section : sections(task)) {
                if (!sections
                        && task.task() instanceof AnalogyTask analogies
                        && analogies.sections().contains(section)
                        && !section.isEmpty()) {
                    continue;
                }
                addSection(table, task, section, full);
            }
        }
        return table;
    }

    private void addSection(TextTable table, TaskReport task, String section, boolean full) {
        String name = section.isEmpty() ? task.task().name() : "  " + section;
        String shownName = name;
        for (Result result : task.results()) {
            String shownModel = result.name();
            for (Measure measure : measures(result)) {
                Score skip = result.score(section, measure, OovPolicy.SKIP).orElseThrow();
                boolean first = !shownModel.isEmpty();
                List<String> row = new ArrayList<>(List.of(
                        full ? name : shownName,
                        !shownName.isEmpty() || full ? Texts.count(skip.size()) : "",
                        first || full ? ScoreText.percent(skip.items(), skip.size()) : ""));
                if (several) {
                    row.add(full ? result.name() : shownModel);
                }
                row.add(measure.label());
                for (OovPolicy policy : OovPolicy.values()) {
                    row.add(ScoreText.score(
                            result.score(section, measure, policy).orElseThrow()));
                }
                table.add(row);
                shownName = "";
                shownModel = "";
            }
        }
    }

    private static List<String> sections(TaskReport task) {
        return task.results().getFirst().scores().stream()
                .map(Score::section)
                .distinct()
                .toList();
    }

    private static List<Measure> measures(Result result) {
        return result.scores().stream().map(Score::measure).distinct().toList();
    }

    private TextTable comparisons() {
        List<String> titles = new ArrayList<>(List.of("set", "measure", "first", "second"));
        for (OovPolicy policy : OovPolicy.values()) {
            titles.add("first − second, " + policy.label());
        }
        TextTable table = new TextTable(titles);
        for (TaskReport task : report.tasks()) {
            for (Comparison skip : task.comparisons()) {
                if (skip.policy() != OovPolicy.SKIP) {
                    continue;
                }
                List<String> row = new ArrayList<>(
                        List.of(task.task().name(), skip.measure().label(), skip.first(), skip.second()));
                for (OovPolicy policy : OovPolicy.values()) {
                    task.comparisons().stream()
                            .filter(other -> other.policy() == policy
                                    && other.measure() == skip.measure()
                                    && other.first().equals(skip.first())
                                    && other.second().equals(skip.second()))
                            .forEach(other -> row.add(ScoreText.difference(other.difference())));
                }
                table.add(row);
            }
        }
        return table;
    }
}
