package io.firth.nn;

import io.firth.nn.ComputationGraph.Node;
import java.util.StringJoiner;

/** What a drawing says of the values and gradients on its edges; a line per row of a matrix. */
public final class GraphLabels {
    private static final int MOST_ELEMENTS = 24;

    private GraphLabels() {}

    /** The value that leaves a node: a number, rows of numbers, or only the shape of a large matrix. */
    public static String value(Node node) {
        return text(node.isLeaf() ? "" : node.name(), node.value());
    }

    /** A gradient that comes back to a node. */
    public static String gradient(Node node, DoubleMatrix gradient) {
        return text("∂" + node.name(), gradient);
    }

    private static String text(String name, DoubleMatrix matrix) {
        String equals = name.isEmpty() ? "" : name + " = ";
        if (matrix.rows() * matrix.columns() > MOST_ELEMENTS) {
            return equals + matrix.shape();
        }
        if (matrix.rows() == 1 && matrix.columns() == 1) {
            return equals + number(matrix.get(0, 0));
        }
        if (matrix.columns() == 1) {
            return equals + row(matrix.transposed().row(0)) + "ᵀ";
        }
        if (matrix.rows() == 1) {
            return equals + row(matrix.row(0));
        }
        StringJoiner rows = new StringJoiner("\n");
        if (!name.isEmpty()) {
            rows.add(name + " =");
        }
        for (int r = 0; r < matrix.rows(); r++) {
            rows.add(row(matrix.row(r)));
        }
        return rows.toString();
    }

    private static String row(double[] values) {
        StringJoiner row = new StringJoiner("  ", "[", "]");
        for (double value : values) {
            row.add(number(value));
        }
        return row.toString();
    }

    private static String number(double value) {
        return DoubleMatrix.number(value, 4).replace('-', '−');
    }
}
