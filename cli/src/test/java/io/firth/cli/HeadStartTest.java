package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadStartTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("model");
        Matrix rows = Matrix.allocate(1, 2);
        rows.set(0, 1, 3);
        Vocabulary words = Vocabulary.of(List.of("a".getBytes(StandardCharsets.UTF_8)), new long[] {1});
        Models.write(new Embeddings(words, rows, Optional.empty(), Provenance.unknown()), file, Format.FIRTH);
    }

    @Test
    void opensTheModelThatIsAskedAndOnlyThat() {
        HeadStart start = HeadStart.of(new String[] {"neighbors", "--json", file.toString(), "a"}, 1);
        assertNull(start.take(folder.resolve("other")));
        Embeddings model = start.take(file);
        assertEquals(3, model.input().get(0, 1));
    }

    @Test
    void theCommandTakesWhatIsOpen() throws IOException {
        HeadStart start = HeadStart.of(new String[] {"similarity", file.toString()}, 1);
        Embeddings opened = start.take(file);
        assertSame(opened, new OpenModels(null, start).open(file, null, false).embeddings());
    }

    @Test
    void onlyLargeFilesOfQuestions() {
        assertNull(HeadStart.of(new String[] {"neighbors", file.toString()}));
        assertNull(HeadStart.of(new String[] {"train", file.toString()}, 1));
        assertNull(HeadStart.of(new String[] {"neighbors"}, 1));
        assertNull(HeadStart.of(new String[] {}, 1));
        assertNull(HeadStart.of(new String[] {"neighbors", "no\0name"}, 1));
        assertNull(HeadStart.of(new String[] {"neighbors", folder.toString()}, 1));
    }

    @Test
    void whatIsDamagedTheCommandComplainsOf() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        HeadStart start = HeadStart.of(new String[] {"neighbors", file.toString()}, 1);
        assertNotNull(start);
        assertNull(start.take(file));
        IOException e = assertThrows(IOException.class, () -> new OpenModels(null, start).open(file, null, false));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
}
