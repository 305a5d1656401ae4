package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ShiftedPmiTest {
    private static final double[][] COUNTS = {{4, 0, 1}, {2, 8, 0}, {1, 1, 16}};

    @Test
    void pmiByItsDefinition() {
        try (Cooccurrences counts = Matrices.of(COUNTS)) {
            ShiftedPmi pmi = new ShiftedPmi(counts, 1, 1, false);
            assertEquals(Math.log(4 * 33 / (5.0 * 7)), pmi.of(0, 0, 4), 1e-14);
            assertEquals(Math.log(1 * 33 / (5.0 * 17)), pmi.of(0, 2, 1), 1e-14);
            assertEquals(0, new ShiftedPmi(counts, 1, 1, true).of(0, 2, 1));
            assertEquals(pmi.of(1, 1, 8) - Math.log(5), new ShiftedPmi(counts, 5, 1, false).of(1, 1, 8), 1e-14);
        }
    }

    @Test
    void smoothingRaisesTheContextsToAPower() {
        try (Cooccurrences counts = Matrices.of(COUNTS)) {
            double sum = Math.pow(7, 0.75) + Math.pow(9, 0.75) + Math.pow(17, 0.75);
            double expected = Math.log(8 / (10 * Math.pow(9, 0.75) / sum)) - Math.log(2);
            assertEquals(expected, new ShiftedPmi(counts, 2, 0.75, true).of(1, 1, 8), 1e-14);
        }
    }

    @Test
    void wrongNumbersAreRefused() {
        try (Cooccurrences counts = Matrices.of(COUNTS)) {
            assertThrows(IllegalArgumentException.class, () -> new ShiftedPmi(counts, 0, 1, true));
            assertThrows(IllegalArgumentException.class, () -> new ShiftedPmi(counts, 1, 1.1, true));
        }
    }
}
