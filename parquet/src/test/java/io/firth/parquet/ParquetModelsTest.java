package io.firth.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
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

    /** Of 5,000 rows of one vector the file has far fewer bytes than numbers: the room that is made first is not enough. */
    @Test
    void rowsThatPackWell() throws IOException {
        Embeddings before = random(5000, 300);
        for (int id = 0; id < 5000; id++) {
            before.input().setRow(id, before.input().row(0));
        }
        Path file = folder.resolve("model.parquet");
        Models.write(before, file, Format.PARQUET);
        assertTrue(Files.size(file) < 5000 * 300, Files.size(file) + " bytes");
        Embeddings after = Models.open(file);
        assertEquals(5000, after.size());
        assertArrayEquals(before.input().row(0), after.input().row(4999));
    }

    @Test
    void columnsMayBeWrittenInOtherWays() throws IOException {
        String columns = "message other { optional int32 count; repeated double vector; required binary extra; "
                + "optional binary word (STRING); }";
        Path file = folder.resolve("model.parquet");
        write(
                file,
                columns,
                group -> group.append("count", 7)
                        .append("vector", 0.5)
                        .append("vector", -2.0)
                        .append("extra", "x")
                        .append("word", "a"),
                group -> group.append("vector", 1.0)
                        .append("vector", 3.0)
                        .append("extra", "y")
                        .append("word", "b"));
        Embeddings model = Models.open(file);
        assertEquals(
                List.of("a", "b"),
                List.of(model.vocabulary().word(0), model.vocabulary().word(1)));
        assertEquals(7, model.vocabulary().count(0));
        assertEquals(0, model.vocabulary().count(1));
        assertArrayEquals(new float[] {0.5f, -2}, model.input().row(0));
        assertArrayEquals(new float[] {1, 3}, model.input().row(1));
    }

    @Test
    void rowsThatLackSomethingAreNamed() throws IOException {
        String columns = "message other { optional binary word (STRING); repeated float vector; }";
        Path file = folder.resolve("model.parquet");
        UnaryOperator<Group> whole = group -> group.append("word", "a").append("vector", 1f);
        write(file, columns, whole, group -> group.append("vector", 1f));
        IOException e = assertThrows(IOException.class, () -> Models.open(file));
        assertTrue(e.getMessage().contains(file + ", row 1 has no word"), e.getMessage());
        write(file, columns, whole, group -> group.append("word", "b"));
        e = assertThrows(IOException.class, () -> Models.open(file));
        assertTrue(e.getMessage().contains(file + ", row 1 has a vector of 0 numbers"), e.getMessage());
    }

    @Test
    void filesThatAreCutOffSaySo() throws IOException {
        Path file = folder.resolve("model.parquet");
        Models.write(random(100, 5), file, Format.PARQUET);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {4, 11, 12, 1000, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            IOException e = assertThrows(IOException.class, () -> Models.open(file, Format.PARQUET));
            assertEquals(
                    file + " is cut off or damaged: a Parquet file ends with PAR1, and this one of " + length
                            + " bytes does not",
                    e.getMessage());
        }
        byte[] footer = whole.clone();
        Arrays.fill(footer, whole.length - 8, whole.length - 4, (byte) 0xf0);
        Files.write(file, footer);
        assertEquals(
                file + " is damaged: it says that its footer has 4042322160 bytes, and the whole file has "
                        + whole.length,
                assertThrows(IOException.class, () -> Models.open(file)).getMessage());
    }

    @Test
    void damageIsToldWithoutTheNamesOfClasses() throws IOException {
        Path file = folder.resolve("model.parquet");
        Models.write(random(100, 5), file, Format.PARQUET);
        byte[] whole = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * whole.length; bit += 7) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            try {
                Models.open(file, Format.PARQUET);
            } catch (IOException e) {
                String said = e.getMessage().replace(file.toString(), "FILE");
                String where = "bit " + bit + ": " + said;
                assertTrue(said.startsWith("FILE") && said.lines().count() == 1, where);
                assertFalse(
                        said.matches(".*(@[0-9a-f]{4,}|\\bnull\\b|Exception|Socket|\\b(java|org|com)\\.\\w+\\.).*"),
                        where);
            }
        }
    }

    @SafeVarargs
    private static void write(Path file, String columns, UnaryOperator<Group>... rows) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(columns);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new Codecs())
                .build()) {
            for (UnaryOperator<Group> row : rows) {
                writer.write(row.apply(new SimpleGroup(schema)));
            }
        }
    }
}
