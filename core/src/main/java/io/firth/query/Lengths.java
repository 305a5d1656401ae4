package io.firth.query;

import io.firth.math.Kernel;
import io.firth.math.Matrix;

/**
 * 1 / ‖row‖ of the rows of a matrix, V floats, each computed when it is first needed: the first pass over a mapped file
 * reads its rows once, for lengths and products together. Threads may compute the same length twice; it is the same.
 */
final class Lengths {
    /** Such a row has no direction: it is zero, or holds NaN or an infinity. */
    static final float NONE = Float.NaN;

    /** Such a row is so long or so short that products with it must be computed in double. */
    static final float EXTREME = -1;

    /** Squares between these have neither overflowed nor lost digits in float. */
    private static final float LEAST_SQUARE = 1e-24f;

    private static final float GREATEST_SQUARE = 1e30f;

    private final Matrix vectors;
    private volatile float[] inverse; // null: none computed yet; 0: this one not computed yet

    Lengths(Matrix vectors) {
        this.vectors = vectors;
    }

    private synchronized float[] allocated() {
        if (inverse == null) {
            inverse = new float[Math.toIntExact(vectors.rows())];
        }
        return inverse;
    }

    private float[] kept() {
        float[] all = inverse;
        return all != null ? all : allocated();
    }

    /** 1 / ‖row‖, {@link #NONE} or {@link #EXTREME}; the row is read if it has not been before. */
    float inverse(int row) {
        float known = kept()[row];
        return known != 0 ? known : keep(row, Kernel.active().dot(vectors, row, vectors, row));
    }

    /** The same for a row that lies in {@code block[from … from + dim)}. */
    float inverse(int row, float[] block, int from) {
        float known = kept()[row];
        return known != 0 ? known : keep(row, Dots.square(block, from, vectors.dim()));
    }

    /** Whether {@link #inverse} of a row has been computed before. */
    boolean knows(int row) {
        float[] all = inverse;
        return all != null && all[row] != 0;
    }

    /** {@link #inverse} of a row from ‖row‖², computed in float; remembered. */
    float keep(int row, float square) {
        float value = of(row, square);
        kept()[row] = value;
        return value;
    }

    /** {@link #inverse} of a row from ‖row‖², computed in float; not remembered. */
    float of(int row, float square) {
        if (square > LEAST_SQUARE && square < GREATEST_SQUARE) {
            return (float) (1 / Math.sqrt(square));
        }
        return Directions.hasOne(Directions.norm(vectors.row(row))) ? EXTREME : NONE;
    }
}
