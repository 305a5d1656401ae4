package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRunFileTest {
    private static final Provenance PROVENANCE = new Provenance(
            "1.2.3",
            Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
            OptionalLong.of(7),
            Map.of("threads", "3"),
            Map.of("sources", "\"quoted\" {}.txt"),
            "a machine",
            "scalar",
            List.of(new EpochStatistics(2.5, OptionalDouble.of(2.25), 1.5)),
            Optional.of(Duration.ofMillis(1234)),
            Map.of("note", "ä"));

    @TempDir
    private Path folder;

    private Path model(String name, float value) throws IOException {
        Matrix input = Matrix.allocate(1, 2);
        input.set(0, 0, value);
        Path file = folder.resolve(name);
        Models.write(
                new Embeddings(
                        Vocabulary.of(List.of(new byte[] {'w'}), new long[] {3}),
                        input,
                        Optional.empty(),
                        PROVENANCE.reproducible()),
                file,
                Format.FIRTH);
        return file;
    }

    @Test
    void tellsWhatWasWrittenAndOfWhichModel() throws IOException {
        Path model = model("m", 1);
        assertEquals(Optional.empty(), RunFile.read(model));
        RunFile.write(model, PROVENANCE);
        RunFile.Run run = RunFile.read(model).orElseThrow();
        assertEquals(PROVENANCE, run.provenance());
        assertTrue(run.isAbout(model));

        Files.move(model("other", 2), model, StandardCopyOption.REPLACE_EXISTING);
        assertFalse(RunFile.read(model).orElseThrow().isAbout(model));
    }

    @Test
    void damageIsNamed() throws IOException {
        Path model = model("m", 1);
        Files.writeString(RunFile.of(model), "{\"model\":5}");
        assertTrue(assertThrows(IOException.class, () -> RunFile.read(model))
                .getMessage()
                .startsWith(RunFile.of(model) + " is not valid: a string is expected"));
        Files.writeString(RunFile.of(model), "{\"provenance\":{\"created\":\"soon\"}}");
        assertTrue(assertThrows(IOException.class, () -> RunFile.read(model))
                .getMessage()
                .contains("cannot be read"));
    }
}
