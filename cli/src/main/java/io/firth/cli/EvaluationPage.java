package io.firth.cli;

import io.firth.eval.EvaluationReport;
import io.firth.eval.EvaluationReport.TaskReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An evaluation as a page that needs nothing else: plots and tables, in light and dark, wide and narrow. */
final class EvaluationPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --text: #1d2430; --quiet: #5b6472; --line: #d5dae2; --ground: #fff;
              --c0: #1f5fbf; --c1: #c2410c; --c2: #15803d; --c3: #9333ea; --c4: #b8860b; --c5: #0e7490; --c6: #be185d; }
            @media (prefers-color-scheme: dark) {
              :root { --text: #e5e9f0; --quiet: #9aa5b5; --line: #3a4352; --ground: #14181f;
                --c0: #7aa8f5; --c1: #f59e6b; --c2: #6fce8e; --c3: #c99bf7; --c4: #e3c25a; --c5: #5ec7dc; --c6: #f08ab8; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); margin: 0 auto;
              padding: 1rem; max-width: 64rem; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
            .quiet, figcaption, th { color: var(--quiet); } figcaption { font-size: .85rem; }
            figure { margin: 1rem 0; }
            .row { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr); gap: 0 .75rem; align-items: center; }
            .row span { overflow-wrap: anywhere; font-size: .85rem; line-height: 1.2; }
            .row svg { width: 100%; height: 1.5rem; display: block; overflow: visible; }
            .row svg text { font-size: .7rem; fill: var(--quiet); }
            .part span { padding-left: 1rem; color: var(--quiet); }
            .keys { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .85rem; padding: 0; list-style: none; }
            .keys svg { width: 2.2rem; height: 1rem; vertical-align: middle; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
            th, td { text-align: left; padding: .2rem .7rem .2rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
            @media (max-width: 40rem) { .row { grid-template-columns: minmax(0, 1fr); } .row span { padding-top: .3rem; }
              .row svg { width: calc(100% - 1rem); margin: 0 .5rem; } }
            """;

    private final EvaluationReport report;
    private final List<OpenModel> models;
    private final List<String> notes;

    EvaluationPage(EvaluationReport report, List<OpenModel> models, List<String> notes) {
        this.report = report;
        this.models = models;
        this.notes = notes;
    }

    String html() {
        StringBuilder page = new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Html.escape(title()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(Html.escape(title()))
                .append("</h1>\n<ul>\n");
        models.forEach(model -> item(page, model.describe()));
        report.groups().forEach(group -> item(page, group.name() + ": " + String.join(", ", group.models())));
        item(page, ScoreText.settings(report.options()));
        page.append("</ul>\n");
        Map<String, List<TaskReport>> byKind = new LinkedHashMap<>();
        report.tasks()
                .forEach(task -> byKind.computeIfAbsent(task.task().kind(), kind -> new ArrayList<>())
                        .add(task));
        Map<String, TextTable> tables = new EvaluationText(report, models, false, true).tables(true);
        tables.forEach((heading, table) -> {
            page.append("<h2>").append(Html.escape(heading)).append("</h2>\n");
            List<TaskReport> tasks = byKind.get(Character.toLowerCase(heading.charAt(0)) + heading.substring(1));
            if (tasks != null) {
                page.append(new IntervalPlot(tasks).html());
            }
            page.append(table.html());
        });
        if (!notes.isEmpty()) {
            page.append("<h2>Notes</h2>\n<ul>\n");
            notes.forEach(note -> item(page, note));
            page.append("</ul>\n");
        }
        return page.append("<p class=\"quiet\">Firth ")
                .append(Html.escape(Version.number()))
                .append("</p>\n</body>\n</html>\n")
                .toString();
    }

    private String title() {
        return "Evaluation of "
                + (models.size() <= 3
                        ? String.join(", ", models.stream().map(OpenModel::name).toList())
                        : Texts.count(models.size(), "model"));
    }

    private static void item(StringBuilder page, String text) {
        page.append("<li>").append(Html.escape(text)).append("</li>\n");
    }
}
