package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import io.firth.math.RowDots;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirstScoresTest {
    private static final int ROWS = 20;

    /** Of the rows one is zero, one NaN, one too long and one too short for a square in float. */
    private static Matrix random(Random random, int dim) {
        Matrix matrix = Matrix.allocate(ROWS, dim);
        float[] row = new float[dim];
        for (int r = 0; r < ROWS; r++) {
            float scale = r == 3 ? 1e30f : r == 4 ? 1e-30f : r == 5 ? 0 : 1;
            for (int i = 0; i < dim; i++) {
                row[i] = scale * (float) random.nextGaussian();
            }
            row[0] = r == 6 ? Float.NaN : row[0];
            matrix.setRow(r, row);
        }
        return matrix;
    }

    @Test
    void areThoseOfTheCopiedRowsToTheLastBit() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int dim : new int[] {1, 3, 4, 7, 16, 101, 300}) {
            Matrix matrix = random(random, dim);
            float[] query = new float[dim];
            for (int i = 0; i < dim; i++) {
                query[i] = (float) random.nextGaussian();
            }
            float[][] queries = {Directions.unit(query, "the query")};
            float[] expected = new ArrayScores(matrix, new Lengths(matrix), queries, 16).of(2, 9);
            FirstScores scores = new FirstScores(matrix, new Lengths(matrix), queries[0], 16);
            float[] actual = scores.of(2, 9);
            assertArrayEquals(expected, actual, "seed " + seed + ", dim " + dim);
            assertEquals(2, countNaN(actual), "seed " + seed + ", dim " + dim);
            assertEquals(greatest(actual, 9), scores.greatest(), "seed " + seed + ", dim " + dim);
        }
    }

    private static float greatest(float[] scores, int n) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int r = 0; r < n; r++) {
            greatest = Float.isNaN(scores[r]) ? greatest : Math.max(greatest, scores[r]);
        }
        return greatest;
    }

    private static long countNaN(float[] scores) {
        int n = 0;
        for (float score : scores) {
            n += Float.isNaN(score) ? 1 : 0;
        }
        return n;
    }

    @Test
    void keepNoLengths() {
        Matrix matrix = random(new Random(1), 8);
        Lengths lengths = new Lengths(matrix);
        float[][] queries = {Directions.unit(matrix.row(0), "the query")};
        new FirstScores(matrix, lengths, queries[0], 8).of(0, 8);
        assertFalse(lengths.knows(0));
        new ArrayScores(matrix, lengths, queries, 8).of(0, 8);
        assertTrue(lengths.knows(0));
    }

    @Test
    @SuppressWarnings("restricted")
    void areForLargeMatricesOutsideTheHeapAndOneQuery() {
        // a view of nothing much: only its shape is looked at
        int dim = 10_000;
        Matrix large = Matrix.view(MemorySegment.ofAddress(64).reinterpret(4L * dim * 5000), 5000, dim, dim);
        Matrix small = Matrix.allocate(1, dim);
        float[] query = new float[dim];
        Lengths lengths = new Lengths(large);
        assertTrue(FirstScores.serve(large, lengths, new float[][] {query}));
        assertFalse(FirstScores.serve(small, lengths, new float[][] {query}));
        assertFalse(FirstScores.serve(large, lengths, new float[][] {query, query}));
        assertFalse(FirstScores.serve(large, null, new float[][] {query}));
        float[] heap = new float[4];
        Arrays.fill(heap, 1);
        Matrix onHeap = Matrix.view(MemorySegment.ofArray(heap), 2, 2, 2);
        assertFalse(FirstScores.serve(onHeap, lengths, new float[][] {new float[2]}));
    }

    @Test
    void rowsThatAreNotThereAreRefused() {
        Matrix matrix = Matrix.allocate(2, 4);
        float[] two = new float[2];
        assertThrows(IndexOutOfBoundsException.class, () -> RowDots.dotAndSquare(new float[4], matrix, 2, two));
        assertThrows(IllegalArgumentException.class, () -> RowDots.dotAndSquare(new float[5], matrix, 0, two));
    }
}
