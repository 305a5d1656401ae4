package io.firth.query;

import io.firth.math.Matrix;
import io.firth.math.RowDots;

/**
 * The scores of a process's first question to a large matrix, in plain Java: products and lengths in one pass over the rows
 * where they lie, so that reading memory and multiplying overlap. Nothing is kept of the lengths: memory for all of them would
 * take as long to get as a tenth of the pass, and a command asks once and ends.
 */
final class FirstScores implements BlockScores {
    /** Floats of a matrix that takes long enough to go through for the compiler to be soon done with this. */
    private static final long LARGE = 50_000_000;

    /** Without its second compiler (-XX:TieredStopAtLevel=1) the JVM takes twice as long on memory segments as on arrays. */
    private static final boolean OPTIMIZED =
            !System.getProperty("java.vm.info", "").contains("emulated-client");

    private final Matrix vectors;
    private final Lengths lengths;
    private final float[] query;
    private final float[] scores;
    private final float[] sums = new float[2];
    private float greatest;

    /** @param query of length 1 */
    FirstScores(Matrix vectors, Lengths lengths, float[] query, int blockRows) {
        this.vectors = vectors;
        this.lengths = lengths;
        this.query = query;
        this.scores = new float[blockRows];
    }

    /** Whether these are such scores. */
    static boolean serve(Matrix vectors, Lengths lengths, float[][] queries) {
        return OPTIMIZED
                && queries.length == 1
                && lengths != null
                && vectors.segment().isNative()
                && vectors.rows() * vectors.dim() >= LARGE;
    }

    // One loop for all, as each loop more would have the compiler take a processor away from this only pass.
    @Override
    public float[] of(int first, int n) {
        float most = Float.NEGATIVE_INFINITY;
        for (int r = 0; r < n; r++) {
            RowDots.dotAndSquare(query, vectors, first + r, sums);
            float inverse = lengths.of(first + r, sums[1]);
            float score = inverse == Lengths.EXTREME
                    ? (float) Directions.cosine(query, vectors.row(first + r))
                    : sums[0] * inverse;
            scores[r] = score;
            if (score > most) {
                most = score;
            }
        }
        greatest = most;
        return scores;
    }

    /** Of nearly all blocks no row is among the best; then nobody need look at the scores one by one. */
    @Override
    public float greatest() {
        return greatest;
    }
}
