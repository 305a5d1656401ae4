package io.firth.cli;

import io.firth.lab.Check;
import io.firth.lab.Diagram;
import io.firth.lab.Figures;
import io.firth.lab.Formula;
import io.firth.lab.GradientTable;
import io.firth.lab.Plot;
import io.firth.lab.Step;
import io.firth.lab.Table;
import io.firth.lab.Worked;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Worked examples for a terminal. */
final class LabText {
    private static final String INDENT = "  ";

    private final PrintWriter out;
    private final int columns;
    private final boolean ansi;

    LabText(PrintWriter out, int columns, boolean ansi) {
        this.out = out;
        this.columns = Math.clamp(columns, 60, 110);
        this.ansi = ansi;
    }

    /** Everything. */
    void sheet(Worked worked, boolean first) {
        if (!first) {
            out.println();
        }
        out.println(bold(worked.example().id() + "  " + worked.example().title()));
        Step before = null;
        for (Step step : worked.sheet().steps()) {
            if (!(step instanceof Check && before instanceof Check)) {
                out.println();
            }
            print(step);
            before = step;
        }
        out.println();
        line(worked);
    }

    /** Pass or fail, with the checks that failed. */
    void line(Worked worked) {
        out.println(verdict(worked.passed())
                + String.format(
                        Locale.ROOT,
                        "  %-4s %s (%s, %s)",
                        worked.example().id(),
                        worked.example().title(),
                        Texts.count(worked.sheet().checks(), "check"),
                        Texts.seconds(worked.seconds())));
        for (Step step : worked.sheet().steps()) {
            if (step instanceof Check check && !check.passed()) {
                print(check);
            } else if (step instanceof GradientTable gradient && !gradient.passed()) {
                verdict(gradient);
            }
        }
    }

    /** How many passed. */
    void total(List<Worked> all) {
        long failed = all.stream().filter(worked -> !worked.passed()).count();
        long checks = all.stream().mapToLong(worked -> worked.sheet().checks()).sum();
        double seconds = all.stream().mapToDouble(Worked::seconds).sum();
        String result = failed == 0 ? "all passed" : Texts.count(failed) + " failed";
        out.println(Texts.count(all.size(), "worked example") + ", " + Texts.count(checks, "check") + ": " + result
                + " in " + Texts.seconds(seconds));
    }

    private void print(Step step) {
        switch (step) {
            case Step.Text text -> paragraph(text.text());
            case Formula formula -> formula.unicode().lines().forEach(line -> out.println(INDENT + INDENT + line));
            case Step.Numbers numbers -> numbers(numbers);
            case Table table -> table(table);
            case GradientTable gradient -> gradient(gradient);
            case Check check -> print(check);
            case Diagram diagram -> diagram(diagram);
            case Plot plot -> TextPlot.lines(plot, columns - 4).forEach(line -> out.println(INDENT + line));
        }
    }

    private void print(Check check) {
        String sign = check.expected().equals(check.actual()) ? "" : "; expected " + check.expected();
        out.println(INDENT + verdict(check.passed()) + "  " + check.name() + ": " + check.actual() + sign);
    }

    private void numbers(Step.Numbers numbers) {
        int width =
                numbers.values().stream().mapToInt(v -> length(v.name())).max().orElse(0);
        for (Step.Value value : numbers.values()) {
            out.println(INDENT + pad(value.name(), width, false) + " = " + Figures.precise(value.value()));
        }
    }

    private void table(Table table) {
        if (!table.caption().isEmpty()) {
            paragraph(table.caption() + ":");
        }
        TableCells cells = TableCells.of(table);
        grid(table.columns(), cells.rows(), cells.numeric());
    }

    private void gradient(GradientTable g) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < g.coordinates().size(); i++) {
            rows.add(List.of(
                    g.coordinates().get(i),
                    String.format(Locale.ROOT, "%.10f", g.analytic()[i]),
                    String.format(Locale.ROOT, "%.10f", g.numeric()[i]),
                    Figures.brief(g.difference(i))));
        }
        grid(List.of(g.name(), "analytic", "numeric", "difference"), rows, new boolean[] {false, true, true, true});
        verdict(g);
    }

    private void verdict(GradientTable g) {
        int worst = g.worst();
        out.println(INDENT + verdict(g.passed()) + "  " + g.name() + ": greatest relative difference "
                + Figures.brief(g.relative(worst)) + " at " + g.coordinates().get(worst) + "; expected ≤ "
                + Figures.brief(g.tolerance()));
    }

    private void diagram(Diagram diagram) {
        paragraph(diagram.title() + ":");
        List<List<String>> rows = new ArrayList<>();
        boolean backward =
                diagram.edges().stream().anyMatch(edge -> !edge.backward().isEmpty());
        for (Diagram.Edge edge : diagram.edges()) {
            List<String> row = new ArrayList<>(List.of(
                    flat(diagram.nodes().get(edge.from()).label()),
                    "→ " + flat(diagram.nodes().get(edge.to()).label()),
                    flat(edge.forward())));
            if (backward) {
                row.add(flat(edge.backward()));
            }
            rows.add(row);
        }
        grid(
                backward ? List.of("from", "to", "forward", "backward") : List.of("from", "to", "on the edge"),
                rows,
                new boolean[backward ? 4 : 3]);
    }

    private void grid(List<String> head, List<List<String>> rows, boolean[] right) {
        int[] widths = new int[head.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = length(head.get(c));
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], length(row.get(c)));
            }
        }
        out.println(INDENT + bold(row(head, widths, right)));
        rows.forEach(row -> out.println(INDENT + row(row, widths, right)));
    }

    private static String row(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            line.append(c == 0 ? "" : "  ").append(pad(cells.get(c), widths[c], right[c]));
        }
        return line.toString().stripTrailing();
    }

    private void paragraph(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > columns - INDENT.length()) {
                out.println(INDENT + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.println(INDENT + line);
    }

    private static String flat(String lines) {
        return lines.replaceAll("\\s*\\n\\s*", "; ");
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(Math.max(0, width - length(text)));
        return right ? blanks + text : text + blanks;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private String verdict(boolean passed) {
        String word = passed ? "PASS" : "FAIL";
        return ansi ? (passed ? "\u001b[32m" : "\u001b[1;31m") + word + "\u001b[0m" : word;
    }

    private String bold(String text) {
        return ansi ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
