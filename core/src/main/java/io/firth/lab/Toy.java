package io.firth.lab;

import io.firth.gradient.ParameterLayout;
import io.firth.gradient.WindowLoss;
import java.util.List;
import java.util.stream.IntStream;

/** The toy matrices of worked example M14, for all examples that need vectors: six words, three dimensions. */
final class Toy {
    static final int DAENERYS = 0;
    static final int FRODO = 1;
    static final int RING = 2;
    static final int DRAGON = 3;
    static final int PICARD = 4;
    static final int SHIP = 5;

    static final List<String> WORDS = List.of("Daenerys", "Frodo", "ring", "dragon", "Picard", "ship");

    /** As matrices: 6 rows for V, 6 for U, of 3 numbers. */
    static final ParameterLayout LAYOUT = new ParameterLayout(6, 6, 3);

    private static final double[][] INPUT = {
        {0.54, 0.25, 0.07},
        {0.91, 0.74, 0.27},
        {0.58, 0.00, 0.05},
        {0.16, 0.77, 0.31},
        {0.10, 0.54, 0.32},
        {0.59, 0.99, 0.06}
    };
    private static final double[][] OUTPUT = {
        {0.19, 0.64, 0.98},
        {0.17, 0.42, 0.47},
        {0.55, 0.24, 0.92},
        {0.89, 0.58, 0.13},
        {0.31, 0.73, 0.48},
        {0.49, 0.20, 0.54}
    };

    private Toy() {}

    /** V × D, a row for each word as centre. */
    static double[][] input() {
        return copy(INPUT);
    }

    /** V × D, a row for each word as context. */
    static double[][] output() {
        return copy(OUTPUT);
    }

    /** Both matrices as one vector of parameters, laid out as {@link #LAYOUT}. */
    static double[] parameters() {
        double[] x = new double[LAYOUT.size()];
        for (int row = 0; row < 6; row++) {
            System.arraycopy(INPUT[row], 0, x, LAYOUT.input(row), 3);
            System.arraycopy(OUTPUT[row], 0, x, LAYOUT.output(row), 3);
        }
        return x;
    }

    /** {@code v_Frodo[1]}, {@code u_ring[3]}: components from 1. */
    static String name(int index) {
        int row = index / 3;
        return (row < 6 ? "v_" + WORDS.get(row) : "u_" + WORDS.get(row - 6)) + "[" + (index % 3 + 1) + "]";
    }

    /** Indices of the numbers of v_row. */
    static int[] inputRow(int row) {
        return IntStream.range(0, 3).map(d -> LAYOUT.input(row) + d).toArray();
    }

    /** Indices of the numbers of u_row, for each of the rows. */
    static int[] outputRows(int... rows) {
        return IntStream.of(rows)
                .flatMap(row -> IntStream.range(0, 3).map(d -> LAYOUT.output(row) + d))
                .toArray();
    }

    /** Writes both matrices to the sheet. */
    static void show(Worksheet sheet) {
        sheet.matrix("V (centre)", WORDS, List.of("1", "2", "3"), INPUT);
        sheet.matrix("U (context)", WORDS, List.of("1", "2", "3"), OUTPUT);
    }

    /** uᵀv for every row u of U. */
    static double[] logits(double[] v) {
        double[] logits = new double[6];
        for (int w = 0; w < 6; w++) {
            for (int d = 0; d < 3; d++) {
                logits[w] += OUTPUT[w][d] * v[d];
            }
        }
        return logits;
    }

    /** The gradient of a loss at the toy matrices. */
    static double[] gradient(WindowLoss loss) {
        double[] gradient = new double[LAYOUT.size()];
        loss.gradient(parameters(), gradient);
        return gradient;
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int row = 0; row < copy.length; row++) {
            copy[row] = matrix[row].clone();
        }
        return copy;
    }
}
