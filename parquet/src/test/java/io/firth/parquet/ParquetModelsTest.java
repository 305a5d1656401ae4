package io.firth.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetModelsTest {
    @TempDir
    Path folder;

    static Embeddings random(int size, int dim) {
        Random random = new Random(size);
        List<byte[]> words = new ArrayList<>();
        long[] counts = new long[size];
        Matrix rows = Matrix.allocate(size, dim);
        for (int i = 0; i < size; i++) {
            words.add((i == 1 ? "" : i == 2 ? "new york" : "größe" + i).getBytes(StandardCharsets.UTF_8));
            counts[i] = random.nextLong(1L << 40);
            for (int c = 0; c < dim; c++) {
                rows.set(i, c, (float) random.nextGaussian());
            }
        }
        return new Embeddings(Vocabulary.of(words, counts), rows, Optional.empty(), Provenance.unknown());
    }

    @Test
    void comesBackBitForBit() throws IOException {
        for (int size : new int[] {1, 7, 5000}) {
            Embeddings before = random(size, 17);
            Path file = folder.resolve("model.parquet");
            Models.write(before, file, Format.PARQUET);
            assertSame(Format.PARQUET, Models.format(file));
            Embeddings after = Models.open(file);
            assertEquals(size, after.size());
            for (int id = 0; id < size; id++) {
                assertEquals(before.vocabulary().word(id), after.vocabulary().word(id));
                assertEquals(before.vocabulary().count(id), after.vocabulary().count(id));
                assertArrayEquals(before.input().row(id), after.input().row(id));
            }
            byte[] bytes = Files.readAllBytes(file);
            Models.write(after, file, Format.PARQUET);
            assertArrayEquals(bytes, Files.readAllBytes(file));
        }
    }

    /** Written by DuckDB: src/test/resources/README.md has the statements. */
    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "uncompressed"})
    void filesOfDuckDb(String codec) throws IOException {
        Path file = folder.resolve("model.parquet");
        try (InputStream in = ParquetModelsTest.class.getResourceAsStream("/duckdb-" + codec + ".parquet")) {
            Files.copy(in, file);
        }
        Embeddings model = Models.open(file);
        assertEquals(3, model.size());
        assertEquals("größe", model.vocabulary().word(1));
        assertEquals(20, model.vocabulary().count(1));
        assertArrayEquals(new float[] {1.5f, -0.1f}, model.input().row(1));
    }

    @Test
    void whatCannotBeHeldIsNamedAndNothingIsLeftBehind() throws IOException {
        Embeddings good = random(3, 2);
        Vocabulary latin1 =
                Vocabulary.of(List.of(new byte[] {'a'}, new byte[] {(byte) 0xe9}, new byte[] {'c'}), new long[3]);
        Embeddings bad = new Embeddings(latin1, good.input(), Optional.empty(), Provenance.unknown());
        Path file = folder.resolve("model.parquet");
        IOException e = assertThrows(IOException.class, () -> Models.write(bad, file, Format.PARQUET));
        assertTrue(e.getMessage().contains("word 1") && e.getMessage().contains("UTF-8"), e.getMessage());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
