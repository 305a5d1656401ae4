package io.firth.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table; a matrix is one with names of rows and columns.
 *
 * @param caption what it shows, may be empty
 * @param columns headings; the first column holds the names of the rows
 * @param rows cells: {@code String}, {@code Long} or {@code Double}; each row as long as {@code columns}
 */
public record Table(String caption, List<String> columns, List<List<Object>> rows) implements Step {
    /** Copies the lists and checks their lengths. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table '" + caption + "' has " + columns.size()
                        + " columns, but a row of " + row.size() + ": " + row);
            }
            for (Object cell : row) {
                if (!(cell instanceof String || cell instanceof Long || cell instanceof Double)) {
                    throw new IllegalArgumentException("table '" + caption + "' has a cell of " + cell.getClass());
                }
            }
        }
    }

    /**
     * A matrix with named rows and columns.
     *
     * @param name of the matrix
     * @param rowNames one for each row
     * @param columnNames one for each column
     * @param values rows × columns
     */
    public static Table matrix(String name, List<String> rowNames, List<String> columnNames, double[][] values) {
        List<String> columns = new ArrayList<>(columnNames);
        columns.addFirst(name);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            List<Object> row = new ArrayList<>();
            row.add(rowNames.get(i));
            Arrays.stream(values[i]).forEach(row::add);
            rows.add(row);
        }
        return new Table("", columns, rows);
    }
}
