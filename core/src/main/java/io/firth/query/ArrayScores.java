package io.firth.query;

import io.firth.math.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Scores in plain Java. A block of rows is copied to an array first: arrays are quick from the first call on, memory
 * segments only once compiled, and a command asks once and ends.
 */
final class ArrayScores extends ScaledProducts {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final float[] block;
    private final int dim;
    private final Lengths lengths;
    private final float[] sums = new float[2];

    ArrayScores(Matrix vectors, Lengths lengths, float[][] queries, int blockRows) {
        super(vectors, lengths, queries, blockRows);
        this.dim = vectors.dim();
        this.lengths = lengths;
        this.block = new float[Math.multiplyExact(blockRows, dim)];
    }

    @Override
    void products(int first, int n) {
        copy(first, n);
        if (queries.length == 1 && lengths != null && !lengths.knows(first)) {
            firstProducts(first, n);
            return;
        }
        for (int q = 0; q < queries.length; q++) {
            products(queries[q], n, q * stride);
        }
    }

    // The first question to a file: products and lengths at once.
    private void firstProducts(int first, int n) {
        float[] query = queries[0];
        for (int r = 0; r < n; r++) {
            Dots.dotAndSquare(query, block, r * dim, sums);
            scores[r] = sums[0];
            lengths.keep(first + r, sums[1]);
        }
    }

    private void products(float[] query, int n, int at) {
        for (int r = 0; r < n; r++) {
            scores[at + r] = Dots.dot(query, block, r * dim);
        }
    }

    private void copy(int first, int n) {
        if (vectors.stride() == dim) {
            MemorySegment.copy(vectors.segment(), FLOAT, vectors.offset(first), block, 0, n * dim);
            return;
        }
        for (int r = 0; r < n; r++) {
            MemorySegment.copy(vectors.segment(), FLOAT, vectors.offset(first + r), block, r * dim, dim);
        }
    }

    @Override
    float inverse(Lengths lengths, int first, int r) {
        return lengths.inverse(first + r, block, r * dim);
    }
}
