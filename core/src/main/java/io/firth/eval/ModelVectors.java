package io.firth.eval;

import io.firth.math.Matrix;

/** The vectors of a model as directions: V × D. Not for several threads. */
final class ModelVectors {
    private final Matrix matrix;
    private final float[] first;
    private final float[] second;

    ModelVectors(Matrix matrix) {
        this.matrix = matrix;
        first = new float[matrix.dim()];
        second = new float[matrix.dim()];
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

    /** aᵀb / (‖a‖·‖b‖), in double; 0 with a zero vector. */
    double cosine(int a, int b) {
        matrix.copyRow(a, first);
        matrix.copyRow(b, second);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < first.length; i++) {
            ab += (double) first[i] * second[i];
            aa += (double) first[i] * first[i];
            bb += (double) second[i] * second[i];
        }
        return aa == 0 || bb == 0 ? 0 : Math.clamp(ab / (Math.sqrt(aa) * Math.sqrt(bb)), -1.0, 1.0);
    }

    /** A word's vector divided by its length, or the zero vector. */
    void unit(int id, float[] unit) {
        matrix.copyRow(id, unit);
        double squares = 0;
        for (float x : unit) {
            squares += (double) x * x;
        }
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
