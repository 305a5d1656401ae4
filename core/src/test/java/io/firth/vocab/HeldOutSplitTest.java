package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutSplitTest {
    private static final int BLOCK = HeldOutSplit.BLOCK_BYTES;

    private final HeldOutSplit half = new HeldOutSplit(0.5, 7);

    /** A line's first 8 KiB share its fate; a byte farther the page of the source decides, whichever line lies there. */
    @Test
    void linesAndPagesAreUnits() {
        for (long line = 0; line < 100_000; line += 997) {
            boolean out = half.holdsOut(0, line, line);
            assertEquals(out, half.holdsOut(0, line, line + 1));
            assertEquals(out, half.holdsOut(0, line, line + BLOCK - 1));
            long page = (line / BLOCK + 1) * BLOCK;
            boolean ofPage = half.holdsOut(0, line - 100_000, page);
            assertEquals(ofPage, half.holdsOut(0, line - 50_000, page + BLOCK - 1));
            if (line % BLOCK != 0) {
                assertEquals(half.holdsOut(0, -100_000, line + BLOCK), half.holdsOut(0, line, line + BLOCK));
            }
        }
    }

    /** Neighbouring lines, a line and a page that begin at one byte, sources and seeds: half of each pair agree. */
    @Test
    void unitsAreDecidedWithoutRegardToEachOther() {
        HeldOutSplit other = new HeldOutSplit(0.5, 8);
        assertHalf(i -> half.holdsOut(0, i, i));
        assertHalf(i -> half.holdsOut(0, 2L * i, 2L * i) == half.holdsOut(0, 2L * i + 1, 2L * i + 1));
        long page = BLOCK;
        assertHalf(i -> half.holdsOut(0, i * page, i * page) == half.holdsOut(0, -1_000_000, i * page));
        assertHalf(i -> half.holdsOut(0, -1_000_000, i * page) == half.holdsOut(0, -1_000_000, (i + 1) * page));
        assertHalf(i -> half.holdsOut(0, i, i) == half.holdsOut(1, i, i));
        assertHalf(i -> half.holdsOut(i, 5, 5));
        assertHalf(i -> half.holdsOut(0, i, i) == other.holdsOut(0, i, i));
    }

    private static void assertHalf(IntPredicate decision) {
        int n = 20_000;
        assertEquals(n / 2.0, IntStream.range(0, n).filter(decision).count(), 5 * Math.sqrt(n * 0.25));
    }

    /**
     * A model says with which fraction and seed it was trained: the same sentences must be held out in every version. Worked out by
     * SplitMix64 in Python.
     */
    @Test
    void theSameInEveryVersion() {
        HeldOutSplit split = new HeldOutSplit(0.1, 1);
        int[] lines = IntStream.range(0, 100)
                .filter(line -> split.holdsOut(0, line, line))
                .toArray();
        int[] pages = IntStream.range(1, 100)
                .filter(page -> split.holdsOut(3, 0, (long) page * BLOCK))
                .toArray();
        assertEquals("[1, 14, 19, 40, 42, 62, 66, 70, 78]", Arrays.toString(lines));
        assertEquals("[1, 20, 21, 45, 48, 56, 76, 84, 89]", Arrays.toString(pages));
        assertTrue(new HeldOutSplit(0, 1).isEmpty());
        assertFalse(split.isEmpty());
        assertEquals(
                0,
                IntStream.range(0, 1000)
                        .filter(line -> new HeldOutSplit(0, 1).holdsOut(0, line, line))
                        .count());
    }
}
