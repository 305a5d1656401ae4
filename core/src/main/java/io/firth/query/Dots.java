package io.firth.query;

/**
 * Dot products over arrays, in plain Java. Eight sums that do not wait for each other, in a fixed order; multiplied and added in
 * one instruction, which halves what the processor has to do.
 */
final class Dots {
    private Dots() {}

    /**
     * Σ_i query[i] · block[from + i] and Σ_i block[from + i]², in one pass.
     *
     * @param result the two sums
     */
    static void dotAndSquare(float[] query, float[] block, int from, float[] result) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float t0 = 0;
        float t1 = 0;
        float t2 = 0;
        float t3 = 0;
        int i = 0;
        for (int end = query.length & -4; i < end; i += 4) {
            float x0 = block[from + i];
            float x1 = block[from + i + 1];
            float x2 = block[from + i + 2];
            float x3 = block[from + i + 3];
            s0 = Math.fma(query[i], x0, s0);
            s1 = Math.fma(query[i + 1], x1, s1);
            s2 = Math.fma(query[i + 2], x2, s2);
            s3 = Math.fma(query[i + 3], x3, s3);
            t0 = Math.fma(x0, x0, t0);
            t1 = Math.fma(x1, x1, t1);
            t2 = Math.fma(x2, x2, t2);
            t3 = Math.fma(x3, x3, t3);
        }
        for (; i < query.length; i++) {
            float x = block[from + i];
            s0 = Math.fma(query[i], x, s0);
            t0 = Math.fma(x, x, t0);
        }
        result[0] = (s0 + s1) + (s2 + s3);
        result[1] = (t0 + t1) + (t2 + t3);
    }

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
            s0 = Math.fma(query[i], block[from + i], s0);
            s1 = Math.fma(query[i + 1], block[from + i + 1], s1);
            s2 = Math.fma(query[i + 2], block[from + i + 2], s2);
            s3 = Math.fma(query[i + 3], block[from + i + 3], s3);
            s4 = Math.fma(query[i + 4], block[from + i + 4], s4);
            s5 = Math.fma(query[i + 5], block[from + i + 5], s5);
            s6 = Math.fma(query[i + 6], block[from + i + 6], s6);
            s7 = Math.fma(query[i + 7], block[from + i + 7], s7);
        }
        for (; i < query.length; i++) {
            s0 = Math.fma(query[i], block[from + i], s0);
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
            s0 = Math.fma(block[i], block[i], s0);
            s1 = Math.fma(block[i + 1], block[i + 1], s1);
            s2 = Math.fma(block[i + 2], block[i + 2], s2);
            s3 = Math.fma(block[i + 3], block[i + 3], s3);
        }
        for (int end = from + dim; i < end; i++) {
            s0 = Math.fma(block[i], block[i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }
}
