package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class Crc32cSumTest {
    @Test
    void theChecksumOfTwoStretchesFromTheirOwn() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(round < 100 ? 20 : 5000)];
            random.nextBytes(bytes);
            int cut = random.nextInt(bytes.length + 1);
            int sum = Crc32cSum.of(crc(bytes, 0, cut), crc(bytes, cut, bytes.length), bytes.length - cut);
            assertEquals(crc(bytes, 0, bytes.length), sum, "seed " + seed + ", round " + round);
        }
    }

    private static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
