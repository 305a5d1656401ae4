package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firth.math.Matrix;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNeighborsTest {
    // D = 16 is allocated without gaps between rows, the others with.
    @ParameterizedTest
    @CsvSource({"1, 1, 3", "5, 3, 2", "50, 7, 10", "3000, 16, 10", "3000, 33, 1", "20000, 5, 100", "40, 20000, 4"})
    void isWhatSortingGives(int rows, int dim, int k) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Matrix vectors = Matrix.allocate(rows, dim);
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < dim; c++) {
                vectors.set(row, c, (float) random.nextGaussian());
            }
        }
        NearestNeighbors neighbors = new NearestNeighbors(vectors);
        int[] words = IntStream.range(0, 3).map(i -> random.nextInt(rows)).toArray();
        List<List<Neighbor>> batch = neighbors.ofWords(words, k);
        for (int q = 0; q < words.length; q++) {
            int word = words[q];
            double[] cosines = cosines(vectors, vectors.row(word));
            List<Integer> expected = IntStream.range(0, rows)
                    .filter(id -> id != word)
                    .boxed()
                    .sorted(Comparator.comparingDouble(id -> -cosines[id]))
                    .limit(k)
                    .toList();
            assertEquals(expected.size(), batch.get(q).size());
            for (int i = 0; i < expected.size(); i++) {
                Neighbor actual = batch.get(q).get(i);
                assertTrue(actual.wordId() != word);
                assertEquals(cosines[actual.wordId()], actual.cosine(), 1e-5, "seed " + seed);
                // Another order only where floats cannot tell.
                assertEquals(cosines[expected.get(i)], actual.cosine(), 1e-5, "seed " + seed);
            }
            assertEquals(batch.get(q), neighbors.ofWord(word, k));
            assertEquals(batch.get(q), neighbors.ofVector(vectors.row(word), k, word));
        }
    }

    /** Its threads may wait for a lock that the caller holds. */
    @Test
    void whoKeepsTheCommonPoolBusyIsNotWaitedFor() throws Exception {
        NearestNeighbors neighbors = new NearestNeighbors(QueryData.gaussian(new Random(1), 20_000, 64));
        List<Neighbor> expected = neighbors.ofWord(3, 5);
        int threads = ForkJoinPool.getCommonPoolParallelism();
        CountDownLatch busy = new CountDownLatch(threads);
        CountDownLatch answered = new CountDownLatch(1);
        for (int i = 0; i < threads; i++) {
            ForkJoinPool.commonPool().submit(() -> {
                busy.countDown();
                answered.await();
                return null;
            });
        }
        busy.await();
        FutureTask<List<Neighbor>> question = new FutureTask<>(() -> neighbors.ofWord(3, 5));
        Thread.ofPlatform().daemon().start(question);
        try {
            assertEquals(expected, question.get(60, TimeUnit.SECONDS)); // against hanging; nothing here is timed
        } finally {
            answered.countDown();
        }
    }

    /** Such as a mapped file that became shorter, in whichever thread. */
    @Test
    void whatGoesWrongInAHelperComesOut() {
        assumeTrue(ForkJoinPool.getCommonPoolParallelism() > 0);
        InternalError broken = new InternalError("mine");
        Matrix vectors = QueryData.gaussian(new Random(1), 20_000, 64);
        Thread caller = Thread.currentThread();
        CountDownLatch failed = new CountDownLatch(1);
        Supplier<RowScan.Visitor> visitors = () -> (first, n, scores, stride) -> {
            if (Thread.currentThread() != caller) {
                failed.countDown();
                throw broken;
            }
            try {
                failed.await(); // the caller leaves a block to somebody else
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        float[][] queries = {vectors.row(0)};
        assertSame(
                broken, assertThrows(InternalError.class, () -> RowScan.run(vectors, null, 20_000, queries, visitors)));
    }

    @Test
    void noRowsAreNoNeighbours() {
        NearestNeighbors neighbors = new NearestNeighbors(Matrix.allocate(0, 3));
        assertEquals(List.of(), neighbors.ofVector(new float[] {1, 2, 3}, 4));
        assertEquals(List.of(), neighbors.ofWords(new int[0], 4));
        assertEquals(List.of(), new Analogy(Matrix.allocate(0, 3)).answers(List.of(), AnalogyMethod.COS_ADD, 4));
    }

    @Test
    void ofEqualCosinesTheSmallerIdIsFirst() {
        Matrix vectors = Matrix.allocate(1000, 2);
        for (int row = 0; row < 1000; row++) {
            // four directions, over and over, at lengths that change no rounding
            float length = 1 << row % 7;
            vectors.setRow(row, new float[][] {{length, 0}, {0, length}, {-length, 0}, {length, length}}[row % 4]);
        }
        List<Neighbor> found = new NearestNeighbors(vectors).ofWord(4, 300);
        List<Integer> ids = found.stream().map(Neighbor::wordId).toList();
        List<Integer> same = IntStream.range(0, 250)
                .map(i -> 4 * i)
                .filter(i -> i != 4)
                .boxed()
                .toList();
        List<Integer> diagonal =
                IntStream.range(0, 51).map(i -> 4 * i + 3).boxed().toList();
        assertEquals(same, ids.subList(0, 249));
        assertEquals(diagonal, ids.subList(249, 300));
        assertEquals(1f, found.getFirst().cosine());
    }

    @Test
    void rowsWithoutDirectionAreNobodysNeighbour() {
        Matrix vectors = Matrix.allocate(6, 2);
        vectors.setRow(0, new float[] {1, 1});
        vectors.setRow(1, new float[] {0, 0});
        vectors.setRow(2, new float[] {Float.NaN, 1});
        vectors.setRow(3, new float[] {Float.POSITIVE_INFINITY, 1});
        vectors.setRow(4, new float[] {-1, -1});
        vectors.setRow(5, new float[] {0, -0f});
        NearestNeighbors neighbors = new NearestNeighbors(vectors);
        assertEquals(List.of(new Neighbor(4, -1f)), neighbors.ofWord(0, 5));
        for (int word : new int[] {1, 2, 3, 5}) {
            var e = assertThrows(IllegalArgumentException.class, () -> neighbors.ofWord(word, 5));
            assertTrue(e.getMessage().contains("word " + word), e.getMessage());
        }
    }

    @Test
    void extremeLengthsKeepTheirDirection() {
        float[] lengths = {Float.MAX_VALUE, 1e30f, 1, 1e-30f, Float.MIN_VALUE * 1000};
        Matrix vectors = Matrix.allocate(lengths.length, 24);
        for (int row = 0; row < lengths.length; row++) {
            for (int c = 0; c < 24; c++) {
                vectors.set(row, c, lengths[row]);
            }
        }
        for (int word = 0; word < lengths.length; word++) {
            List<Neighbor> found = new NearestNeighbors(vectors).ofWord(word, 10);
            assertEquals(lengths.length - 1, found.size());
            for (Neighbor neighbor : found) {
                assertEquals(1f, neighbor.cosine(), 1e-5f);
            }
        }
    }

    @Test
    void severalWordsAreAddedAndTakenOffAtLengthOne() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Matrix vectors = QueryData.gaussian(random, 2000, 25);
        NearestNeighbors neighbors = new NearestNeighbors(vectors);
        for (int round = 0; round < 20; round++) {
            WordQuery query = new WordQuery(
                    random.ints(2, 0, 2000).toArray(), random.ints(1, 0, 2000).toArray());
            float[] sum = new float[25];
            for (int i = 0; i < 25; i++) {
                for (int word : query.positive()) {
                    sum[i] += (float) QueryData.unit(vectors.row(word))[i];
                }
                sum[i] -= (float) QueryData.unit(vectors.row(query.negative()[0]))[i];
            }
            List<Neighbor> found = neighbors.of(query, 5);
            List<Integer> expected = nearest(vectors, sum, 2000, 5, query.words());
            for (int i = 0; i < 5; i++) {
                double cosine = QueryData.cosine(vectors.row(expected.get(i)), sum);
                assertEquals(cosine, found.get(i).cosine(), 1e-5, "seed " + seed);
            }
            assertEquals(found, neighbors.ofVector(neighbors.vector(query), 5, query.words()), "seed " + seed);
        }
    }

    @Test
    void answersAreTheSameAloneAndInBatchesOfAnySize() {
        Random random = new Random(8);
        Matrix vectors = QueryData.gaussian(random, 9000, 130);
        vectors.setRow(8000, vectors.row(17)); // equal cosines
        NearestNeighbors neighbors = new NearestNeighbors(vectors);
        List<WordQuery> queries =
                random.ints(600, 0, 9000).mapToObj(WordQuery::of).toList();
        List<List<Neighbor>> batch = neighbors.of(queries, 3);
        for (int q = 0; q <= 596; q += 29) {
            assertEquals(neighbors.of(queries.get(q), 3), batch.get(q));
            assertEquals(neighbors.of(queries.subList(q, q + 4), 3), batch.subList(q, q + 4));
        }
        List<Neighbor> twin = neighbors.ofWord(8000, 1);
        assertEquals(List.of(new Neighbor(17, 1f)), twin);
    }

    @Test
    void restrictionIsOfAnswersOnly() {
        Matrix vectors = QueryData.gaussian(new Random(9), 500, 10);
        NearestNeighbors neighbors = new NearestNeighbors(vectors);
        List<Integer> ids = neighbors.restrict(60).ofWord(400, 500).stream()
                .map(Neighbor::wordId)
                .toList();
        assertEquals(nearest(vectors, vectors.row(400), 60, 60, 400), ids);
        assertEquals(neighbors.ofWord(3, 9), neighbors.restrict(1_000_000).ofWord(3, 9));
        assertThrows(IllegalArgumentException.class, () -> neighbors.restrict(0));
    }

    @Test
    void whatGoesTogetherComparesInputWithOutput() {
        Random random = new Random(10);
        Matrix input = QueryData.gaussian(random, 300, 12);
        Matrix output = QueryData.gaussian(random, 300, 12);
        NearestNeighbors together = new NearestNeighbors(input, output);
        for (int word = 0; word < 20; word++) {
            int id = together.ofWord(word, 1).getFirst().wordId();
            assertEquals(nearest(output, input.row(word), 300, 1, word).getFirst(), id);
        }
        assertThrows(IllegalArgumentException.class, () -> new NearestNeighbors(input, Matrix.allocate(300, 13)));
    }

    private static List<Integer> nearest(Matrix vectors, float[] query, int rows, int k, int... excluded) {
        return IntStream.range(0, rows)
                .filter(id -> IntStream.of(excluded).noneMatch(other -> other == id))
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -QueryData.cosine(vectors.row(id), query)))
                .limit(k)
                .toList();
    }

    @Test
    void badQuestionsAreNamed() {
        NearestNeighbors neighbors = new NearestNeighbors(Matrix.allocate(3, 2));
        assertThrows(IllegalArgumentException.class, () -> neighbors.ofWord(3, 1));
        assertThrows(IllegalArgumentException.class, () -> neighbors.ofWord(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> neighbors.ofVector(new float[] {1, 1}, 0));
        assertThrows(IllegalArgumentException.class, () -> neighbors.ofVector(new float[] {1, 1, 1}, 1));
    }

    private static double[] cosines(Matrix vectors, float[] query) {
        double[] cosines = new double[(int) vectors.rows()];
        for (int row = 0; row < cosines.length; row++) {
            double product = 0;
            double a = 0;
            double b = 0;
            for (int c = 0; c < query.length; c++) {
                double x = vectors.get(row, c);
                product += x * query[c];
                a += x * x;
                b += (double) query[c] * query[c];
            }
            cosines[row] = product / Math.sqrt(a * b);
        }
        return cosines;
    }
}
