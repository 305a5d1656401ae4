package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.eval.Drift.Moved;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final Embeddings BEFORE = model(
            List.of("stays", "turns", "back", "tilts", "zero", "lacks"),
            new long[] {60, 50, 40, 30, 20, 10},
            Optional.of(new float[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}}),
            new float[][] {{2, 0}, {2, 0}, {2, 0}, {2, 0}, {0, 0}, {0, 3}});

    /** Cosines 1, 0, −1, 0.6 and, from a zero vector, 0: by hand, in another order and with a word more. */
    @Test
    void byHand() {
        Embeddings after = model(
                List.of("tilts", "new", "turns", "back", "lacks", "zero", "stays"),
                new long[] {37, 100, 55, 41, 10, 22, 63},
                Optional.of(new float[][] {{1, 0}, {9, 9}, {1, 0}, {1, 0}, {0, 1}, {1, 0}, {1, 0}}),
                new float[][] {{3, 4}, {9, 9}, {0, 5}, {-4, 0}, {0, 3}, {1, 1}, {2, 0}});
        Drift drift = Drift.between(BEFORE, after, 3);
        assertEquals(1, drift.newWords());
        assertEquals(5, drift.occurring().words());
        assertEquals((1 + 0 - 1 + 0.6 + 0) / 5, drift.occurring().mean(), 1e-7);
        // of −1, 0, 0, 0.6, 1 with rank 4 · share between them
        double[] quantiles = {-1, -0.96, -0.8, 0, 0, 0.6, 1};
        for (int q = 0; q < quantiles.length; q++) {
            assertEquals(quantiles[q], drift.occurring().quantiles().get(q), 1e-7);
        }
        assertEquals(
                List.of(new Moved("back", 1, -1), new Moved("turns", 5, 0), new Moved("zero", 2, 0)),
                drift.occurring().most());
        assertEquals(new Drift.Part(1, 1, ones(), List.of()), drift.absent());
        assertEquals(new Drift.Part(5, 1, ones(), List.of()), drift.occurringOutput());
        assertEquals(List.of(new Moved("lacks", 0, 0)), drift.absentOutput().most(), "moved though it does not occur");
        assertEquals(4, Drift.between(BEFORE, after, 9).occurring().most().size(), "what stayed has not moved");
    }

    @Test
    void withoutOutputVectorsThereIsNoWord() {
        Embeddings bare = withoutOutput("stays", "turns", "back", "tilts", "zero", "lacks");
        for (Drift drift : List.of(Drift.between(BEFORE, bare, 1), Drift.between(bare, BEFORE, 1))) {
            assertEquals(0, drift.newWords());
            assertEquals(0, drift.absentOutput().words());
            assertTrue(Double.isNaN(drift.absentOutput().mean()));
            assertEquals(List.of(), drift.absentOutput().quantiles());
            assertEquals(6, drift.absent().words());
            assertEquals(0, drift.occurring().words());
        }
    }

    @Test
    void aWordThatIsLost() {
        Embeddings less = withoutOutput("stays", "turns", "back", "tilts", "zero", "other");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Drift.between(BEFORE, less, 1));
        assertTrue(e.getMessage().startsWith("'lacks' is not in the model"), e.getMessage());
    }

    /** In a file of others' making a word may stand twice; the first counts. */
    @Test
    void aWordThatStandsTwice() {
        Embeddings twice = model(
                List.of("a", "a", "b"), new long[] {3, 2, 1}, Optional.empty(), new float[][] {{1, 0}, {0, 1}, {1, 1}});
        Embeddings after =
                model(List.of("a", "b"), new long[] {4, 2}, Optional.empty(), new float[][] {{1, 0}, {1, 1}});
        Drift drift = Drift.between(twice, after, 3);
        assertEquals(new Drift.Part(2, 1, ones(), List.of()), drift.occurring());
        assertEquals(0, drift.newWords());
    }

    private static List<Double> ones() {
        return Stream.generate(() -> 1.0).limit(Drift.SHARES.size()).toList();
    }

    /** Six words, as often as those of BEFORE. */
    private static Embeddings withoutOutput(String... words) {
        return model(List.of(words), new long[] {60, 50, 40, 30, 20, 10}, Optional.empty(), new float[6][2]);
    }

    private static Embeddings model(List<String> words, long[] counts, Optional<float[][]> output, float[][] input) {
        List<byte[]> names = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new Embeddings(
                Vocabulary.of(names, counts), matrix(input), output.map(DriftTest::matrix), Provenance.unknown());
    }

    private static Matrix matrix(float[][] rows) {
        Matrix matrix = Matrix.allocate(rows.length, rows[0].length);
        for (int r = 0; r < rows.length; r++) {
            matrix.setRow(r, rows[r]);
        }
        return matrix;
    }
}
