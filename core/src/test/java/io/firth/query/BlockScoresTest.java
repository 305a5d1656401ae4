package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of the implementations a search takes is decided while it runs: each must give the cosines. */
class BlockScoresTest {
    private static final int ROWS = 37;

    /** Rows with and without gaps between them, lengths that are and are not known yet, one query and many. */
    @Test
    void everyImplementationGivesTheCosines() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int dim : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 100}) {
            Matrix gaps = QueryData.gaussian(random, ROWS, dim);
            Matrix packed = onHeap(gaps);
            for (int queries : new int[] {1, 2, 3, KernelScores.MANY - 1, KernelScores.MANY, 11}) {
                float[][] units = new float[queries][];
                for (int q = 0; q < queries; q++) {
                    units[q] =
                            Directions.unit(QueryData.gaussian(random, 1, dim).row(0), "a query");
                }
                String where = "seed " + seed + ", dim " + dim + ", queries " + queries;
                for (Matrix matrix : List.of(gaps, packed)) {
                    Lengths lengths = new Lengths(matrix);
                    BlockScores plain = new ArrayScores(matrix, lengths, units, 10);
                    assertCosines(plain, matrix, units, 4, 10, 10, where);
                    assertCosines(plain, matrix, units, 4, 10, 10, where + ", known lengths");
                    assertCosines(plain, matrix, units, 30, 7, 10, where + ", a short block");
                    assertProducts(new ArrayScores(matrix, null, units, 10), matrix, units, where);
                }
                Lengths lengths = new Lengths(gaps);
                BlockScores kernel = new KernelScores(gaps, lengths, units, 16);
                assertCosines(kernel, gaps, units, 1, 16, 16, where);
                assertCosines(kernel, gaps, units, 30, 7, 16, where + ", a short block");
                assertProducts(new KernelScores(gaps, null, units, 16), gaps, units, where);
            }
        }
    }

    private static void assertCosines(
            BlockScores scores, Matrix matrix, float[][] units, int first, int n, int stride, String where) {
        float[] found = scores.of(first, n);
        for (int q = 0; q < units.length; q++) {
            for (int r = 0; r < n; r++) {
                assertEquals(
                        QueryData.cosine(units[q], matrix.row(first + r)),
                        found[q * stride + r],
                        2e-6,
                        scores.getClass().getSimpleName() + ", " + where + ", query " + q + ", row " + r);
                assertTrue(scores.greatest() >= found[q * stride + r]);
            }
        }
    }

    private static void assertProducts(BlockScores scores, Matrix matrix, float[][] units, String where) {
        float[] found = scores.of(3, 5);
        int stride = found.length / units.length;
        for (int q = 0; q < units.length; q++) {
            for (int r = 0; r < 5; r++) {
                double expected = QueryData.dot(units[q], matrix.row(3 + r));
                double length = Math.sqrt(QueryData.dot(matrix.row(3 + r), matrix.row(3 + r)));
                assertEquals(expected, found[q * stride + r], 2e-6 * length, where);
            }
        }
    }

    /** Memory that is no mapped file is always gone through in plain Java, whatever the processor has. */
    @Test
    void searchesInPlainJavaFindTheSame() {
        Random random = new Random(12);
        Matrix vectors = QueryData.gaussian(random, 3000, 29);
        vectors.clearRow(17);
        Matrix plain = onHeap(vectors);
        NearestNeighbors expected = new NearestNeighbors(vectors);
        NearestNeighbors found = new NearestNeighbors(plain);
        int[] words = IntStream.of(1, 2, 3, 5, 8, 13, 21, 2999).toArray();
        assertEquals(expected.ofWords(words, 9), found.ofWords(words, 9));
        for (int word : words) {
            assertEquals(expected.ofWord(word, 9), found.ofWord(word, 9));
        }
        for (AnalogyMethod method : AnalogyMethod.values()) {
            AnalogyQuestion question = new AnalogyQuestion(4, 7, 9);
            assertEquals(
                    new Analogy(vectors).answer(question, method, 9), new Analogy(plain).answer(question, method, 9));
        }
    }

    /** The same rows without gaps, in an array. */
    private static Matrix onHeap(Matrix matrix) {
        int rows = (int) matrix.rows();
        ByteBuffer all = ByteBuffer.allocate(rows * matrix.dim() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < rows; r++) {
            for (float value : matrix.row(r)) {
                all.putFloat(value);
            }
        }
        return Matrix.view(MemorySegment.ofArray(all.array()), rows, matrix.dim(), matrix.dim());
    }

    /** Against a sort, with many equal scores and with NaN, which is never among the best. */
    @Test
    void theBestOfManyScores() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int k = random.nextInt(12);
            int n = random.nextInt(60);
            float[] scores = new float[n];
            NearestK best = new NearestK(k);
            NearestK other = new NearestK(k);
            for (int id : shuffled(n, random)) {
                scores[id] = random.nextInt(9) == 0 ? Float.NaN : random.nextInt(6);
                (random.nextBoolean() ? best : other).offer(id, scores[id]);
            }
            best.addAll(other);
            List<Integer> expected = IntStream.range(0, n)
                    .filter(id -> !Float.isNaN(scores[id]))
                    .boxed()
                    .sorted((a, b) -> scores[a] == scores[b] ? a - b : Float.compare(scores[b], scores[a]))
                    .limit(k)
                    .sorted()
                    .toList();
            List<Integer> found = IntStream.range(0, best.size())
                    .map(best::id)
                    .sorted()
                    .boxed()
                    .toList();
            assertEquals(expected, found, "seed " + seed + ", round " + round);
            float least = best.size() < k
                    ? Float.NEGATIVE_INFINITY
                    : (float) expected.stream()
                            .mapToDouble(id -> scores[id])
                            .min()
                            .orElse(Double.NaN);
            if (k > 0) {
                assertEquals(least, best.threshold(), "seed " + seed);
            }
        }
    }

    private static int[] shuffled(int n, Random random) {
        List<Integer> ids = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(ids, random);
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
