package io.firth.lab;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks figures up on worksheets. */
final class Sheets {
    private static final Map<String, Worked> DONE = new ConcurrentHashMap<>();

    private Sheets() {}

    static Worked worked(String id) {
        return DONE.computeIfAbsent(id, Sheets::fresh);
    }

    static Worked fresh(String id) {
        return Worked.of(WorkedExamples.all().stream()
                .filter(example -> example.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    /** The value with this name. */
    static double value(String id, String name) {
        for (Step step : worked(id).sheet().steps()) {
            if (step instanceof Step.Numbers numbers) {
                for (Step.Value value : numbers.values()) {
                    if (value.name().equals(name)) {
                        return value.value();
                    }
                }
            }
        }
        return fail(id + " shows no value '" + name + "'");
    }

    /** What a check found, as shown. */
    static String actual(String id, String name) {
        for (Step step : worked(id).sheet().steps()) {
            if (step instanceof Check check && check.name().equals(name)) {
                return check.actual().replaceFirst(" \\(off by .*", "");
            }
        }
        return fail(id + " has no check '" + name + "'");
    }

    /** A cell of the first table with such a column and row. */
    static Object cell(String id, String row, String column) {
        for (Step step : worked(id).sheet().steps()) {
            if (step instanceof Table table && table.columns().contains(column)) {
                for (List<Object> cells : table.rows()) {
                    if (cells.getFirst().equals(row)) {
                        return cells.get(table.columns().indexOf(column));
                    }
                }
            }
        }
        return fail(id + " shows no cell (" + row + ", " + column + ")");
    }

    /** A number in a table. */
    static double number(String id, String row, String column) {
        return ((Number) cell(id, row, column)).doubleValue();
    }

    /** The analytic derivative at a coordinate of a gradient. */
    static double derivative(String id, String gradient, String coordinate) {
        for (Step step : worked(id).sheet().steps()) {
            if (step instanceof GradientTable table && table.name().equals(gradient)) {
                int i = table.coordinates().indexOf(coordinate);
                if (i >= 0) {
                    return table.analytic()[i];
                }
            }
        }
        return fail(id + " shows no derivative " + gradient + " at " + coordinate);
    }
}
