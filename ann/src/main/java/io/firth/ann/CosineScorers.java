package io.firth.ann;

import io.firth.math.Kernel;
import io.firth.math.Matrix;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/** What Lucene asks while it builds: (1 + cosine) / 2 of two rows. */
final class CosineScorers implements RandomVectorScorerSupplier {
    private final Matrix vectors;
    private final float[] inverse;

    CosineScorers(Matrix vectors, float[] inverse) {
        this.vectors = vectors;
        this.inverse = inverse;
    }

    @Override
    public UpdateableRandomVectorScorer scorer() {
        return new Scorer();
    }

    @Override
    public RandomVectorScorerSupplier copy() {
        return this;
    }

    private final class Scorer implements UpdateableRandomVectorScorer {
        private int row;

        @Override
        public void setScoringOrdinal(int node) {
            row = node;
        }

        @Override
        public float score(int node) {
            float product = Kernel.active().dot(vectors, row, vectors, node);
            return score(product, inverse[row] * inverse[node]);
        }

        @Override
        public int maxOrd() {
            return inverse.length;
        }

        private static float score(float product, float inverse) {
            float cosine = product * inverse;
            return Float.isFinite(cosine) ? Math.max(0, (1 + cosine) / 2) : 0;
        }
    }
}
