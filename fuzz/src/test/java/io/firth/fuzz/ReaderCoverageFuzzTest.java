package io.firth.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes at all, as Jazzer finds them by coverage (CONTRIBUTING.md): those that reach a branch not reached before are
 * kept and changed further.
 */
class ReaderCoverageFuzzTest {
    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "1m")
    void anyBytes(byte[] data) throws IOException {
        Path file = Files.write(folder.resolve("model"), data);
        Files.writeString(folder.resolve("model.vocab.txt"), "a\nb\n");
        try {
            use(file);
        } catch (IOException e) {
            assertTrue(e.getMessage().contains(folder.toString()), e.toString());
            assertEquals(1, e.getMessage().lines().count(), e.toString());
        }
    }

    private static void use(Path file) throws IOException {
        var model = Models.open(file);
        for (int id = 0; id < model.size(); id++) {
            model.vocabulary().wordBytes(id);
            model.input().row(id);
        }
        model.vectorOf("unheard-of");
    }

    static List<byte[]> shortest() {
        return List.of(new byte[0], new byte[1], new byte[10], new byte[] {'1', ' ', '1', '\n'}, new byte[] {'{', '"'});
    }

    @ParameterizedTest
    @MethodSource("shortest")
    void theShortestInputs(byte[] data) throws IOException {
        anyBytes(data);
    }
}
