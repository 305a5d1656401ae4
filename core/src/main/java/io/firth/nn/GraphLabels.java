package io.firth.nn;

import io.firth.nn.ComputationGraph.Node;
import java.util.StringJoiner;

/** What a drawing says of the values and gradients on its edges; a line per row of a matrix. */
public final class GraphLabels {
    private static final int MOST_ELEMENTS = 24;

    private GraphLabels() {}

    /** The value that leaves a node: a number, rows of numbers, or only the shape of a large matrix. */
    public static String value(Node node) {
        String name = node.isLeaf() || node.name().isEmpty() ? "" : node.name() + " = ";
        return name + text(node.value());
    }

    /** A gradient that comes back to a node. */
    public static String gradient(Node node, DoubleMatrix gradient) {
        return "∂" + (node.name().isEmpty() ? "" : node.name()) + " = " + text(gradient);
    }

    private static String text(DoubleMatrix matrix) {
        if (matrix.rows() * matrix.columns() > MOST_ELEMENTS) {
            return matrix.shape();
        }
        if (matrix.rows() == 1 && matrix.columns() == 1) {
            return number(matrix.get(0, 0));
        }
        StringJoiner rows = new StringJoiner("\n ", "[", "]");
        for (int r = 0; r < matrix.rows(); r++) {
            StringJoiner row = new StringJoiner("  ");
            for (double value : matrix.row(r)) {
                row.add(number(value));
            }
            rows.add(row.toString());
        }
        return rows.toString();
    }

    private static String number(double value) {
        return DoubleMatrix.number(value, 4);
    }
}
