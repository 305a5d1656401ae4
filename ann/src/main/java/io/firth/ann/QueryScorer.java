package io.firth.ann;

import io.firth.math.Kernel;
import io.firth.math.Matrix;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/** What Lucene asks while it searches: (1 + cosine) / 2 of the query and a row. */
final class QueryScorer implements RandomVectorScorer {
    private final float[] query;
    private final Matrix vectors;
    private final MemorySegment inverse;
    private final float[] product = new float[1];

    /**
     * @param query of length 1
     * @param inverse 1 / ‖row‖, V little-endian floats
     */
    QueryScorer(float[] query, Matrix vectors, MemorySegment inverse) {
        this.query = query;
        this.vectors = vectors;
        this.inverse = inverse;
    }

    @Override
    public float score(int node) {
        Kernel.active().dots(query, vectors, node, 1, product);
        float cosine = product[0] * inverse.get(IndexFile.FLOAT, node * 4L);
        return Float.isFinite(cosine) ? Math.max(0, (1 + cosine) / 2) : 0;
    }

    @Override
    public int maxOrd() {
        return Math.toIntExact(vectors.rows());
    }
}
