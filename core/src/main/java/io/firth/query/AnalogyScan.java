package io.firth.query;

/** What one thread of a pass over the rows found for each of many analogies. */
final class AnalogyScan implements RowScan.Visitor {
    private final int[][] words;
    private final int[][] queries;
    private final AnalogyMethod method;
    private final Heaps heaps;
    private float[] combined = new float[0];

    /**
     * @param words ids of a, b, c per question
     * @param queries the places of a, b, c among the queries of the pass
     */
    AnalogyScan(int[][] words, int[][] queries, AnalogyMethod method, int k) {
        this.words = words;
        this.queries = queries;
        this.method = method;
        this.heaps = new Heaps(words, k);
    }

    Heaps heaps() {
        return heaps;
    }

    @Override
    public void block(int first, int n, float[] cosines, int stride) {
        if (combined.length < n) {
            combined = new float[n];
        }
        for (int q = 0; q < queries.length; q++) {
            int a = queries[q][0] * stride;
            int b = queries[q][1] * stride;
            int c = queries[q][2] * stride;
            if (method == AnalogyMethod.COS_ADD) {
                add(cosines, a, b, c, n, combined);
            } else {
                multiply(cosines, a, b, c, n, combined);
            }
            Heaps.offer(heaps.best()[q], words[q], first, n, combined, 0);
        }
    }

    /** cos(x, b) − cos(x, a) + cos(x, c) = ‖b − a + c‖ · cos(x, b − a + c). */
    private static void add(float[] cosines, int a, int b, int c, int n, float[] combined) {
        for (int r = 0; r < n; r++) {
            combined[r] = cosines[b + r] - cosines[a + r] + cosines[c + r];
        }
    }

    private static void multiply(float[] cosines, int a, int b, int c, int n, float[] combined) {
        for (int r = 0; r < n; r++) {
            float above = 0.25f * (1 + cosines[b + r]) * (1 + cosines[c + r]);
            combined[r] = above / (0.5f * (1 + cosines[a + r]) + Analogy.EPSILON);
        }
    }
}
