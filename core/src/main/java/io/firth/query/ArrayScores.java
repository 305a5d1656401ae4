package io.firth.query;

import io.firth.math.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Scores in plain Java. A block of rows is copied to an array first: arrays are quick from the first call on, memory
 * segments only once compiled, and a command asks once and ends.
 */
final class ArrayScores extends BlockScores {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final float[] block;
    private final int dim;

    ArrayScores(Matrix vectors, Lengths lengths, float[][] queries, int blockRows) {
        super(vectors, lengths, queries, blockRows);
        this.dim = vectors.dim();
        this.block = new float[Math.multiplyExact(blockRows, dim)];
    }

    @Override
    void products(int first, int n) {
        copy(first, n);
        for (int q = 0; q < queries.length; q++) {
            products(queries[q], n, q * stride);
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
