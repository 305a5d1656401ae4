package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.SubwordVectors;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Questions with words that only the n-grams know, against the same questions asked with their vectors. */
class OpenVocabularyTest {
    private static final int WORDS = 40;
    private static final int DIM = 7;

    private final Embeddings model = model(new Random(5), true);
    private final OpenVocabulary words = new OpenVocabulary(model);

    private static Embeddings model(Random random, boolean subwords) {
        List<byte[]> names = IntStream.range(0, WORDS)
                .mapToObj(i -> ("word" + i).getBytes(StandardCharsets.UTF_8))
                .toList();
        Vocabulary vocabulary = Vocabulary.of(names, new long[WORDS]);
        Optional<SubwordVectors> ngrams = subwords
                ? Optional.of(new SubwordVectors(gaussian(random, 30), new int[0], 30, 3, 4))
                : Optional.empty();
        return new Embeddings(vocabulary, gaussian(random, WORDS), Optional.empty(), Provenance.unknown(), ngrams);
    }

    private static Matrix gaussian(Random random, int rows) {
        Matrix matrix = Matrix.allocate(rows, DIM);
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < DIM; d++) {
                matrix.set(r, d, (float) random.nextGaussian());
            }
        }
        return matrix;
    }

    @Test
    void idsStayAndLeadBackToWordAndVector() {
        assertEquals(3, words.id("word3"));
        assertFalse(words.isOfSubwords(3));
        assertEquals(WORDS, words.id("unseen"));
        assertEquals(WORDS + 1, words.id("unheard"));
        assertEquals(WORDS, words.id("unseen"));
        assertTrue(words.isOfSubwords(WORDS));
        assertEquals("unheard", words.word(WORDS + 1));
        assertEquals("word3", words.word(3));
        assertEquals(WORDS + 2, words.size());
        assertArrayEquals(model.vectorOf("unheard").orElseThrow(), words.row(WORDS + 1));
        assertArrayEquals(model.input().row(3), words.row(3));
        assertEquals(-1, words.id(""), "no n-gram of three characters");
        assertEquals(-1, new OpenVocabulary(model(new Random(5), false)).id("unseen"));
    }

    @Test
    void neighboursAndAnalogiesAreThoseOfTheVector() {
        int unseen = words.id("unseen");
        float[] vector = model.vectorOf("unseen").orElseThrow();
        NearestNeighbors nearest = new NearestNeighbors(words, model.input());
        assertEquals(new NearestNeighbors(model.input()).ofVector(vector, 5), nearest.ofWord(unseen, 5));
        // b − a + c by hand, over all rows but a and c
        Answer best = new Analogy(words, model.input())
                .answer(new AnalogyQuestion(1, unseen, 2), AnalogyMethod.COS_ADD, 1)
                .getFirst();
        Similarity similarity = new Similarity(words);
        double most = Double.NEGATIVE_INFINITY;
        int expected = -1;
        for (int x = 0; x < WORDS; x++) {
            double score = similarity.cosine(x, unseen) - similarity.cosine(x, 1) + similarity.cosine(x, 2);
            if (x != 1 && x != 2 && score > most) {
                most = score;
                expected = x;
            }
        }
        assertEquals(expected, best.wordId());
    }

    @Test
    void sentencesAndDistancesTakeThem() {
        int unseen = words.id("unseen");
        int[] alone = {unseen};
        assertEquals(1, SentenceVectors.mean(words).similarity(alone, alone), 1e-6);
        assertEquals(
                new Similarity(words).cosine(unseen, 4),
                SentenceVectors.mean(words).similarity(alone, new int[] {4}),
                1e-6);
        double cosine = new Similarity(words).cosine(unseen, 4);
        assertEquals(
                Math.sqrt(2 - 2 * cosine),
                WordMovers.of(words, alone, new int[] {4}).relaxed(),
                1e-6);
    }

    @Test
    void sifWeighsThemAsNeverSeen() {
        List<byte[]> names = new ArrayList<>();
        long[] counts = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            names.add(("word" + i).getBytes(StandardCharsets.UTF_8));
            counts[i] = 100;
        }
        int unseen = words.id("unseen");
        // p = 1/40, so g = a / (a + 1/40) = 1/2 with a = 1/40, and 1 for the unseen word
        float[] both = SentenceVectors.sif(words, Vocabulary.of(names, counts), 1.0 / WORDS)
                .of(new int[] {unseen, 4});
        for (int d = 0; d < DIM; d++) {
            assertEquals((words.row(unseen)[d] + 0.5 * words.row(4)[d]) / 2, both[d], 1e-6);
        }
    }

    @Test
    void otherIdsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Similarity(words).cosine(0, WORDS));
        assertThrows(IllegalArgumentException.class, () -> new NearestNeighbors(model.input()).ofWord(WORDS, 1));
        assertThrows(IllegalArgumentException.class, () -> new Analogy(words, Matrix.allocate(3, DIM + 1)));
    }
}
