package io.firth.query;

import io.firth.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Exact nearest neighbours by cosine over the rows of a matrix V × D, which is not copied: every row is looked at. Of
 * equal cosines the smaller id comes first, and a question has the same answer alone and in a batch, with any number of
 * threads. Rows without a direction (zero, NaN or infinite) are nobody's neighbour. Safe for use by several threads.
 *
 * <p>Keep one for many questions: it remembers the rows' lengths.
 */
public final class NearestNeighbors {
    /** Queries of one pass over the rows. */
    private static final int QUERIES = 256;

    /** Entries of all heaps of a pass. */
    private static final int HEAPS = 1 << 22;

    /** Candidates beyond k whose cosines are computed again in double: more than floats can put in a wrong order. */
    static final int SPARE = 8;

    private final WordVectors queries;
    private final Matrix vectors;
    private final Lengths lengths;
    private final int rows;

    /**
     * Similarity: queries and answers are rows of the same matrix, as a rule the input vectors ("alike").
     *
     * @param vectors V × D, V &lt; 2³¹
     */
    public NearestNeighbors(Matrix vectors) {
        this(vectors, vectors);
    }

    /**
     * Queries are rows of one matrix, answers of another. With input vectors v as queries and output vectors u as answers:
     * association ("go together"), for vᵀu is large where u's word occurs in the context of v's (Mitra et al., A Dual
     * Embedding Space Model for Document Ranking, 2016).
     *
     * @param queries V × D
     * @param answers V × D
     */
    public NearestNeighbors(Matrix queries, Matrix answers) {
        this(WordVectors.of(queries), answers);
    }

    /**
     * Queries are words that perhaps are no rows, answers are rows of a matrix.
     *
     * @param queries the words of questions; an id below V is the same word as the answer's
     * @param answers V × D
     */
    public NearestNeighbors(WordVectors queries, Matrix answers) {
        this(queries, answers, new Lengths(answers), Math.toIntExact(answers.rows()));
        if (queries.dim() != answers.dim()) {
            throw new IllegalArgumentException(
                    "the queries have " + queries.dim() + " dimensions, the vectors have " + answers.dim());
        }
    }

    private NearestNeighbors(WordVectors queries, Matrix vectors, Lengths lengths, int rows) {
        this.queries = Objects.requireNonNull(queries, "queries");
        this.vectors = Objects.requireNonNull(vectors, "vectors");
        this.lengths = lengths;
        this.rows = rows;
    }

    /**
     * The same with answers among the first {@code most} rows only, which in every usual file are the most frequent words.
     * Query words may be any.
     *
     * @throws IllegalArgumentException if most &lt; 1
     */
    public NearestNeighbors restrict(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one word must be left to answer, not " + most);
        }
        return new NearestNeighbors(queries, vectors, lengths, (int) Math.min(most, vectors.rows()));
    }

    /**
     * The k words nearest to a word, itself excluded; fewer if there are fewer.
     *
     * @throws IllegalArgumentException if k &lt; 1, there is no such word, or its vector has no direction
     */
    public List<Neighbor> ofWord(int wordId, int k) {
        return of(WordQuery.of(wordId), k);
    }

    /** For each word what {@link #ofWord} gives, with one pass over the vectors for some hundred words. */
    public List<List<Neighbor>> ofWords(int[] wordIds, int k) {
        return search(wordIds.length, i -> vector(WordQuery.of(wordIds[i])), i -> new int[] {wordIds[i]}, k);
    }

    /**
     * The k words nearest to a query, its words excluded.
     *
     * @throws IllegalArgumentException if k &lt; 1, a word does not exist, or a vector or their sum has no direction
     */
    public List<Neighbor> of(WordQuery query, int k) {
        return of(List.of(query), k).getFirst();
    }

    /** For each query what {@link #of(WordQuery, int)} gives, with one pass over the vectors for some hundred queries. */
    public List<List<Neighbor>> of(List<WordQuery> queries, int k) {
        return search(
                queries.size(), i -> vector(queries.get(i)), i -> queries.get(i).words(), k);
    }

    /**
     * The k words nearest to a vector.
     *
     * @param query length D
     * @param k at most this many
     * @param excluded words that shall not be among them
     * @throws IllegalArgumentException if k &lt; 1, the length is not D, or the vector has no direction
     */
    public List<Neighbor> ofVector(float[] query, int k, int... excluded) {
        if (query.length != vectors.dim()) {
            throw new IllegalArgumentException(
                    "the query has " + query.length + " dimensions, the vectors have " + vectors.dim());
        }
        return search(1, i -> Directions.unit(query, "the query"), i -> excluded, k)
                .getFirst();
    }

    /**
     * The direction of a query: Σ positive − Σ negative of unit vectors, scaled to length 1.
     *
     * @throws IllegalArgumentException if a word does not exist, or a vector or their sum has no direction
     */
    public float[] vector(WordQuery query) {
        return query.direction(queries);
    }

    private List<List<Neighbor>> search(int count, IntFunction<float[]> unit, IntFunction<int[]> excluded, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("at least one neighbour must be asked for, not " + k);
        }
        int heap = (int) Math.min((long) k + SPARE, Math.max(1, rows));
        int chunk = Math.clamp(HEAPS / heap, 1, QUERIES);
        List<List<Neighbor>> result = new ArrayList<>(count);
        for (int from = 0; from < count; from += chunk) {
            int n = Math.min(chunk, count - from);
            float[][] chunkQueries = new float[n][];
            int[][] chunkExcluded = new int[n][];
            for (int q = 0; q < n; q++) {
                chunkQueries[q] = unit.apply(from + q);
                chunkExcluded[q] = excluded.apply(from + q);
            }
            NearestK[] best = Heaps.merged(
                    n, heap, RowScan.run(vectors, lengths, rows, chunkQueries, () -> new Heaps(chunkExcluded, heap)));
            for (int q = 0; q < n; q++) {
                result.add(sorted(chunkQueries[q], best[q], k));
            }
        }
        return result;
    }

    private List<Neighbor> sorted(float[] query, NearestK candidates, int k) {
        List<Neighbor> neighbors = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            int id = candidates.id(i);
            neighbors.add(new Neighbor(id, (float) Directions.cosine(query, vectors.row(id))));
        }
        neighbors.sort(Neighbor.BEST_FIRST);
        return List.copyOf(neighbors.subList(0, Math.min(k, neighbors.size())));
    }
}
