package io.firth.ann;

import io.firth.math.Matrix;
import io.firth.query.Neighbor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HnswGraph;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/** One walk through the graph, and the true cosines of what it found. */
final class Search {
    private static final Comparator<Neighbor> BEST_FIRST =
            Comparator.comparingDouble(Neighbor::cosine).reversed().thenComparingInt(Neighbor::wordId);

    private final Matrix vectors;
    private final MemorySegment inverse;

    Search(Matrix vectors, MemorySegment inverse) {
        this.vectors = vectors;
        this.inverse = inverse;
    }

    /**
     * At most k rows among the first {@code rows} near to a vector.
     *
     * @param query of length 1
     * @param width rows that are kept in view (ef); at least k and as many as are excluded are
     */
    List<Neighbor> run(HnswGraph graph, float[] query, int k, int width, int rows, int[] excluded) {
        int kept = (int) Math.min(Math.max(width, (long) k + excluded.length), vectors.rows());
        QueryScorer scorer = new QueryScorer(query, vectors, inverse);
        Bits accepted = accepted(rows);
        List<Neighbor> found = new ArrayList<>();
        try {
            ScoreDoc[] best;
            if (graph instanceof OnHeapHnswGraph onHeap) { // it remembers a place, which other threads move
                best = HnswGraphSearcher.search(scorer, kept, onHeap, accepted, Integer.MAX_VALUE)
                        .topDocs()
                        .scoreDocs;
            } else {
                TopKnnCollector collector = new TopKnnCollector(kept, Integer.MAX_VALUE);
                HnswGraphSearcher.search(scorer, collector, graph, accepted);
                best = collector.topDocs().scoreDocs;
            }
            for (ScoreDoc doc : best) {
                if (!contains(excluded, doc.doc)) {
                    found.add(new Neighbor(doc.doc, (float) cosine(query, vectors.row(doc.doc))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(BEST_FIRST);
        return List.copyOf(found.subList(0, Math.min(k, found.size())));
    }

    // Rows without a direction are nobody's neighbour.
    private Bits accepted(int rows) {
        return new Bits() {
            @Override
            public boolean get(int node) {
                return node < rows && inverse.get(IndexFile.FLOAT, node * 4L) != 0;
            }

            @Override
            public int length() {
                return Math.toIntExact(vectors.rows());
            }
        };
    }

    private static double cosine(float[] query, float[] row) {
        double product = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < row.length; i++) {
            product += (double) query[i] * row[i];
            a += (double) query[i] * query[i];
            b += (double) row[i] * row[i];
        }
        return Math.clamp(product / (Math.sqrt(a) * Math.sqrt(b)), -1.0, 1.0);
    }

    private static boolean contains(int[] ids, int id) {
        for (int other : ids) {
            if (other == id) {
                return true;
            }
        }
        return false;
    }
}
