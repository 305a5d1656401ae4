package io.firth.query;

import io.firth.math.Kernel;
import io.firth.math.Matrix;
import io.firth.math.MatrixProduct;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Scores by the SIMD kernel, on the rows where they lie. Few queries: dot products, at the speed of memory. More: one
 * matrix product of the block (n × D) and the transposed queries (D × Q).
 */
final class KernelScores extends ScaledProducts {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** From so many queries on the matrix product is faster. */
    static final int MANY = 6;

    private final Matrix transposed; // D × Q
    private final Matrix products; // blockRows × Q
    private final float[] line;

    KernelScores(Matrix vectors, Lengths lengths, float[][] queries, int blockRows) {
        super(vectors, lengths, queries, blockRows);
        if (queries.length < MANY) {
            transposed = null;
            products = null;
            line = new float[blockRows];
            return;
        }
        transposed = Matrix.allocate(vectors.dim(), queries.length);
        products = Matrix.allocate(blockRows, queries.length);
        line = new float[queries.length];
        for (int d = 0; d < vectors.dim(); d++) {
            for (int q = 0; q < queries.length; q++) {
                line[q] = queries[q][d];
            }
            transposed.setRow(d, line);
        }
    }

    @Override
    void products(int first, int n) {
        if (transposed == null) {
            for (int q = 0; q < queries.length; q++) {
                Kernel.active().dots(queries[q], vectors, first, n, line);
                System.arraycopy(line, 0, scores, q * stride, n);
            }
            return;
        }
        products.segment().fill((byte) 0);
        MatrixProduct.active()
                .multiplyAdd(vectors, first, transposed, 0, products, 0, n, transposed.stride(), vectors.dim());
        for (int r = 0; r < n; r++) {
            MemorySegment.copy(products.segment(), FLOAT, products.offset(r), line, 0, line.length);
            for (int q = 0; q < line.length; q++) {
                scores[q * stride + r] = line[q];
            }
        }
    }

    @Override
    float inverse(Lengths lengths, int first, int r) {
        return lengths.inverse(first + r);
    }
}
