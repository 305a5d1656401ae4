package io.firth.embeddings;

import io.firth.math.Matrix;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which vector stands for a word once training is over: v (input), u (output) or a combination of both. */
public enum VectorChoice {
    /** v, D columns; the default of every word2vec. */
    INPUT,
    /** u, D columns. */
    OUTPUT,
    /** v + u, D columns. */
    SUM,
    /** (v + u) / 2, D columns. */
    AVERAGE,
    /** v followed by u, 2·D columns. */
    CONCAT;

    /** The name used on the command line, such as {@code input}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The choice with this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static VectorChoice parse(String label) {
        for (VectorChoice choice : values()) {
            if (choice.label().equals(label)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("unknown choice of vectors '" + label + "': choose one of "
                + Arrays.stream(values()).map(VectorChoice::label).collect(Collectors.joining(", ")));
    }

    /** Combines input (V × D) and output (V × D) row by row; INPUT and OUTPUT are returned as they are. */
    Matrix combine(Matrix input, Matrix output) {
        return switch (this) {
            case INPUT -> input;
            case OUTPUT -> output;
            case SUM -> mix(input, output, 1f);
            case AVERAGE -> mix(input, output, 0.5f);
            case CONCAT -> concatenate(input, output);
        };
    }

    private static Matrix mix(Matrix input, Matrix output, float scale) {
        Matrix result = Matrix.allocate(input.rows(), input.dim());
        float[] v = new float[input.dim()];
        float[] u = new float[input.dim()];
        for (long row = 0; row < input.rows(); row++) {
            input.copyRow(row, v);
            output.copyRow(row, u);
            for (int i = 0; i < v.length; i++) {
                v[i] = scale * v[i] + scale * u[i];
            }
            result.setRow(row, v);
        }
        return result;
    }

    private static Matrix concatenate(Matrix input, Matrix output) {
        int dim = input.dim();
        Matrix result = Matrix.allocate(input.rows(), Math.multiplyExact(2, dim));
        float[] v = new float[dim];
        float[] both = new float[2 * dim];
        for (long row = 0; row < input.rows(); row++) {
            input.copyRow(row, both);
            output.copyRow(row, v);
            System.arraycopy(v, 0, both, dim, dim);
            result.setRow(row, both);
        }
        return result;
    }
}
