package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SparseRowTest {
    @Test
    void sumsSortsAndIsEmptyWhenAllIsTaken() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int size : new int[] {1, 63, 64, 65, 4096, 4097, 300_000}) {
            SparseRow row = new SparseRow(size);
            for (int adds : new int[] {0, 1, 63, 64, 1000, 20_000}) {
                Map<Integer, Long> expected = new TreeMap<>();
                for (int i = 0; i < adds; i++) {
                    int column = random.nextInt(size);
                    long more = 1 + (random.nextLong() >>> 20);
                    row.add(column, more);
                    expected.merge(column, more, Long::sum);
                }
                row.sort();
                assertEquals(expected.size(), row.size(), "seed " + seed);
                int i = 0;
                for (Map.Entry<Integer, Long> cell : expected.entrySet()) {
                    assertEquals(cell.getKey(), row.column(i++), "seed " + seed);
                    assertEquals(cell.getValue(), row.take(cell.getKey()), "seed " + seed);
                }
                row.clear();
            }
        }
    }
}
