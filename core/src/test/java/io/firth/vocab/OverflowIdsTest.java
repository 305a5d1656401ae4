package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowIdsTest {
    private static final int IDS_PER_FILE = 100;

    @TempDir
    Path folder;

    private static int[] ids(int part, int number) {
        int[] ids = new int[10];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = 10_000 * part + 10 * number + i;
        }
        return ids;
    }

    @Test
    void whatWasTakenIsNoLongerOnTheDisk() throws IOException {
        try (OverflowIds overflow = new OverflowIds(folder, IDS_PER_FILE)) {
            List<List<OverflowIds.Place>> places = List.of(new ArrayList<>(), new ArrayList<>());
            for (int number = 0; number < 40; number++) { // two parts at once: 400 ids each
                places.get(0).add(overflow.append(1, ids(1, number), 10));
                places.get(1).add(overflow.append(2, ids(2, number), 10));
            }
            assertEquals(800 * Integer.BYTES, overflow.bytes());
            long left = 800;
            for (int part = 1; part <= 2; part++) {
                overflow.finish(part);
                for (int number = 0; number < 40; number++) {
                    assertArrayEquals(
                            ids(part, number),
                            overflow.take(places.get(part - 1).get(number)));
                    left -= 10;
                    assertTrue(
                            overflow.bytes() < (left + IDS_PER_FILE) * Integer.BYTES,
                            () -> overflow.bytes() + " bytes are kept");
                }
            }
            assertEquals(0, overflow.bytes());
        }
    }

    @Test
    void manySmallPartsShareAFile() throws IOException {
        try (OverflowIds overflow = new OverflowIds(folder, IDS_PER_FILE)) {
            List<OverflowIds.Place> places = new ArrayList<>();
            for (int part = 1; part <= 25; part++) {
                places.add(overflow.append(part, ids(part, 0), 10));
                overflow.finish(part);
            }
            assertEquals(3, overflow.files());
            for (int part = 1; part <= 25; part++) {
                assertArrayEquals(ids(part, 0), overflow.take(places.get(part - 1)));
            }
            assertEquals(0, overflow.files());
        }
    }
}
