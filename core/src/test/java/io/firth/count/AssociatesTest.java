package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssociatesTest {
    /** Rows sums 10, 20, 70; column sums 20, 30, 50; 100 in all. */
    private static final double[][] COUNTS = {{6, 2, 2}, {2, 12, 6}, {12, 16, 42}};

    private final Cooccurrences counts = Cooccurrences.of(
            Vocabulary.of(
                    Stream.of("a", "b", "c")
                            .map(word -> word.getBytes(StandardCharsets.UTF_8))
                            .toList(),
                    new long[] {3, 2, 1}),
            COUNTS,
            CountSettings.defaults());

    @Test
    void byHand() {
        List<Associate> found = new Associates(counts, 1, 1, 0).of(0, Associates.Order.PMI, 10);
        // log(6·100/(10·20)) = log 3; (a, b) and (a, c) are rarer than by chance.
        assertEquals(1, found.size());
        assertEquals(0, found.getFirst().wordId());
        assertEquals(6, found.getFirst().count());
        assertEquals(2, found.getFirst().expected(), 1e-12);
        assertEquals(Math.log(3), found.getFirst().pmi(), 1e-12);
        double g = 2
                * (6 * Math.log(6 / 2.0) + 4 * Math.log(4 / 8.0) + 14 * Math.log(14 / 18.0) + 76 * Math.log(76 / 72.0));
        assertEquals(g, found.getFirst().logLikelihood(), 1e-9);
    }

    @Test
    void smoothingShiftAndLeastCount() {
        double sum = Math.sqrt(20) + Math.sqrt(30) + Math.sqrt(50);
        double expected = Math.log(12 / 20.0 / (Math.sqrt(30) / sum)) - Math.log(1.2);
        List<Associate> found = new Associates(counts, 1.2, 0.5, 2).of(1, Associates.Order.PMI, 10);
        assertEquals(List.of(1), found.stream().map(Associate::wordId).toList());
        assertEquals(expected, found.getFirst().pmi(), 1e-12);
        assertTrue(
                new Associates(counts, 1, 1, 13).of(1, Associates.Order.PMI, 10).isEmpty());
        assertTrue(
                new Associates(counts, 3, 1, 0).of(1, Associates.Order.PMI, 10).isEmpty());
    }

    @Test
    void ordersAndLimits() {
        Associates associates = new Associates(counts, 0.01, 1, 0);
        assertEquals(List.of(0, 1, 2), ids(associates.of(0, Associates.Order.PMI, 3)));
        assertEquals(List.of(2, 1, 0), ids(associates.of(2, Associates.Order.COUNT, 3)));
        // (c, a) and (c, b) are rarer than by chance: G² negative.
        assertEquals(
                2, ids(associates.of(2, Associates.Order.LOG_LIKELIHOOD, 3)).getFirst());
        assertTrue(
                associates.of(2, Associates.Order.LOG_LIKELIHOOD, 3).getLast().logLikelihood() < 0);
        assertEquals(List.of(0, 1), ids(associates.of(0, Associates.Order.PMI, 2)));
        assertThrows(IllegalArgumentException.class, () -> new Associates(counts, 1, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> new Associates(counts, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Associates(counts, 1, 1.5, 1));
    }

    /** Equally strong ones by id; a pair exactly as frequent as asked for counts. */
    @Test
    void tiesAndTheLeastCount() {
        double[][] even = {{0, 2, 2, 2}, {2, 0, 2, 2}, {2, 2, 0, 2}, {2, 2, 2, 0}};
        Cooccurrences equal = Matrices.of(even);
        for (Associates.Order order : Associates.Order.values()) {
            assertEquals(List.of(1, 2, 3), ids(new Associates(equal, 1, 1, 2).of(0, order, 9)), order.toString());
            assertEquals(List.of(0, 1), ids(new Associates(equal, 1, 1, 2).of(2, order, 2)), order.toString());
        }
        assertEquals(List.of(), new Associates(equal, 1, 1, 2.01).of(0, Associates.Order.PMI, 9));
        assertEquals(0, Associates.logLikelihood(4, 8, 8, 16), 1e-12);
    }

    private static List<Integer> ids(List<Associate> associates) {
        return associates.stream().map(Associate::wordId).toList();
    }
}
