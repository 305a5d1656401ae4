package io.firth.eval;

import io.firth.math.Matrix;
import io.firth.query.Similarity;

/** The vectors of a model as directions: V × D. Not for several threads. */
final class ModelVectors {
    /** Far finer than the 24 bits of a float. */
    private static final double GRAIN = 0x1p40;

    private final Matrix matrix;
    private final float[] first;
    private final Similarity similarity;

    ModelVectors(Matrix matrix) {
        this.matrix = matrix;
        first = new float[matrix.dim()];
        similarity = new Similarity(matrix);
    }

    int dim() {
        return matrix.dim();
    }

    /** Whether a word's numbers are finite; one whose are not counts as unknown. */
    boolean isFinite(int id) {
        matrix.copyRow(id, first);
        for (float x : first) {
            if (!Float.isFinite(x)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word's vector is finite and not zero. */
    boolean hasDirection(int id) {
        unit(id, first);
        for (float x : first) {
            if (x != 0) {
                return true;
            }
        }
        return false;
    }

    /** aᵀb / (‖a‖·‖b‖), in double; 0 with a zero vector. */
    double cosine(int a, int b) {
        double cosine = similarity.cosine(a, b);
        return Double.isNaN(cosine) ? 0 : rounded(cosine);
    }

    /** Without the last bits, which are rounding: cosines of parallel vectors are equal. */
    static double rounded(double cosine) {
        return Math.rint(cosine * GRAIN) / GRAIN;
    }

    /** A word's vector divided by its length, or the zero vector where it is zero or not finite. */
    void unit(int id, float[] unit) {
        matrix.copyRow(id, unit);
        double squares = 0;
        for (float x : unit) {
            squares += (double) x * x;
        }
        // NaN is not above 0.
        double scale = squares > 0 && squares < Double.POSITIVE_INFINITY ? 1 / Math.sqrt(squares) : 0;
        for (int i = 0; i < unit.length; i++) {
            unit[i] = scale == 0 ? 0 : (float) (unit[i] * scale);
        }
    }

    /** Adds a word's vector. */
    void addTo(int id, double[] sum) {
        matrix.copyRow(id, first);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += first[i];
        }
    }
}
