package io.firth.ann;

import io.firth.math.Kernel;
import io.firth.math.Matrix;

/** 1 / ‖row‖, computed once for a build and kept in the file. */
final class InverseLengths {
    private InverseLengths() {}

    /** V floats; 0 for a row without a direction (zero, NaN or infinite, or beyond what floats can square). */
    static float[] of(Matrix vectors) {
        float[] inverse = new float[Math.toIntExact(vectors.rows())];
        for (int row = 0; row < inverse.length; row++) {
            double square = Kernel.active().dot(vectors, row, vectors, row);
            if (!(square > 1e-24 && square < 1e30)) {
                square = exactSquare(vectors.row(row));
            }
            float value = (float) (1 / Math.sqrt(square));
            inverse[row] = Float.isFinite(value) ? value : 0;
        }
        return inverse;
    }

    private static double exactSquare(float[] row) {
        double square = 0;
        for (float x : row) {
            square += (double) x * x;
        }
        return square;
    }
}
