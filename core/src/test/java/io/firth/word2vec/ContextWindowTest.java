package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Row M8 of the worked examples. */
class ContextWindowTest {
    @Test
    void sentencesOf7And8And11TokensWithWindow1() {
        assertEquals(12, ContextWindow.pairs(7, 1));
        assertEquals(14, ContextWindow.pairs(8, 1));
        assertEquals(20, ContextWindow.pairs(11, 1));
        assertEquals(26, ContextWindow.windows(7, 1) + ContextWindow.windows(8, 1) + ContextWindow.windows(11, 1));
        assertEquals(
                20,
                ContextWindow.completeWindows(7, 1)
                        + ContextWindow.completeWindows(8, 1)
                        + ContextWindow.completeWindows(11, 1));
    }

    @Test
    void theQuickBrownFoxGivesThirtyPairs() {
        assertEquals(30, ContextWindow.pairs(9, 2));
        assertEquals(9, ContextWindow.windows(9, 2));
    }

    @Test
    void countsAgreeWithCountingOneByOne() {
        for (int n = 0; n <= 24; n++) {
            for (int m = 1; m <= 30; m++) {
                long pairs = 0;
                long windows = 0;
                long complete = 0;
                for (int centre = 0; centre < n; centre++) {
                    int context = 0;
                    for (int other = 0; other < n; other++) {
                        if (other != centre && Math.abs(other - centre) <= m) {
                            context++;
                        }
                    }
                    assertEquals(context, ContextWindow.contextSize(centre, n, m));
                    pairs += context;
                    windows += context > 0 ? 1 : 0;
                    complete += context == 2 * m ? 1 : 0;
                }
                String shape = "n = " + n + ", m = " + m;
                assertEquals(pairs, ContextWindow.pairs(n, m), shape);
                assertEquals(windows, ContextWindow.windows(n, m), shape);
                assertEquals(complete, ContextWindow.completeWindows(n, m), shape);
            }
        }
    }

    @Test
    void longSentencesDoNotOverflow() {
        assertEquals(2L * 5 * 10_000_000_000L - 30, ContextWindow.pairs(10_000_000_000L, 5));
        assertThrows(ArithmeticException.class, () -> ContextWindow.pairs(Long.MAX_VALUE, 5));
    }

    @Test
    void nonsenseIsNamed() {
        var e = assertThrows(IllegalArgumentException.class, () -> ContextWindow.pairs(3, 0));
        assertEquals("window must be at least 1, but is 0", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ContextWindow.windows(-1, 1));
    }
}
