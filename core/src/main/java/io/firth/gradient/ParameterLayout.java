package io.firth.gradient;

/**
 * Where the vectors lie in one flat array of parameters: first the rows of V (input), then the rows of U (output), each
 * row D numbers.
 *
 * @param inputRows rows of V, ≥ 0
 * @param outputRows rows of U, ≥ 0: as many as words, or the V − 1 inner nodes of a tree
 * @param dim D ≥ 1
 */
public record ParameterLayout(int inputRows, int outputRows, int dim) {
    public ParameterLayout {
        if (inputRows < 0 || outputRows < 0 || dim < 1) {
            throw new IllegalArgumentException(
                    "no layout of " + inputRows + " input rows, " + outputRows + " output rows and dimension " + dim);
        }
        Math.multiplyExact(Math.addExact(inputRows, outputRows), dim);
    }

    /** Number of parameters, (rows of V + rows of U)·D. */
    public int size() {
        return (inputRows + outputRows) * dim;
    }

    /** Index of the first number of v_row. */
    public int input(int row) {
        return checked(row, inputRows, "input") * dim;
    }

    /** Index of the first number of u_row. */
    public int output(int row) {
        return (inputRows + checked(row, outputRows, "output")) * dim;
    }

    /** What a parameter is, for people: {@code v3[7]} or {@code u0[2]}. */
    public String name(int index) {
        int row = index / dim;
        String matrix = row < inputRows ? "v" + row : "u" + (row - inputRows);
        return matrix + "[" + index % dim + "]";
    }

    private static int checked(int row, int rows, String name) {
        if (row < 0 || row >= rows) {
            throw new IndexOutOfBoundsException(name + " row " + row + " is not in 0…" + (rows - 1));
        }
        return row;
    }
}
