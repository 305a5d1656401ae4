package io.firth.ann;

import io.firth.math.Matrix;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.query.WordQuery;
import io.firth.query.WordVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/**
 * Nearest neighbours found by walking a graph instead of looking at every row; some may be missed, and {@link #recall} says
 * how many were when the index was built. The cosines of what is found are exact. Safe for use by several threads.
 */
public final class HnswIndex {
    private static final int FIRST_WIDTH = 64;
    private static final int GREATEST_WIDTH = 4096;

    private final Matrix vectors;
    private final IndexFile.Content content;
    private final Search search;
    private final int width;

    private HnswIndex(Matrix vectors, IndexFile.Content content, int width) {
        this.vectors = vectors;
        this.content = content;
        this.width = width;
        this.search = new Search(vectors, content.inverseLengths());
    }

    /**
     * Builds an index and writes it to a file, which appears whole or not at all. The search width begins at 64 and is
     * widened until the wanted recall is reached, at most to 4096.
     *
     * @param vectors V × D
     * @param owner of the vectors
     * @throws IOException if the file cannot be written
     * @throws InterruptedException if this thread is interrupted; no file is written
     */
    public static HnswIndex build(
            Path file, Matrix vectors, IndexOwner owner, HnswConfig config, BuildListener listener)
            throws IOException, InterruptedException {
        Objects.requireNonNull(owner, "owner");
        int rows = Math.toIntExact(vectors.rows());
        float[] inverse = InverseLengths.of(vectors);
        OnHeapHnswGraph graph = GraphBuild.of(new CosineScorers(vectors, inverse), rows, config, listener);
        Search search = new Search(vectors, MemorySegment.ofArray(inverse));
        Recall recall = new Recall(new NearestNeighbors(vectors), inverse);
        int width = Math.min(FIRST_WIDTH, rows);
        while (true) {
            int tried = width;
            double share = recall.of(
                    (word, query) -> search.run(graph, query, Recall.NEIGHBORS, tried, rows, new int[] {word}));
            listener.measured(tried, share);
            if (share >= config.recall() || tried >= Math.min(rows, GREATEST_WIDTH)) {
                IndexFile.Header header = new IndexFile.Header(
                        rows,
                        vectors.dim(),
                        config.connections(),
                        config.beamWidth(),
                        tried,
                        graph.entryNode(),
                        (float) share,
                        owner);
                IndexFile.write(file, header, inverse, graph);
                return open(file, vectors, owner);
            }
            width = Math.min(Math.min(rows, GREATEST_WIDTH), tried + tried / 2);
        }
    }

    /**
     * Opens an index by mapping it into memory.
     *
     * @param vectors the rows it was built over
     * @param owner of the vectors
     * @throws IOException if the file cannot be read, is damaged, or belongs to another model or other vectors
     */
    public static HnswIndex open(Path file, Matrix vectors, IndexOwner owner) throws IOException {
        IndexFile.Content content = IndexFile.open(file);
        IndexOwner actual = content.header().owner();
        if (!actual.model().equals(owner.model())) {
            throw new IOException(file + " belongs to another model: it was built for " + actual.model()
                    + ", this model is " + owner.model() + "; build it again with firth index");
        }
        if (!actual.vectors().equals(owner.vectors())) {
            throw new IOException(file + " was built over the " + actual.vectors() + " vectors, not over "
                    + owner.vectors() + "; build it again with firth index");
        }
        if (content.header().rows() != vectors.rows() || content.header().dim() != vectors.dim()) {
            throw new IOException(file + " is of " + content.header().rows() + " × "
                    + content.header().dim() + " vectors, but the model has " + vectors.rows() + " × " + vectors.dim());
        }
        return new HnswIndex(vectors, content, content.header().searchWidth());
    }

    /**
     * At most k words near to a query, its words excluded.
     *
     * @param query words of the same vectors
     * @throws IllegalArgumentException if k &lt; 1, a word does not exist, or a vector or their sum has no direction
     * @throws UncheckedIOException if the search comes upon damage
     */
    public List<Neighbor> of(WordQuery query, int k) {
        return of(query, k, rows());
    }

    /**
     * The same among the first {@code most} rows.
     *
     * @throws IllegalArgumentException if k or most &lt; 1, a word does not exist, or a vector or their sum has no direction
     * @throws UncheckedIOException if the search comes upon damage
     */
    public List<Neighbor> of(WordQuery query, int k, int most) {
        return of(query, WordVectors.of(vectors), k, most);
    }

    /**
     * The same for a query's words that are perhaps no rows.
     *
     * @param words the query's; an id below V is the same word as the row's
     * @throws IllegalArgumentException if k or most &lt; 1, a word does not exist, or a vector or their sum has no direction
     * @throws UncheckedIOException if the search comes upon damage
     */
    public List<Neighbor> of(WordQuery query, WordVectors words, int k, int most) {
        if (k < 1 || most < 1) {
            throw new IllegalArgumentException("k and most must be at least 1, but are " + k + " and " + most);
        }
        int[] excluded = IntStream.concat(IntStream.of(query.positive()), IntStream.of(query.negative()))
                .toArray();
        return search.run(new FileGraph(content), query.direction(words), k, width, Math.min(most, rows()), excluded);
    }

    /** V. */
    public int rows() {
        return content.header().rows();
    }

    /** M. */
    public int connections() {
        return content.header().connections();
    }

    /** efConstruction. */
    public int beamWidth() {
        return content.header().beamWidth();
    }

    /** ef: how many rows a search keeps in view. */
    public int searchWidth() {
        return width;
    }

    /**
     * The same index, searched more narrowly (faster) or more widely (misses less); {@link #recall} stays that of the build.
     *
     * @throws IllegalArgumentException if the width is less than 1
     */
    public HnswIndex withSearchWidth(int searchWidth) {
        if (searchWidth < 1) {
            throw new IllegalArgumentException("a search width must be at least 1, but is " + searchWidth);
        }
        return new HnswIndex(vectors, content, searchWidth);
    }

    /** Recall@10, measured when the index was built, over a thousand of its own words, with the search width chosen then. */
    public double recall() {
        return content.header().recall();
    }
}
