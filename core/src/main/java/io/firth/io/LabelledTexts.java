package io.firth.io;

import io.firth.classify.TextExample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Texts or pairs of texts, most often with labels, from a {@link TextTable}.
 *
 * @param textColumns names or numbers (from 1) of one or two columns; none to find them
 * @param labelColumn name or number (from 1); null to find it
 * @param header whether the first row is a header; null to find out
 * @param threshold makes numeric labels binary: "1" from this number on, "0" below
 */
public record LabelledTexts(List<String> textColumns, String labelColumn, Boolean header, OptionalDouble threshold) {
    /** More labels than this, all numbers, are scores rather than classes. */
    private static final int MOST_NUMERIC_LABELS = 50;

    /** Everything is found by looking. */
    public static final LabelledTexts DEFAULT = new LabelledTexts(List.of(), null, null, OptionalDouble.empty());

    /** Checks the number of texts. */
    public LabelledTexts {
        textColumns = List.copyOf(textColumns);
        if (textColumns.size() > 2) {
            throw new IllegalArgumentException("one or two text columns can be read, not " + textColumns.size());
        }
    }

    /**
     * The examples of a table, with labels.
     *
     * @throws IOException if columns are unclear, or a row lacks one, with its line
     */
    public List<TextExample> labelled(TextTable table) throws IOException {
        List<TextExample> examples = read(table, true);
        Set<String> labels = new HashSet<>();
        examples.forEach(example -> labels.add(example.label()));
        if (labels.size() > MOST_NUMERIC_LABELS && labels.stream().allMatch(LabelledTexts::isNumber)) {
            throw new IOException(table.name() + ": the labels are " + labels.size()
                    + " different numbers, such as " + examples.getFirst().label()
                    + "; --label-threshold X makes two classes of them");
        }
        return examples;
    }

    /** The examples of a table, with labels if there are any. */
    public List<TextExample> texts(TextTable table) throws IOException {
        return read(table, false);
    }

    private List<TextExample> read(TextTable table, boolean labelNeeded) throws IOException {
        TableColumns columns = TableColumns.find(table, textColumns, labelColumn, header, labelNeeded);
        List<TextExample> examples = new ArrayList<>();
        for (TextTable.Row row :
                table.rows().subList(columns.header() ? 1 : 0, table.rows().size())) {
            String text = cell(table, row, columns.text(), "the text");
            String second = columns.second() < 0 ? null : cell(table, row, columns.second(), "the second text");
            String label = columns.label() < 0 ? null : label(table, row, columns.label());
            examples.add(new TextExample(text, second, label));
        }
        if (examples.isEmpty()) {
            throw new IOException(table.name() + " has a header, but no rows below it");
        }
        return examples;
    }

    private String label(TextTable table, TextTable.Row row, int column) throws IOException {
        String label = cell(table, row, column, "the label").strip();
        if (label.isEmpty()) {
            throw new IOException(
                    table.name() + ", line " + row.line() + ": the label (column " + (column + 1) + ") is empty");
        }
        if (threshold.isEmpty()) {
            return label;
        }
        if (!isNumber(label)) {
            throw new IOException(table.name() + ", line " + row.line() + ": the label '" + label
                    + "' is not a number, which a threshold needs");
        }
        return Double.parseDouble(label) >= threshold.getAsDouble() ? "1" : "0";
    }

    private static boolean isNumber(String label) {
        return label.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    }

    private static String cell(TextTable table, TextTable.Row row, int column, String what) throws IOException {
        if (column >= row.cells().size()) {
            throw new IOException(table.name() + ", line " + row.line() + ": the row has "
                    + row.cells().size() + " columns, but " + what + " is column " + (column + 1));
        }
        return row.cells().get(column);
    }
}
