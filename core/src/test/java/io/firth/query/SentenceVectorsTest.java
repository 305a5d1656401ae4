package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentenceVectorsTest {
    @Test
    void meansWorkedOutByHand() {
        Matrix vectors = Matrix.allocate(3, 2);
        vectors.setRow(0, new float[] {3, 0});
        vectors.setRow(1, new float[] {0, 3});
        vectors.setRow(2, new float[] {-3, 6});
        SentenceVectors mean = SentenceVectors.mean(vectors);
        assertArrayEquals(new float[] {2, 1}, mean.of(new int[] {0, 1, 0}), 1e-6f);
        assertEquals(1, mean.similarity(new int[] {0, 1, 1}, new int[] {1, 0, 1}), 1e-6, "the order does not matter");
        assertArrayEquals(new float[] {0, 0}, mean.of(new int[0]));
        assertTrue(Double.isNaN(mean.similarity(new int[0], new int[] {1})));
        // counts 90, 9, 1: p = 0.9, 0.09, 0.01; a = 0.1: weights 0.1, 0.1/0.19, 0.1/0.11
        SentenceVectors sif = SentenceVectors.sif(vectors, vocabulary(90, 9, 1), 0.1);
        assertArrayEquals(
                new float[] {(float) ((0.1 * 3 - 3 * 0.1 / 0.11) / 2), (float) (6 * 0.1 / 0.11 / 2)},
                sif.of(new int[] {0, 2}),
                1e-6f);
        assertThrows(IllegalArgumentException.class, () -> SentenceVectors.sif(vectors, vocabulary(0, 0, 0), 0.1));
        assertThrows(IllegalArgumentException.class, () -> SentenceVectors.sif(vectors, vocabulary(1, 1, 1), 0));
    }

    /** Against the eigenvector of a 2 × 2 matrix in closed form. */
    @Test
    void theFirstPrincipalComponentGoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Matrix vectors = Matrix.allocate(40, 2);
        List<int[]> sentences = new ArrayList<>();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int word = 0; word < 40; word++) {
            float x = (float) random.nextGaussian() + 2;
            float y = (float) random.nextGaussian();
            vectors.setRow(word, new float[] {x, y});
            sentences.add(new int[] {word});
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        sentences.add(new int[0]);
        double angle = Math.atan2(2 * xy, xx - yy) / 2; // of the direction with the greatest sum of squares
        SentenceVectors rest = SentenceVectors.mean(vectors).withoutCommonComponent(sentences);
        for (int word = 0; word < 40; word++) {
            float[] v = vectors.row(word);
            double along = v[0] * Math.cos(angle) + v[1] * Math.sin(angle);
            float[] expected = {(float) (v[0] - along * Math.cos(angle)), (float) (v[1] - along * Math.sin(angle))};
            assertArrayEquals(expected, rest.of(new int[] {word}), 1e-4f, "seed " + seed);
        }
        List<int[]> one = List.of(new int[] {1}, new int[0]);
        assertThrows(
                IllegalArgumentException.class,
                () -> SentenceVectors.mean(vectors).withoutCommonComponent(one));
    }

    /** Two sentences that say the opposite lie on one line: their sum is zero, their common component is not. */
    @Test
    void oppositeSentencesHaveAComponentInCommon() {
        Matrix vectors = Matrix.allocate(3, 2);
        vectors.setRow(0, new float[] {3, 4});
        vectors.setRow(1, new float[] {-3, -4});
        vectors.setRow(2, new float[] {1, 0});
        SentenceVectors rest =
                SentenceVectors.mean(vectors).withoutCommonComponent(List.of(new int[] {0}, new int[] {1}));
        assertArrayEquals(new float[2], rest.of(new int[] {0}), 1e-6f);
        assertArrayEquals(new float[] {0.64f, -0.48f}, rest.of(new int[] {2}), 1e-6f); // (1, 0) − 0.6 · (0.6, 0.8)
        assertThrows(IllegalArgumentException.class, () -> rest.of(new int[] {3}));
        assertThrows(IllegalArgumentException.class, () -> rest.of(new int[] {-1}));
    }

    private static Vocabulary vocabulary(long... counts) {
        List<byte[]> words = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            words.add(("w" + i).getBytes(StandardCharsets.UTF_8));
        }
        return Vocabulary.of(words, counts);
    }
}
