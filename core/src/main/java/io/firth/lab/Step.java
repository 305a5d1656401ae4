package io.firth.lab;

import java.util.List;

/** One thing on a worksheet. A program that shows worksheets knows these and no others. */
public sealed interface Step permits Step.Text, Formula, Step.Numbers, Table, Check, GradientTable, Diagram, Plot {
    /**
     * A paragraph, plain Unicode.
     *
     * @param text one or more sentences
     */
    record Text(String text) implements Step {}

    /**
     * Named results, one a line.
     *
     * @param values in order
     */
    record Numbers(List<Value> values) implements Step {
        /** Copies the list. */
        public Numbers {
            values = List.copyOf(values);
        }
    }

    /**
     * A named result.
     *
     * @param name in Unicode mathematics, such as {@code −log ŷ}
     * @param value any double, NaN and the infinities included
     */
    record Value(String name, double value) {}
}
