package io.firth.nn;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A small dense matrix of doubles, row-major, that may be a view of a longer array. It says both shapes when two matrices do
 * not fit.
 */
public final class DoubleMatrix {
    private final double[] data;
    private final int offset;
    private final int rows;
    private final int columns;

    private DoubleMatrix(double[] data, int offset, int rows, int columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a matrix cannot be " + rows + " × " + columns);
        }
        if (offset < 0 || data.length - offset < Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException("a " + rows + " × " + columns + " matrix at " + offset
                    + " does not fit in " + data.length + " numbers");
        }
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
    }

    /** All zero. */
    public static DoubleMatrix zeros(int rows, int columns) {
        return new DoubleMatrix(new double[Math.multiplyExact(rows, columns)], 0, rows, columns);
    }

    /**
     * A copy of these rows.
     *
     * @throws IllegalArgumentException if there is no row, or rows differ in length
     */
    public static DoubleMatrix of(double[]... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException(
                    "a matrix needs at least one row; an empty one is made by zeros(0, columns)");
        }
        DoubleMatrix result = zeros(rows.length, rows[0].length);
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != result.columns) {
                throw new IllegalArgumentException(
                        "row " + r + " has " + rows[r].length + " columns, row 0 has " + result.columns);
            }
            result.setRow(r, rows[r]);
        }
        return result;
    }

    /** A copy as 1 × n. */
    public static DoubleMatrix ofRow(double... values) {
        return new DoubleMatrix(values.clone(), 0, 1, values.length);
    }

    /** A copy as n × 1. */
    public static DoubleMatrix ofColumn(double... values) {
        return new DoubleMatrix(values.clone(), 0, values.length, 1);
    }

    /** The matrix that lies in {@code data} from {@code offset} on; what is written to one is seen in the other. */
    public static DoubleMatrix view(double[] data, int offset, int rows, int columns) {
        return new DoubleMatrix(data, offset, rows, columns);
    }

    /** Number of rows, ≥ 0. */
    public int rows() {
        return rows;
    }

    /** Number of columns, ≥ 0. */
    public int columns() {
        return columns;
    }

    /** Such as {@code "2 × 3"}. */
    public String shape() {
        return rows + " × " + columns;
    }

    /** The element at (row, column), from 0. */
    public double get(int row, int column) {
        return data[index(row, column)];
    }

    /** Sets the element at (row, column), from 0. */
    public void set(int row, int column, double value) {
        data[index(row, column)] = value;
    }

    /** A row as a new array. */
    public double[] row(int row) {
        int from = index(row, 0);
        return Arrays.copyOfRange(data, from, from + columns);
    }

    /** Copies a row into {@code destination[0 … columns)}. */
    public void copyRow(int row, double[] destination) {
        System.arraycopy(data, index(row, 0), destination, 0, columns);
    }

    /** Sets a row from {@code source[0 … columns)}. */
    public void setRow(int row, double[] source) {
        System.arraycopy(source, 0, data, index(row, 0), columns);
    }

    /** The rows with these indices, in this order, as a new matrix. */
    public DoubleMatrix rows(int... indices) {
        DoubleMatrix result = zeros(indices.length, columns);
        for (int r = 0; r < indices.length; r++) {
            System.arraycopy(data, index(indices[r], 0), result.data, r * columns, columns);
        }
        return result;
    }

    /** A copy that is no view. */
    public DoubleMatrix copy() {
        return new DoubleMatrix(Arrays.copyOfRange(data, offset, offset + rows * columns), 0, rows, columns);
    }

    /** A copy as rows. */
    public double[][] toArray() {
        double[][] result = new double[rows][];
        for (int r = 0; r < rows; r++) {
            result[r] = row(r);
        }
        return result;
    }

    /** Aᵀ. */
    public DoubleMatrix transposed() {
        DoubleMatrix result = zeros(columns, rows);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result.data[c * rows + r] = data[offset + r * columns + c];
            }
        }
        return result;
    }

    /** A·B: (n × k)·(k × m) → n × m. */
    public DoubleMatrix times(DoubleMatrix b) {
        if (columns != b.rows) {
            throw misfit("multiply", b, "the first's columns must equal the second's rows");
        }
        DoubleMatrix result = zeros(rows, b.columns);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                addScaled(
                        data[offset + r * columns + k],
                        b.data,
                        b.offset + k * b.columns,
                        result.data,
                        r * b.columns,
                        b.columns);
            }
        }
        return result;
    }

    /** A·Bᵀ: (n × k)·(m × k)ᵀ → n × m, as in X·Wᵀ. */
    public DoubleMatrix timesTransposed(DoubleMatrix b) {
        if (columns != b.columns) {
            throw misfit("multiply (by the transpose of)", b, "both must have the same columns");
        }
        return times(b.transposed());
    }

    /** Aᵀ·B: (n × k)ᵀ·(n × m) → k × m, the sum over n of outer products of rows. */
    public DoubleMatrix transposedTimes(DoubleMatrix b) {
        if (rows != b.rows) {
            throw misfit("multiply (transposed) with", b, "both must have the same rows");
        }
        DoubleMatrix result = zeros(columns, b.columns);
        for (int r = 0; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                addScaled(
                        data[offset + r * columns + k],
                        b.data,
                        b.offset + r * b.columns,
                        result.data,
                        k * b.columns,
                        b.columns);
            }
        }
        return result;
    }

    // y += a·x; C2 makes vector instructions of it, as it would not of a dot product
    private static void addScaled(double a, double[] x, int xFrom, double[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += a * x[xFrom + i];
        }
    }

    /** A + B; a B of one row is added to every row of A. */
    public DoubleMatrix plus(DoubleMatrix b) {
        return b.rows == 1 ? zip("add", b.repeated(rows), b, Double::sum) : zip("add", b, b, Double::sum);
    }

    /** A − B, element by element. */
    public DoubleMatrix minus(DoubleMatrix b) {
        return zip("subtract", b, b, (x, y) -> x - y);
    }

    /** A ∘ B, element by element. */
    public DoubleMatrix hadamard(DoubleMatrix b) {
        return zip("multiply element by element", b, b, (x, y) -> x * y);
    }

    /** a·A. */
    public DoubleMatrix scaled(double a) {
        return map(x -> a * x);
    }

    /** f of every element. */
    public DoubleMatrix map(DoubleUnaryOperator f) {
        DoubleMatrix result = zeros(rows, columns);
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = f.applyAsDouble(data[offset + i]);
        }
        return result;
    }

    /** Σ over all elements. */
    public double sum() {
        double sum = 0;
        for (int i = offset; i < offset + rows * columns; i++) {
            sum += data[i];
        }
        return sum;
    }

    /** Σ over the rows: n × m → 1 × m. */
    public DoubleMatrix columnSums() {
        DoubleMatrix result = zeros(1, columns);
        for (int r = 0; r < rows; r++) {
            addScaled(1, data, offset + r * columns, result.data, 0, columns);
        }
        return result;
    }

    /** Copies all elements into a matrix of the same shape. */
    public void copyInto(DoubleMatrix b) {
        if (!sameShape(b)) {
            throw misfit("copy", b, "both must have the same shape");
        }
        System.arraycopy(data, offset, b.data, b.offset, rows * columns);
    }

    /**
     * Refuses NaN and infinities.
     *
     * @param what names the matrix in the message
     * @throws IllegalArgumentException naming the first such element and its place
     */
    public void checkFinite(String what) {
        for (int i = 0; i < rows * columns; i++) {
            if (!Double.isFinite(data[offset + i])) {
                throw new IllegalArgumentException(what + " holds " + data[offset + i] + " at row " + i / columns
                        + ", column " + i % columns + " (both from 0)");
            }
        }
    }

    boolean sameShape(DoubleMatrix b) {
        return rows == b.rows && columns == b.columns;
    }

    private DoubleMatrix repeated(int times) {
        DoubleMatrix result = zeros(times, columns);
        for (int r = 0; r < times; r++) {
            System.arraycopy(data, offset, result.data, r * columns, columns);
        }
        return result;
    }

    private DoubleMatrix zip(String verb, DoubleMatrix b, DoubleMatrix asGiven, DoubleBinaryOperator f) {
        if (!sameShape(b)) {
            throw misfit(verb, asGiven, "both must have the same shape");
        }
        DoubleMatrix result = zeros(rows, columns);
        for (int i = 0; i < result.data.length; i++) {
            result.data[i] = f.applyAsDouble(data[offset + i], b.data[b.offset + i]);
        }
        return result;
    }

    private IllegalArgumentException misfit(String verb, DoubleMatrix b, String rule) {
        return new IllegalArgumentException("cannot " + verb + " " + shape() + " and " + b.shape() + ": " + rule);
    }

    private int index(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("(" + row + ", " + column + ") outside a " + shape() + " matrix");
        }
        return offset + row * columns + column;
    }

    /** Whether the other is a matrix of the same shape and the same numbers. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DoubleMatrix b
                && sameShape(b)
                && Arrays.equals(data, offset, offset + rows * columns, b.data, b.offset, b.offset + rows * columns);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(Arrays.copyOfRange(data, offset, offset + rows * columns));
    }

    /** Rows with six significant digits, such as {@code "[[1, 0.25], [−3, 2]]"}; of large matrices only the shape. */
    @Override
    public String toString() {
        if (rows * columns > 64) {
            return shape();
        }
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int r = 0; r < rows; r++) {
            StringJoiner row = new StringJoiner(", ", "[", "]");
            for (double value : row(r)) {
                row.add(number(value));
            }
            text.add(row.toString());
        }
        return text.toString();
    }

    /** A number with at most six significant digits, as people write it. */
    static String number(double value) {
        return number(value, 6);
    }

    /** A number with at most this many significant digits, as people write it. */
    static String number(double value, int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent >= -5 && exponent < 10 ? rounded.toPlainString() : rounded.toString();
    }
}
