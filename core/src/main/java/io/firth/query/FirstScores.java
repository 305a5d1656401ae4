package io.firth.query;

import io.firth.math.Matrix;
import io.firth.math.RowDots;

/**
 * The scores of a process's first question to a large matrix, in plain Java: products and lengths in one pass over the rows
 * where they lie, so that reading memory and multiplying overlap. Nothing is kept of the lengths: memory for all of them would
 * take as long to get as a tenth of the pass, and a command asks once and ends.
 */
final class FirstScores extends BlockScores {
    /** Floats of a matrix that takes long enough to go through for the compiler to be soon done with this. */
    private static final long LARGE = 50_000_000;

    /** Without its second compiler (-XX:TieredStopAtLevel=1) the JVM takes twice as long on memory segments as on arrays. */
    private static final boolean OPTIMIZED =
            !System.getProperty("java.vm.info", "").contains("emulated-client");

    private final float[] squares;

    FirstScores(Matrix vectors, Lengths lengths, float[][] queries, int blockRows) {
        super(vectors, lengths, queries, blockRows);
        this.squares = new float[blockRows];
    }

    /** Whether these are such scores. */
    static boolean serve(Matrix vectors, Lengths lengths, float[][] queries) {
        return OPTIMIZED
                && queries.length == 1
                && lengths != null
                && vectors.segment().isNative()
                && vectors.rows() * vectors.dim() >= LARGE;
    }

    @Override
    void products(int first, int n) {
        RowDots.dotsAndSquares(queries[0], vectors, first, n, scores, squares);
    }

    @Override
    float inverse(Lengths lengths, int first, int r) {
        return lengths.of(first + r, squares[r]);
    }
}
