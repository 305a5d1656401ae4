package io.firth.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows and columns, for a terminal, in Markdown or in HTML. */
final class TextTable {
    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> titles) {
        this.titles = List.copyOf(titles);
    }

    /** Adds a row with one cell per title. */
    void add(List<String> cells) {
        if (cells.size() != titles.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + titles.size() + " columns");
        }
        rows.add(List.copyOf(cells));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String text(boolean markdown) {
        StringBuilder text = new StringBuilder();
        int[] widths = new int[titles.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = length(titles.get(c));
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], length(row.get(c)));
            }
        }
        line(text, titles, widths, markdown);
        if (markdown) {
            text.append("|---".repeat(widths.length)).append("|\n");
        }
        for (List<String> row : rows) {
            line(text, row, widths, markdown);
        }
        return text.toString();
    }

    /** As a table of a page. */
    String html() {
        StringBuilder text = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
        titles.forEach(title -> text.append("<th>").append(Html.escape(title)).append("</th>"));
        text.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            text.append("<tr>");
            row.forEach(cell ->
                    text.append("<td>").append(Html.escape(cell.strip())).append("</td>"));
            text.append("</tr>\n");
        }
        return text.append("</tbody></table></div>\n").toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths, boolean markdown) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String cell = markdown ? cells.get(c).replace("|", "\\|").strip() : cells.get(c);
            line.append(markdown ? "| " : c == 0 ? "" : "  ").append(cell);
            line.append(markdown ? " " : " ".repeat(widths[c] - length(cell)));
        }
        text.append(markdown ? line + "|" : line.toString().stripTrailing()).append('\n');
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
