package io.firth.query;

import io.firth.math.Matrix;

/** Scores in two steps: the products of all queries with the block's rows, then what makes cosines of them. */
abstract sealed class ScaledProducts implements BlockScores permits ArrayScores, KernelScores {
    final Matrix vectors;
    final float[][] queries;
    final int stride;
    final float[] scores;
    private final Lengths lengths;
    private final float[] inverses;

    ScaledProducts(Matrix vectors, Lengths lengths, float[][] queries, int blockRows) {
        this.vectors = vectors;
        this.lengths = lengths;
        this.queries = queries;
        this.stride = blockRows;
        this.inverses = new float[blockRows];
        this.scores = new float[Math.multiplyExact(queries.length, blockRows)];
    }

    @Override
    public final float[] of(int first, int n) {
        products(first, n);
        if (lengths == null) {
            return scores;
        }
        boolean extreme = false;
        for (int r = 0; r < n; r++) {
            inverses[r] = inverse(lengths, first, r);
            extreme |= inverses[r] == Lengths.EXTREME;
        }
        for (int q = 0; q < queries.length; q++) {
            scale(q * stride, n);
        }
        for (int r = 0; extreme && r < n; r++) {
            if (inverses[r] == Lengths.EXTREME) {
                exactCosines(first + r, r);
            }
        }
        return scores;
    }

    /** scores[q·stride + r] = queries[q]ᵀ · row (first + r). */
    abstract void products(int first, int n);

    /** 1 / ‖row (first + r)‖ of the block just multiplied. */
    abstract float inverse(Lengths lengths, int first, int r);

    private void scale(int at, int n) {
        for (int r = 0; r < n; r++) {
            scores[at + r] *= inverses[r];
        }
    }

    private void exactCosines(int row, int r) {
        float[] x = vectors.row(row);
        for (int q = 0; q < queries.length; q++) {
            scores[q * stride + r] = (float) Directions.cosine(queries[q], x);
        }
    }
}
