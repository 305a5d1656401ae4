package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged files end in embeddings that can be asked or in an IOException that names the file; in nothing else. */
class ReaderFuzzTest {
    private static final int ROUNDS = Integer.getInteger("firth.fuzz.rounds", 300);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "PARQUET")
    void everyInputEnds(Format format) throws IOException {
        long seed = Long.getLong("firth.fuzz.seed", new Random().nextLong());
        ReaderFuzzer fuzzer = new ReaderFuzzer(format, folder, seed);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60 + ROUNDS / 100), () -> fuzzer.run(ROUNDS), () -> "no end: " + fuzzer.place());
        int[] outcomes = fuzzer.outcomes();
        assertTrue(outcomes[0] > ROUNDS / 100 && outcomes[1] > ROUNDS / 100, Arrays.toString(outcomes));
    }
}
