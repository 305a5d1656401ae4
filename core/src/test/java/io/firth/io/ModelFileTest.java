package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
    @TempDir
    Path folder;

    @Test
    void comparingTheChecksumCanBeInterrupted() throws IOException {
        Path file = folder.resolve("model");
        ModelFile.write(TestModels.random(5, 5, 3, 5), file);
        MemorySegment bytes = MemorySegment.ofArray(Files.readAllBytes(file));
        ModelChecksum.verify(file, bytes);
        Thread.currentThread().interrupt();
        try {
            assertThrows(ClosedByInterruptException.class, () -> ModelChecksum.verify(file, bytes));
        } finally {
            assertTrue(Thread.interrupted(), "it stays interrupted");
        }
    }

    // V, D, rows of output (−1: none); odd numbers, so that nothing is aligned by luck.
    @ParameterizedTest
    @CsvSource({"7, 5, 7", "7, 5, 6", "7, 5, -1", "1, 1, 1", "1, 3, 0", "33, 16, 33", "1000, 37, 999"})
    void comesBackAsItWas(int size, int dim, int outputRows) throws IOException {
        Embeddings before = TestModels.random(size, size, dim, outputRows);
        Path file = folder.resolve("model");
        ModelFile.write(before, file);
        ModelFile.verify(file);
        Embeddings after = Models.open(file);
        TestModels.assertSameWords(before.vocabulary(), after.vocabulary());
        for (int id = 0; id < size; id++) {
            assertEquals(before.vocabulary().count(id), after.vocabulary().count(id));
        }
        TestModels.assertSameRows(before.input(), after.input());
        assertEquals(before.output().isPresent(), after.output().isPresent());
        if (outputRows >= 0) {
            TestModels.assertSameRows(before.output().get(), after.output().get());
        }
        assertEquals(before.provenance(), after.provenance());
        // What was opened can be written again, with the same bytes.
        Path again = folder.resolve("again");
        ModelFile.write(after, again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @ParameterizedTest
    @CsvSource({"7, 5, 7", "7, 5, 6", "8, 3, -1"})
    void anyReaderOfSafetensorsOpensIt(int size, int dim, int outputRows) throws IOException {
        Embeddings model = TestModels.random(11, size, dim, outputRows);
        Path file = folder.resolve("model");
        ModelFile.write(model, file);
        StrictSafetensors other = new StrictSafetensors(Files.readAllBytes(file));
        assertEquals(0, (other.headerLength + 8) % 64);
        assertEquals("firth", other.metadata().get("format"));
        assertEquals("1", other.metadata().get("format_version"));
        assertEquals(
                "{\"architecture\":\"skip-gram \\\"x\\\"\\u000a\\\\\"}",
                other.metadata().get("config"));
        assertEquals(List.of((long) size, (long) dim), other.tensor("input").get("shape"));
        for (int row = 0; row < size; row++) {
            assertEquals(
                    model.vocabulary().count(row), other.data.getLong(other.begin("counts") + 8 * row), "count " + row);
            int from = (int) other.data.getLong(other.begin("words.offsets") + 8 * row);
            int to = (int) other.data.getLong(other.begin("words.offsets") + 8 * (row + 1));
            byte[] word = new byte[to - from];
            other.data.get(other.begin("words.bytes") + from, word);
            assertArrayEquals(model.vocabulary().wordBytes(row), word);
        }
        assertSame(model.input(), other, "input");
        if (outputRows >= 0) {
            assertSame(model.output().get(), other, "output");
        } else {
            assertEquals(null, other.tensor("output"));
        }
    }

    private static void assertSame(Matrix matrix, StrictSafetensors other, String name) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int c = 0; c < matrix.dim(); c++) {
                float value = other.data.getFloat(other.begin(name) + 4 * (row * matrix.dim() + c));
                assertEquals(matrix.get(row, c), value, name);
            }
        }
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        byte[] whole = bytes(TestModels.random(3, 5, 3, 5));
        Path cut = folder.resolve("cut");
        int header = new StrictSafetensors(whole).headerLength + 8;
        for (int length = 0; length < whole.length; length += length > 16 && length < header - 16 ? 7 : 1) {
            Files.write(cut, Arrays.copyOf(whole, length));
            IOException e = assertThrows(IOException.class, () -> ModelFile.open(cut), "cut at " + length);
            assertTrue(e.getMessage().startsWith(cut.toString()), e.getMessage());
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
        assertTrue(assertThrows(IOException.class, () -> ModelFile.open(cut))
                .getMessage()
                .contains("1 bytes that belong to no tensor"));
    }

    @Test
    void aCutMatrixSaysHowManyRowsAreWhole() throws IOException {
        byte[] whole = bytes(TestModels.random(3, 5, 3, 5));
        StrictSafetensors layout = new StrictSafetensors(whole);
        int input = layout.headerLength + 8 + layout.begin("input");
        Path cut = folder.resolve("cut");
        for (int bytes : new int[] {0, 11, 12, 59}) {
            Files.write(cut, Arrays.copyOf(whole, input + bytes));
            String message =
                    assertThrows(IOException.class, () -> ModelFile.open(cut)).getMessage();
            assertTrue(message.endsWith(", so that " + bytes / 12 + " of its 5 rows are whole"), message);
        }
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        byte[] whole = bytes(TestModels.random(3, 5, 3, 5));
        Path changed = folder.resolve("changed");
        int header = new StrictSafetensors(whole).headerLength + 8;
        for (int at = 0; at < whole.length; at += at > 16 && at < header - 16 ? 7 : 1) {
            byte[] copy = whole.clone();
            copy[at] ^= 0x10;
            Files.write(changed, copy);
            assertThrows(IOException.class, () -> ModelFile.verify(changed), "byte " + at);
        }
    }

    @Test
    void newerVersionsAndStrangersAreNamed() throws IOException {
        byte[] whole = bytes(TestModels.random(3, 5, 3, 5));
        assertRejected(replace(whole, "\"format_version\":\"1\"", "\"format_version\":\"2\""), "format version 2");
        assertRejected(replace(whole, "\"format_version\":\"1\"", "\"format_version\":\"x\""), "'x'");
        assertRejected(replace(whole, "\"format\":\"firth\"", "\"format\":\"other\""), "not a Firth model");
        assertRejected(replace(whole, "\"counts\"", "\"cOunts\""), "lacks the tensor 'counts'");
        assertRejected(replace(whole, "\"I64\"", "\"U64\""), "U64");
        assertRejected(replace(whole, "2026-05-04T", "2026-99-04T"), "provenance");
    }

    @Test
    void shapesAndOffsetsAreChecked() throws IOException {
        byte[] whole = bytes(TestModels.random(3, 5, 3, 5));
        assertRejected(replace(whole, "\"shape\":[5,3]", "\"shape\":[3,5]"), "'counts' has 5 entries");
        assertRejected(replace(whole, "\"data_offsets\":[0,40]", "\"data_offsets\":[8,40]"), "should begin at 0");
        assertRejected(replace(whole, "\"data_offsets\":[0,40]", "\"data_offsets\":[0,48]"), "fill its 48 bytes");
        StrictSafetensors layout = new StrictSafetensors(whole);
        int offsets = layout.headerLength + 8 + layout.begin("words.offsets");
        for (long wrong : new long[] {-1, 1000, Long.MAX_VALUE, Long.MIN_VALUE}) {
            byte[] copy = whole.clone();
            ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putLong(offsets + 16, wrong);
            assertRejected(copy, "words.offsets");
        }
        byte[] copy = whole.clone();
        ByteBuffer.wrap(copy)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(layout.headerLength + 8 + layout.begin("counts"), -3);
        assertRejected(copy, "count");
    }

    @Test
    void hugeNumbersInTheHeaderAllocateNothing() throws IOException {
        for (String shape : List.of("9223372036854775807,9223372036854775807", "4294967296,4294967296", "1,1")) {
            String json = "{\"input\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[0,0]}}";
            assertRejected(safetensors(json), "input");
        }
        assertRejected(safetensors("{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,0]}}"), "-1");
        assertRejected(
                safetensors("{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,0]}}"),
                "whole number");
        assertRejected(safetensors("{\"__metadata__\":{\"a\":1}}"), "a string is expected");
        assertRejected(safetensors("{\"a\":1}"), "an object is expected");
        assertRejected(safetensors("{} {}"), "the end is expected");
        String tensor = "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}";
        assertRejected(safetensors("{" + tensor + "," + tensor + "}"), "'a' twice");
    }

    @Test
    void metadataOfALaterVersionIsKeptOrPassedOver() throws IOException {
        Path file = folder.resolve("model");
        byte[] whole = bytes(TestModels.random(3, 5, 3, 5));
        Files.write(file, replace(whole, "\\\"machine\\\"", "\\\"mAchine\\\""));
        assertEquals("a machine", ModelFile.open(file).provenance().other().get("mAchine"));
        Files.write(file, replace(whole, "\\\"epochs\\\"", "\\\"ePochs\\\""));
        assertEquals(List.of(), ModelFile.open(file).provenance().epochs());
    }

    @Test
    void vectorsThatAreNoNumbersAreNotKept() throws IOException {
        Path file = folder.resolve("model");
        Files.writeString(file, "old");
        for (Format format : List.of(Format.FIRTH, Format.WORD2VEC_BINARY, Format.GLOVE, Format.JSONL, Format.NPY)) {
            Embeddings model = TestModels.random(3, 4, 3, 4);
            model.input().set(2, 1, Float.NaN);
            Embeddings plain = new Embeddings(
                    Vocabulary.of(
                            List.of(new byte[] {'a'}, new byte[] {'b'}, new byte[] {'c'}, new byte[] {'d'}),
                            new long[4]),
                    model.input(),
                    Optional.empty(),
                    Provenance.unknown());
            IOException e =
                    assertThrows(IOException.class, () -> Models.write(plain, file, format, VectorChoice.INPUT));
            assertTrue(e.getMessage().contains("row 2, column 1"), e.getMessage());
            assertEquals("old", Files.readString(file));
            assertEquals(List.of("model"), TestModels.namesIn(folder));
        }
    }

    private void assertRejected(byte[] bytes, String part) throws IOException {
        Path file = folder.resolve("rejected");
        Files.write(file, bytes);
        IOException e = assertThrows(IOException.class, () -> ModelFile.open(file));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    private byte[] bytes(Embeddings model) throws IOException {
        Path file = folder.resolve("whole");
        ModelFile.write(model, file);
        return Files.readAllBytes(file);
    }

    private static byte[] safetensors(String json) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    /** Same length, so that nothing else moves. */
    private static byte[] replace(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(from), from);
        assertEquals(from.length(), to.length());
        return text.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
