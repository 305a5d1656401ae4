package io.firth.lab;

import java.util.ArrayList;
import java.util.List;

/** Where a worked example writes what it shows. Not thread-safe. */
public final class Worksheet {
    private final List<Step> steps = new ArrayList<>();

    /** An empty one. */
    public Worksheet() {}

    /** What was written so far, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Whether there is something to check and all of it is right. */
    public boolean passed() {
        return checks() > 0 && failures() == 0;
    }

    /** How many checks and gradients were compared. */
    public long checks() {
        return steps.stream()
                .filter(step -> step instanceof Check || step instanceof GradientTable)
                .count();
    }

    /** How many of them are wrong. */
    public long failures() {
        return steps.stream()
                .filter(step -> step instanceof Check check && !check.passed()
                        || step instanceof GradientTable gradient && !gradient.passed())
                .count();
    }

    /** Any step. */
    public void add(Step step) {
        steps.add(step);
    }

    /** A paragraph. */
    public void text(String text) {
        add(new Step.Text(text));
    }

    /** A formula, in Unicode and in LaTeX. */
    public void formula(String unicode, String latex) {
        add(new Formula(unicode, latex));
    }

    /** A named result; several in a row stand together. */
    public void value(String name, double value) {
        List<Step.Value> values = new ArrayList<>();
        if (!steps.isEmpty() && steps.getLast() instanceof Step.Numbers before) {
            steps.removeLast();
            values.addAll(before.values());
        }
        values.add(new Step.Value(name, value));
        add(new Step.Numbers(values));
    }

    /** {@link Table#matrix}. */
    public void matrix(String name, List<String> rowNames, List<String> columnNames, double[][] values) {
        add(Table.matrix(name, rowNames, columnNames, values));
    }

    /** {@link Table}. */
    public void table(String caption, List<String> columns, List<List<Object>> rows) {
        add(new Table(caption, columns, rows));
    }

    /** {@link Check#number}. */
    public void check(String name, double expected, double actual, double tolerance) {
        add(Check.number(name, expected, actual, tolerance));
    }

    /** {@link Check#count}. */
    public void check(String name, long expected, long actual) {
        add(Check.count(name, expected, actual));
    }

    /** {@link Check#same}. */
    public void check(String name, String expected, String actual) {
        add(Check.same(name, expected, actual));
    }

    /** {@link Check#bound}: at most {@code bound}. NaN never passes. */
    public void atMost(String name, double bound, double actual) {
        add(Check.bound(name, "≤ " + Figures.precise(bound), actual, actual <= bound));
    }

    /** {@link Check#bound}: at least {@code bound}. NaN never passes. */
    public void atLeast(String name, double bound, double actual) {
        add(Check.bound(name, "≥ " + Figures.precise(bound), actual, actual >= bound));
    }
}
