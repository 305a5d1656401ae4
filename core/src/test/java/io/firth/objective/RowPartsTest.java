package io.firth.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RowPartsTest {
    @Test
    void everyGroupIsDealtToAllParts() {
        for (int parts : new int[] {1, 2, 8, 64}) {
            RowParts cut = new RowParts(64 * 5, parts);
            for (long round = 0; round < 20; round++) {
                for (int group = 0; group < 64 * 5 / parts; group++) {
                    long seen = 0;
                    for (int i = 0; i < parts; i++) {
                        int part = cut.part(group * parts + i, round);
                        assertTrue(part >= 0 && part < parts);
                        seen |= 1L << part;
                    }
                    assertEquals(parts, Long.bitCount(seen), "parts of a group");
                }
            }
        }
    }

    @Test
    void theRowThatStandsInIsOfThePartAndOfTheSameGroup() {
        RowParts cut = new RowParts(83, 8);
        for (long round = 0; round < 50; round++) {
            for (int row = 0; row < 83; row++) {
                for (int part = 0; part < 8; part++) {
                    int own = cut.inPart(row, part, round);
                    assertEquals(part, cut.part(own, round));
                    int group = row / 8;
                    assertTrue(own / 8 == group || group == 10 && own / 8 == 9, row + " → " + own);
                    if (cut.part(row, round) == part) {
                        assertEquals(row, own, "it is of the part itself");
                    }
                }
            }
        }
    }

    @Test
    void theRowsOfAPartStandAtTheirGroups() {
        RowParts cut = new RowParts(83, 8);
        assertEquals(11, cut.groups());
        for (int part = 0; part < 8; part++) {
            int[] rows = new int[11];
            cut.rowsOfPart(part, 5, rows);
            for (int row = 0; row < 83; row++) {
                assertEquals(cut.inPart(row, part, 5), rows[row >> 3]);
                if (cut.part(row, 5) == part) {
                    assertEquals(row, rows[row >> 3], "a row of the part is found by its group");
                }
            }
        }
    }

    @Test
    void roundsDealAnewAndEvenly() {
        RowParts cut = new RowParts(40, 4);
        int[] times = new int[4];
        for (long round = 0; round < 4000; round++) {
            times[cut.part(13, round)]++;
        }
        for (int part = 0; part < 4; part++) {
            // 1000 ± 5 standard deviations of 27
            assertEquals(1000, times[part], 137, "part " + part);
        }
    }

    @Test
    void refusesOtherNumbers() {
        assertEquals(
                "the number of parts must be a power of two and at most 10, but is 6",
                assertThrows(IllegalArgumentException.class, () -> new RowParts(10, 6))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new RowParts(10, 16));
        assertThrows(IllegalArgumentException.class, () -> new RowParts(10, 0));
    }
}
