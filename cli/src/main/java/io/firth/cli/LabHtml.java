package io.firth.cli;

import io.firth.cli.figure.DiagramSvg;
import io.firth.lab.Check;
import io.firth.lab.Diagram;
import io.firth.lab.Figures;
import io.firth.lab.Formula;
import io.firth.lab.GradientTable;
import io.firth.lab.Plot;
import io.firth.lab.Step;
import io.firth.lab.Table;
import io.firth.lab.Worked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of a page that shows one worked example. */
final class LabHtml {
    /** A longer gradient is folded. */
    private static final int SHOWN = 9;

    private LabHtml() {}

    static String article(Worked worked) {
        String id = worked.example().id();
        StringBuilder html =
                new StringBuilder("<article id=\"" + id + "\">\n<h2><a class=\"id\" href=\"#" + id + "\">");
        html.append(id)
                .append("</a><span class=\"title\">")
                .append(Html.maths(worked.example().title()));
        html.append("</span>").append(badge(worked)).append("</h2>\n");
        String open = "";
        for (Step step : worked.sheet().steps()) {
            String group = group(step);
            if (!group.equals(open)) {
                html.append(end(open)).append(start(group));
                open = group;
            }
            html.append(of(step));
        }
        return html.append(end(open)).append("</article>\n").toString();
    }

    /** Checks in a row make a list; tables in a row stand side by side where there is room. */
    private static String group(Step step) {
        return switch (step) {
            case Check check -> "checks";
            case Table table -> "row";
            case GradientTable gradient -> "row";
            default -> "";
        };
    }

    private static String start(String group) {
        return switch (group) {
            case "checks" -> "<ul class=\"checks\">\n";
            case "row" -> "<div class=\"row\">\n";
            default -> "";
        };
    }

    private static String end(String group) {
        return switch (group) {
            case "checks" -> "</ul>\n";
            case "row" -> "</div>\n";
            default -> "";
        };
    }

    static String badge(Worked worked) {
        return worked.passed()
                ? "<span class=\"badge\">" + Texts.count(worked.sheet().checks(), "check") + " passed</span>"
                : "<span class=\"badge fail\">" + worked.sheet().failures() + " of "
                        + Texts.count(worked.sheet().checks(), "check") + " failed</span>";
    }

    private static String of(Step step) {
        return switch (step) {
            case Step.Text text -> "<p>" + Html.maths(text.text()) + "</p>\n";
            case Formula formula -> formula(formula);
            case Step.Numbers numbers -> numbers(numbers);
            case Table table -> table(table);
            case GradientTable gradient -> gradient(gradient);
            case Check check -> check(check.name(), check.expected(), check.actual(), check.passed());
            case Diagram diagram ->
                "<figure><figcaption>" + Html.maths(diagram.title()) + "</figcaption><div class=\"scroll\">"
                        + DiagramSvg.of(diagram) + "</div></figure>\n";
            case Plot plot -> PlotSvg.of(plot);
        };
    }

    /** Every formula of its own can go to a line of its own. */
    private static String formula(Formula formula) {
        StringBuilder html = new StringBuilder("<div class=\"formula\"><span class=\"plain\">");
        html.append(Html.escape(formula.unicode())).append("</span>");
        for (String part : parts(formula.latex())) {
            html.append("<span data-tex=\"").append(Html.escape(part)).append("\"></span>");
        }
        return html.append("</div>\n").toString();
    }

    /** Cuts at \qquad outside braces and environments. */
    static List<String> parts(String latex) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < latex.length(); i++) {
            if (latex.charAt(i) == '{' || latex.startsWith("\\begin", i)) {
                depth++;
            } else if (latex.charAt(i) == '}' || latex.startsWith("\\end", i)) {
                depth--;
            } else if (depth == 0 && latex.startsWith("\\qquad", i)) {
                parts.add(latex.substring(start, i).strip());
                start = i + "\\qquad".length();
            }
        }
        parts.add(latex.substring(start).strip());
        return parts;
    }

    private static String numbers(Step.Numbers numbers) {
        StringBuilder html = new StringBuilder("<dl>");
        for (Step.Value value : numbers.values()) {
            html.append("<dt>").append(Html.maths(value.name())).append("</dt><dd>");
            html.append(Html.number(Figures.precise(value.value()))).append("</dd>");
        }
        return html.append("</dl>\n").toString();
    }

    private static String table(Table table) {
        TableCells cells = TableCells.of(table);
        return "<section>"
                + (table.caption().isEmpty() ? "" : "<p class=\"caption\">" + Html.maths(table.caption()) + "</p>")
                + grid(table.columns(), cells.rows(), cells.numeric())
                + "</section>\n";
    }

    private static String gradient(GradientTable g) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < g.coordinates().size(); i++) {
            rows.add(List.of(
                    g.coordinates().get(i),
                    String.format(Locale.ROOT, "%.10f", g.analytic()[i]),
                    String.format(Locale.ROOT, "%.10f", g.numeric()[i]),
                    Figures.brief(g.difference(i))));
        }
        String grid = grid(
                List.of(g.name(), "analytic", "numeric", "difference"), rows, new boolean[] {false, true, true, true});
        if (rows.size() > SHOWN && g.passed()) {
            grid = "<details><summary>" + Html.maths(g.name()) + ": " + rows.size()
                    + " components, analytic and numeric</summary>" + grid + "</details>\n";
        }
        String name = g.name() + ": greatest relative difference between analytic and numeric";
        return "<section>" + grid + "<ul class=\"checks\">"
                + check(name, "≤ " + Figures.brief(g.tolerance()), Figures.brief(g.relative(g.worst())), g.passed())
                + "</ul>\n";
    }

    private static String check(String name, String expected, String actual, boolean passed) {
        String want = expected.equals(actual) ? "" : " <span class=\"want\">expected " + code(expected) + "</span>";
        return "<li" + (passed ? "" : " class=\"fail\"") + "><div>" + Html.maths(name) + ": " + code(actual) + want
                + "</div></li>\n";
    }

    /** A short one is not broken over two lines. */
    private static String code(String text) {
        return (text.length() <= 24 ? "<code class=\"short\">" : "<code>") + Html.number(text) + "</code>";
    }

    private static String grid(List<String> head, List<List<String>> rows, boolean[] numeric) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        for (int c = 0; c < numeric.length; c++) {
            html.append(numeric[c] ? "<th class=\"n\">" : "<th>")
                    .append(Html.maths(head.get(c)))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int c = 0; c < numeric.length; c++) {
                String cell = row.get(c);
                html.append(c == 0 ? "<th scope=\"row\">" : numeric[c] ? "<td class=\"n\">" : "<td>");
                html.append(numeric[c] || cell.matches("-?[0-9.,]+") ? Html.number(cell) : Html.maths(cell))
                        .append(c == 0 ? "</th>" : "</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }
}
