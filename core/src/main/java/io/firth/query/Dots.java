package io.firth.query;

/** Dot products of one vector with consecutive rows. */
final class Dots {
    private Dots() {}

    /**
     * {@code products[r] = Σ_i query[i] · block[r·dim + i]} for r in 0 … rows − 1.
     *
     * @param query length dim
     * @param block rows × dim, tight
     */
    static void dots(float[] query, float[] block, int rows, float[] products) {
        int dim = query.length;
        for (int r = 0; r < rows; r++) {
            products[r] = dot(query, block, r * dim);
        }
    }

    // Eight sums that do not wait for each other; the order is fixed, so that every run gives the same float.
    static float dot(float[] a, float[] block, int from) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (int end = a.length & -8; i < end; i += 8) {
            s0 += a[i] * block[from + i];
            s1 += a[i + 1] * block[from + i + 1];
            s2 += a[i + 2] * block[from + i + 2];
            s3 += a[i + 3] * block[from + i + 3];
            s4 += a[i + 4] * block[from + i + 4];
            s5 += a[i + 5] * block[from + i + 5];
            s6 += a[i + 6] * block[from + i + 6];
            s7 += a[i + 7] * block[from + i + 7];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * block[from + i];
        }
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
    }
}
