package io.firth.eval;

import io.firth.query.Similarity;
import io.firth.query.WordVectors;

/** The vectors of a model as directions. */
final class ModelVectors {
    /** Far finer than the 24 bits of a float. */
    private static final double GRAIN = 0x1p40;

    private final WordVectors words;
    private final Similarity similarity;

    ModelVectors(WordVectors words) {
        this.words = words;
        similarity = new Similarity(words);
    }

    int dim() {
        return words.dim();
    }

    /** Whether a word's numbers are finite; one whose are not counts as unknown. */
    boolean isFinite(int id) {
        for (float x : words.row(id)) {
            if (!Float.isFinite(x)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word's vector is finite and not zero. */
    boolean hasDirection(int id) {
        float[] first = new float[words.dim()];
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
        System.arraycopy(words.row(id), 0, unit, 0, unit.length);
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
        float[] first = words.row(id);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += first[i];
        }
    }
}
