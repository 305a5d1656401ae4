package io.firth.cli;

import io.firth.lab.Figures;
import io.firth.lab.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table's cells as text: a column of short decimals keeps them short, others have six.
 *
 * @param rows as many as the table has
 * @param numeric for each column, whether it holds numbers
 */
record TableCells(List<List<String>> rows, boolean[] numeric) {
    private static final int MOST_DECIMALS = 6;

    static TableCells of(Table table) {
        int columns = table.columns().size();
        boolean[] numeric = new boolean[columns];
        int decimals = 0;
        for (List<Object> row : table.rows()) {
            for (int c = 0; c < columns; c++) {
                numeric[c] |= !(row.get(c) instanceof String);
                if (row.get(c) instanceof Double number) {
                    decimals = Math.max(decimals, decimals(number));
                }
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (List<Object> row : table.rows()) {
            List<String> cells = new ArrayList<>();
            for (Object cell : row) {
                cells.add(text(cell, decimals));
            }
            rows.add(cells);
        }
        return new TableCells(rows, numeric);
    }

    private static String text(Object cell, int decimals) {
        return switch (cell) {
            case Double number ->
                decimals < MOST_DECIMALS && Double.isFinite(number)
                        ? String.format(Locale.ROOT, "%." + decimals + "f", number)
                        : Figures.cell(number);
            case Long number -> Figures.grouped(number);
            default -> cell.toString();
        };
    }

    /** The fewest that show the number, up to six. */
    private static int decimals(double number) {
        double shifted = number;
        for (int d = 0; d < MOST_DECIMALS; d++) {
            if (Math.abs(shifted - Math.rint(shifted)) < 1e-9) {
                return d;
            }
            shifted *= 10;
        }
        return MOST_DECIMALS;
    }
}
