package io.firth.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.io.Format;
import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files end in embeddings or in an IOException that names the file. */
class ParquetFuzzTest {
    @TempDir
    Path folder;

    @Test
    void damagedFilesEndInASentence() throws IOException {
        Path whole = folder.resolve("whole");
        Models.write(ParquetModelsTest.random(50, 5), whole, Format.PARQUET);
        byte[] bytes = Files.readAllBytes(whole);
        Path file = folder.resolve("model");
        long seed = Long.getLong("firth.fuzz.seed", new Random().nextLong());
        Random random = new Random(seed);
        int refused = 0;
        int rounds = Math.max(300, Integer.getInteger("firth.fuzz.rounds", 300) / 10);
        for (int i = 0; i < rounds; i++) {
            byte[] damaged = bytes.clone();
            for (int k = 0; k < 1 + random.nextInt(3); k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(
                    file, random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged);
            try {
                new ParquetModels().open(file);
            } catch (IOException e) {
                assertTrue(e.getMessage().contains(file.toString()), seed + ": " + e);
                assertEquals(1, e.getMessage().lines().count(), seed + ": " + e);
                refused++;
            }
        }
        assertTrue(refused > rounds / 10, refused + " refused, seed " + seed);
    }
}
