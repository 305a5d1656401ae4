package io.firth.query;

import java.util.Arrays;

/** Lengths and cosines in double, where no square of a float overflows or vanishes. */
final class Directions {
    private Directions() {}

    /** ‖x‖. */
    static double norm(float[] x) {
        return Math.sqrt(dot(x, x));
    }

    /** aᵀb. */
    static double dot(float[] a, float[] b) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (int end = a.length & -2; i < end; i += 2) {
            even += (double) a[i] * b[i];
            odd += (double) a[i + 1] * b[i + 1];
        }
        if (i < a.length) {
            even += (double) a[i] * b[i];
        }
        return even + odd;
    }

    /** aᵀb / (‖a‖ · ‖b‖) in −1…1; NaN if one has no direction. */
    static double cosine(float[] a, float[] b) {
        double lengths = norm(a) * norm(b);
        return hasOne(lengths) ? Math.clamp(dot(a, b) / lengths, -1.0, 1.0) : Double.NaN;
    }

    /** Whether a vector of this length has a direction. */
    static boolean hasOne(double norm) {
        return norm > 0 && norm < Double.POSITIVE_INFINITY;
    }

    /**
     * x / ‖x‖.
     *
     * @throws IllegalArgumentException if x is zero or not finite; {@code what} says whose it is
     */
    static float[] unit(float[] x, String what) {
        double norm = norm(x);
        if (!hasOne(norm)) {
            throw new IllegalArgumentException(
                    what + (norm == 0 ? " is zero" : " holds NaN or an infinity") + ": it has no direction");
        }
        float[] unit = Arrays.copyOf(x, x.length);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (unit[i] / norm);
        }
        return unit;
    }

    /** The unit vector of a word. */
    static float[] unit(WordVectors vectors, int wordId) {
        checkWord(wordId, vectors.size());
        return unit(vectors.row(wordId), "the vector of word " + wordId);
    }

    static void checkWord(int wordId, long rows) {
        if (wordId < 0 || wordId >= rows) {
            throw new IllegalArgumentException("there is no word " + wordId + " among " + rows);
        }
    }
}
