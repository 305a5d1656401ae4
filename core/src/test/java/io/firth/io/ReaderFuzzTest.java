package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged files end in embeddings that can be asked or in an IOException that names the file; in nothing else. */
class ReaderFuzzTest {
    private static final int ROUNDS = Integer.getInteger("firth.fuzz.rounds", 300);

    @TempDir(factory = InMemory.class)
    Path folder;

    /** A million small files are written and read twice as fast where no disk has to hear of them. */
    static final class InMemory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "firth-fuzz")
                    : Files.createTempDirectory("firth-fuzz");
        }
    }

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
