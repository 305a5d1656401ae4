package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.firth.math.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordMoversTest {
    @Test
    void theProblemWorkedOutByHand() {
        Matrix vectors = Matrix.allocate(3, 2);
        vectors.setRow(0, new float[] {5, 0});
        vectors.setRow(1, new float[] {0, 0.5f});
        vectors.setRow(2, new float[] {-1, 0});
        WordMovers problem = WordMovers.of(vectors, new int[] {0, 1, 0, 0}, new int[] {2, 0});
        assertArrayEquals(new double[] {0.75, 0.25}, problem.supply());
        assertArrayEquals(new double[] {0.5, 0.5}, problem.demand());
        assertArrayEquals(new double[] {2, 0}, problem.cost()[0], 1e-6);
        assertArrayEquals(new double[] {Math.sqrt(2), Math.sqrt(2)}, problem.cost()[1], 1e-6);
        // there: 0.25 √2; back: word 2 from its nearest, word 1, at √2
        assertEquals(0.5 * Math.sqrt(2), problem.relaxed(), 1e-6);
    }

    @Test
    void theSameWordsAreAtNoDistance() {
        Matrix vectors = QueryData.gaussian(new Random(4), 30, 6);
        WordMovers problem = WordMovers.of(vectors, new int[] {3, 9, 3}, new int[] {3, 3, 9});
        assertEquals(0, problem.relaxed(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> WordMovers.of(vectors, new int[0], new int[] {1}));
        assertThrows(IllegalArgumentException.class, () -> WordMovers.of(vectors, new int[] {30}, new int[] {1}));
    }
}
