package io.firth.query;

/** Dot products over arrays, in plain Java. Eight sums that do not wait for each other, in a fixed order. */
final class Dots {
    private Dots() {}

    /** Σ_i query[i] · block[from + i]. */
    static float dot(float[] query, float[] block, int from) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (int end = query.length & -8; i < end; i += 8) {
            s0 += query[i] * block[from + i];
            s1 += query[i + 1] * block[from + i + 1];
            s2 += query[i + 2] * block[from + i + 2];
            s3 += query[i + 3] * block[from + i + 3];
            s4 += query[i + 4] * block[from + i + 4];
            s5 += query[i + 5] * block[from + i + 5];
            s6 += query[i + 6] * block[from + i + 6];
            s7 += query[i + 7] * block[from + i + 7];
        }
        for (; i < query.length; i++) {
            s0 += query[i] * block[from + i];
        }
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
    }

    /** Σ_i block[from + i]² for i &lt; dim. */
    static float square(float[] block, int from, int dim) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = from;
        for (int end = from + (dim & -4); i < end; i += 4) {
            s0 += block[i] * block[i];
            s1 += block[i + 1] * block[i + 1];
            s2 += block[i + 2] * block[i + 2];
            s3 += block[i + 3] * block[i + 3];
        }
        for (int end = from + dim; i < end; i++) {
            s0 += block[i] * block[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
