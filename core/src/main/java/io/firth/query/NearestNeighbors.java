package io.firth.query;

import io.firth.math.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Exact nearest neighbours by cosine over the rows of a matrix V × D. Every row is looked at; of equal cosines the
 * smaller id comes first. Rows without a direction (zero, NaN or infinite) are nobody's neighbour. Safe for use by
 * several threads.
 */
public final class NearestNeighbors {
    /** Floats of a block of rows: small enough for the second cache. */
    private static final int BLOCK = 16_384;

    /** Below this length float products may be subnormal. */
    private static final double LEAST_NORM = 1e-25;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Matrix vectors;
    private final int rows;

    /**
     * Over these vectors, which are not copied.
     *
     * @param vectors V × D, V &lt; 2³¹
     */
    public NearestNeighbors(Matrix vectors) {
        this.vectors = Objects.requireNonNull(vectors, "vectors");
        this.rows = Math.toIntExact(vectors.rows());
    }

    /**
     * The k words nearest to a word, itself excluded; fewer if there are fewer.
     *
     * @throws IllegalArgumentException if k &lt; 1, there is no such word, or its vector has no direction
     */
    public List<Neighbor> ofWord(int wordId, int k) {
        return ofWords(new int[] {wordId}, k).getFirst();
    }

    /** For each word what {@link #ofWord} gives, with one pass over the vectors. */
    public List<List<Neighbor>> ofWords(int[] wordIds, int k) {
        float[][] queries = new float[wordIds.length][];
        int[][] excluded = new int[wordIds.length][];
        for (int q = 0; q < wordIds.length; q++) {
            if (wordIds[q] < 0 || wordIds[q] >= rows) {
                throw new IllegalArgumentException("there is no word " + wordIds[q] + " among " + rows);
            }
            queries[q] = unit(vectors.row(wordIds[q]), "the vector of word " + wordIds[q]);
            excluded[q] = new int[] {wordIds[q]};
        }
        return search(queries, excluded, k);
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
        return search(new float[][] {unit(query, "the query")}, new int[][] {excluded}, k)
                .getFirst();
    }

    private List<List<Neighbor>> search(float[][] queries, int[][] excluded, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("at least one neighbour must be asked for, not " + k);
        }
        NearestK[] best = new NearestK[queries.length];
        for (int q = 0; q < best.length; q++) {
            best[q] = new NearestK(Math.min(k, rows));
        }
        int dim = vectors.dim();
        int blockRows = Math.max(1, BLOCK / dim);
        float[] block = new float[Math.multiplyExact(blockRows, dim)];
        double[] norms = new double[blockRows];
        float[] products = new float[blockRows];
        for (int first = 0; first < rows; first += blockRows) {
            int n = Math.min(blockRows, rows - first);
            copyBlock(first, n, block);
            for (int r = 0; r < n; r++) {
                norms[r] = norm(block, r * dim, dim);
            }
            for (int q = 0; q < queries.length; q++) {
                Dots.dots(queries[q], block, n, products);
                for (int r = 0; r < n; r++) {
                    float cosine = (float) (products[r] / norms[r]);
                    if (!Float.isFinite(products[r]) || norms[r] < LEAST_NORM) {
                        cosine = exactCosine(queries[q], block, r * dim, norms[r]);
                    }
                    if (norms[r] > 0 && Float.isFinite(cosine) && !contains(excluded[q], first + r)) {
                        best[q].offer(first + r, Math.clamp(cosine, -1f, 1f));
                    }
                }
            }
        }
        List<List<Neighbor>> result = new ArrayList<>(best.length);
        for (NearestK b : best) {
            result.add(b.sorted());
        }
        return result;
    }

    // Arrays are quick from the first call on, memory segments only once compiled; a command asks once and ends.
    private void copyBlock(int first, int n, float[] block) {
        if (vectors.stride() == vectors.dim()) {
            MemorySegment.copy(vectors.segment(), FLOAT, vectors.offset(first), block, 0, n * vectors.dim());
            return;
        }
        for (int r = 0; r < n; r++) {
            MemorySegment.copy(
                    vectors.segment(), FLOAT, vectors.offset(first + r), block, r * vectors.dim(), vectors.dim());
        }
    }

    // In double, where no square of a float overflows or vanishes.
    private static double norm(float[] block, int from, int dim) {
        double even = 0;
        double odd = 0;
        int i = from;
        for (int end = from + (dim & -2); i < end; i += 2) {
            even += (double) block[i] * block[i];
            odd += (double) block[i + 1] * block[i + 1];
        }
        if (i < from + dim) {
            even += (double) block[i] * block[i];
        }
        return Math.sqrt(even + odd);
    }

    // For rows so long or so short that products in float overflow or lose their digits.
    private static float exactCosine(float[] query, float[] block, int from, double norm) {
        double product = 0;
        for (int i = 0; i < query.length; i++) {
            product += (double) query[i] * block[from + i];
        }
        return (float) (product / norm);
    }

    private static boolean contains(int[] ids, int id) {
        for (int other : ids) {
            if (other == id) {
                return true;
            }
        }
        return false;
    }

    private static float[] unit(float[] vector, String what) {
        double norm = norm(vector, 0, vector.length);
        if (!(norm > 0 && norm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what
                    + (norm == 0 ? " is zero" : " holds NaN or an infinity")
                    + ": it has no direction, and so no neighbours");
        }
        float[] unit = Arrays.copyOf(vector, vector.length);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (unit[i] / norm);
        }
        return unit;
    }
}
