package io.firth.cli;

import io.firth.eval.EvaluationReport.Result;
import io.firth.eval.EvaluationReport.TaskReport;
import io.firth.eval.Measure;
import io.firth.eval.OovPolicy;
import io.firth.eval.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Scores and their intervals on one scale, a row per set and section, a colour per model. Each row is a drawing (SVG) of
 * its own with places in percent, so that it gets narrower on a phone and the text does not.
 */
final class IntervalPlot {
    private static final int COLOURS = 7;
    private static final double TICK = 0.2;

    private final List<TaskReport> tasks;
    private final Measure measure;
    private final double low;
    private final double high;

    /** Of sets of one kind: the first measure that each has. */
    IntervalPlot(List<TaskReport> tasks) {
        this.tasks = tasks;
        this.measure = tasks.getFirst().results().getFirst().scores().getFirst().measure();
        double least = 0;
        double most = TICK;
        for (TaskReport task : tasks) {
            for (Result result : task.results()) {
                for (Score score : result.scores()) {
                    if (score.measure() == measure && score.value().isPresent()) {
                        double value = score.value().getAsDouble();
                        least = Math.min(
                                least, score.interval().map(i -> i.low()).orElse(value));
                        most = Math.max(
                                most, score.interval().map(i -> i.high()).orElse(value));
                    }
                }
            }
        }
        low = Math.floor(least / TICK) * TICK;
        high = Math.ceil(most / TICK - 1e-9) * TICK;
    }

    String html() {
        StringBuilder page = new StringBuilder("<figure>\n");
        List<String> names =
                tasks.getFirst().results().stream().map(Result::name).toList();
        page.append("<ul class=\"keys\">");
        for (int m = 0; m < names.size(); m++) {
            page.append("<li><svg>").append(mark(m, 50, "8", OovPolicy.SKIP)).append("</svg> ");
            page.append(Html.escape(names.get(m))).append("</li>");
        }
        for (OovPolicy policy : List.of(OovPolicy.ZERO, OovPolicy.WRONG)) {
            page.append("<li><svg>").append(mark(0, 50, "8", policy)).append("</svg> ");
            page.append(policy.label()).append("</li>");
        }
        page.append("</ul>\n").append(axis());
        for (TaskReport task : tasks) {
            for (String section : sections(task)) {
                page.append(row(task, section));
            }
        }
        return page.append("<figcaption>")
                .append(Html.escape(measure.label()))
                .append(": dot with interval where unknown words are left out (skip), marks for the other policies.")
                .append("</figcaption>\n</figure>\n")
                .toString();
    }

    private String row(TaskReport task, String section) {
        boolean part = !section.isEmpty();
        String label = part ? section : task.task().name();
        int step = 14;
        int height = Math.max(24, 10 + step * task.results().size());
        StringBuilder row = new StringBuilder(part ? "<div class=\"row part\"><span>" : "<div class=\"row\"><span>");
        row.append(Html.escape(label))
                .append("</span><svg role=\"img\" style=\"height:")
                .append(height);
        row.append("px\"><title>").append(Html.escape(title(task, section))).append("</title>");
        for (double tick = low; tick < high + TICK / 2; tick += TICK) {
            row.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.2f%%\" x2=\"%1$.2f%%\" y1=\"0\" y2=\"100%%\" stroke=\"var(--line)\"/>",
                    percent(tick)));
        }
        for (int m = 0; m < task.results().size(); m++) {
            String y = Integer.toString((height - step * (task.results().size() - 1)) / 2 + step * m);
            for (OovPolicy policy : List.of(OovPolicy.WRONG, OovPolicy.ZERO, OovPolicy.SKIP)) {
                Score score =
                        task.results().get(m).score(section, measure, policy).orElseThrow();
                if (score.value().isPresent()) {
                    row.append(policy == OovPolicy.SKIP ? whiskers(score, m, y) : "");
                    row.append(mark(m, percent(score.value().getAsDouble()), y, policy));
                }
            }
        }
        return row.append("</svg></div>\n").toString();
    }

    private String axis() {
        StringBuilder row = new StringBuilder("<div class=\"row\"><span></span><svg aria-hidden=\"true\">");
        for (double tick = low; tick < high + TICK / 2; tick += TICK) {
            row.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.2f%%\" y=\"18\" text-anchor=\"middle\">%.1f</text>",
                    percent(tick),
                    tick == 0 ? 0.0 : tick));
        }
        return row.append("</svg></div>\n").toString();
    }

    private String whiskers(Score score, int model, String y) {
        return score.interval()
                .map(interval -> String.format(
                        Locale.ROOT,
                        "<line x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>",
                        percent(interval.low()),
                        percent(interval.high()),
                        y,
                        y,
                        colour(model)))
                .orElse("");
    }

    /** A dot (skip), a ring (zero) or a bar (wrong). */
    private static String mark(int model, double percent, String y, OovPolicy policy) {
        String colour = colour(model);
        return switch (policy) {
            case SKIP ->
                String.format(
                        Locale.ROOT, "<circle cx=\"%.2f%%\" cy=\"%s\" r=\"4.5\" fill=\"%s\"/>", percent, y, colour);
            case ZERO ->
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.2f%%\" cy=\"%s\" r=\"3.5\" fill=\"var(--ground)\" stroke=\"%s\"/>",
                        percent,
                        y,
                        colour);
            case WRONG ->
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%1$.2f%%\" x2=\"%1$.2f%%\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"%4$s\" stroke-width=\"2\"/>",
                        percent,
                        Integer.parseInt(y) - 5,
                        Integer.parseInt(y) + 5,
                        colour);
        };
    }

    private String title(TaskReport task, String section) {
        List<String> values = new ArrayList<>();
        for (Result result : task.results()) {
            for (OovPolicy policy : OovPolicy.values()) {
                values.add(result.name() + ", " + policy.label() + ": "
                        + ScoreText.score(result.score(section, measure, policy).orElseThrow()));
            }
        }
        return String.join("; ", values);
    }

    private static List<String> sections(TaskReport task) {
        return task.results().getFirst().scores().stream()
                .map(Score::section)
                .distinct()
                .toList();
    }

    private double percent(double value) {
        return 100 * (value - low) / (high - low);
    }

    private static String colour(int model) {
        return "var(--c" + model % COLOURS + ")";
    }
}
