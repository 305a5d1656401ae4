package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files of other programs, byte for byte, and what can be wrong with them. */
class ForeignFilesTest {
    @TempDir
    Path folder;

    private Path file(String name, String latin1) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertModel(Embeddings model, String... words) {
        assertEquals(words.length, model.size());
        for (int i = 0; i < words.length; i++) {
            assertEquals(words[i], model.vocabulary().word(i));
            assertArrayEquals(new float[] {i + 0.5f, -i}, model.input().row(i));
        }
    }

    private void assertRejected(Path path, String part) {
        IOException e = assertThrows(IOException.class, () -> Models.open(path));
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the 0.5 0\nnew 1.5 -1\n",
                "the 0.500000 -0.000000\r\nnew 1.500000 -1.000000\r\n",
                "\nthe .5 0\n\nnew 15e-1 -1",
            })
    void gloveIsFoundByLooking(String text) throws IOException {
        Path file = file("model", text.replace("-0.000000", "0.000000"));
        assertSame(Format.GLOVE, Models.format(file));
        Embeddings model = Models.open(file);
        assertEquals("new", model.vocabulary().word(1));
        assertArrayEquals(new float[] {0.5f, 0}, model.input().row(0));
        assertArrayEquals(new float[] {1.5f, -1}, model.input().row(1));
    }

    @Test
    void gloveWordsMayHaveSpacesAndBeNumbers() throws IOException {
        Embeddings model = Models.open(file("model", "the 1 2\n. . . 3 4\nat 7 5 6\n5 7 8\n"));
        assertEquals(". . .", model.vocabulary().word(1));
        assertEquals("at 7", model.vocabulary().word(2));
        assertArrayEquals(new float[] {5, 6}, model.input().row(2));
        assertEquals(3, model.vocabulary().id("5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a 1 2#b 3 4#c 5# | vector 3 (byte 12): a word and 2 numbers are expected, but only 1 numbers follow",
                "a 1 2#b 3 4#c 5 | only 2 of 3 vectors are whole",
                "a 1 2#b 3 4#c 5 x#d 7 8# | vector 3 (byte 12): number 2 of 2 is 'x'",
            })
    void badGloveIsNamed(String text, String message) throws IOException {
        assertRejected(file("model", text.strip().replace('#', '\n')), message);
    }

    private static final String NPY = "\u0093NUMPY\1\0\u0046\0"
            + "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }          \n"
            + "\0\0\0\u003f\0\0\0\0\0\0\u00c0\u003f\0\0\u0080\u00bf";

    @Test
    void numpyAndItsWords() throws IOException {
        Path file = file("m.npy", NPY);
        assertSame(Format.NPY, Models.format(file));
        assertRejected(file, "no file of words is beside it");
        file("m.vocab.txt", "a\nb\n");
        Embeddings model = Models.open(file);
        assertModel(model, "a", "b");
        assertTrue(model.input().segment().isMapped(), "floats in C order are seen in place");
        file("m.vocab.txt", "a\r\nb\r\n");
        assertModel(Models.open(file), "a", "b");
        file("m.vocab.txt", "a\nb\nc\n");
        assertRejected(folder.resolve("m.npy"), "has 3 lines, but m.npy has 2 rows");
        Path words = file("elsewhere", "x\ny");
        assertModel(Models.open(file, Format.NPY, new OpenOptions(Optional.empty(), Optional.of(words))), "x", "y");
    }

    @Test
    void badArraysAreNamed() throws IOException {
        file("words.txt", "a\nb\n");
        assertRejected(file("m.npy", NPY.substring(0, NPY.length() - 1)), "it is cut off, only 1 rows are whole");
        assertRejected(file("m.npy", NPY + "x"), "should have 16 bytes of numbers");
        assertRejected(file("m.npy", NPY.replace("(2, 2)", "(2, 0)")), "shape (2, 0)");
        assertRejected(file("m.npy", NPY.replace("(2, 2)", "(4,) ")), "shape (4)");
        assertRejected(
                file("m.npy", NPY.replace("(2, 2), }          ", "(999999999, 999999)}")),
                "should have 3999995996000004 bytes");
        assertRejected(file("m.npy", NPY.replace("<f4", "<i4")), "numbers of type '<i4'");
        assertRejected(file("m.npy", NPY.replace("NUMPY\1", "NUMPY\4")), "version 4 of NumPy's format");
        assertRejected(file("m.npy", NPY.substring(0, 40)), "its header should have 70 bytes");
        assertRejected(file("m.npy", NPY.replace("shape", "shabe")), "no readable 'shape'");
    }

    @Test
    void projectorWithAndWithoutHeader() throws IOException {
        Path vectors = file("p/vectors.tsv", "0.5\t0\n1.5\t-1\n");
        file("p/metadata.tsv", "a\nb c\n");
        assertSame(Format.PROJECTOR, Models.format(folder.resolve("p")));
        assertSame(Format.PROJECTOR, Models.format(vectors));
        assertModel(Models.open(folder.resolve("p")), "a", "b c");
        file("p/metadata.tsv", "group\tWord\tCount\nx\ta\t7\ny\tb\t5\n");
        Embeddings model = Models.open(vectors);
        assertModel(model, "a", "b");
        assertEquals(7, model.vocabulary().count(0));
        file("p/metadata.tsv", "word\na\nb\n");
        assertRejected(folder.resolve("p"), "must not have a header");
        file("p/metadata.tsv", "word\tcount\na\t7\nb\tmany\n");
        assertRejected(folder.resolve("p"), "word 2: the count 'many'");
        file("p/metadata.tsv", "a\nb\n");
        file("p/vectors.tsv", "0.5\t0\n1.5\n");
        assertRejected(folder.resolve("p"), "vector 2 (byte 6): 2 numbers are expected, but there are only 1");
        file("p/vectors.tsv", "0.5\t0\n1.5\t-1\t3\n");
        assertRejected(folder.resolve("p"), "more follow: '3'");
    }

    private String safetensors(String json, int... floats) {
        byte[] header = json.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + header.length + 4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header);
        for (int f : floats) {
            bytes.putInt(f);
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }

    private static int bits(double value) {
        return Float.floatToIntBits((float) value);
    }

    private static final int[] ROWS = {bits(0.5), bits(0), bits(1.5), bits(-1)};

    @Test
    void aTensorIsChosen() throws IOException {
        String one = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";
        Path file = file("m.safetensors", safetensors(one, ROWS));
        assertSame(Format.SAFETENSORS, Models.format(file));
        file("vocab.txt", "a\nb\n");
        assertModel(Models.open(file), "a", "b");
        String two = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
                + "\"y\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[16,24]}}";
        file("m.safetensors", safetensors(two, bits(0.5), 0, bits(1.5), bits(-1), bits(7), bits(8)));
        assertRejected(file, "several of its tensors are matrices: 'x' [2, 2], 'y' [2, 1]; choose one with --tensor");
        OpenOptions y = new OpenOptions(Optional.of("y"), Optional.empty());
        assertEquals(8, Models.open(file, Format.SAFETENSORS, y).input().get(1, 0));
        OpenOptions z = new OpenOptions(Optional.of("z"), Optional.empty());
        assertTrue(assertThrows(IOException.class, () -> Models.open(file, Format.SAFETENSORS, z))
                .getMessage()
                .contains("has no tensor 'z'; it has 'x' [2, 2], 'y' [2, 1]"));
        String half = "{\"x\":{\"dtype\":\"BF16\",\"shape\":[2,2],\"data_offsets\":[0,8]}}";
        file("m.safetensors", safetensors(half, 0x00003f00, 0xbf803fc0));
        assertModel(Models.open(file), "a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"WordPiece\",\"vocab\":{\"b\":1,\"a\":0}}",
                "{\"vocab\":[[\"a\",-1.5],[\"b\",0]],\"unk_id\":0}",
                "{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]}},\"added_tokens\":[{\"id\":1,\"content\":\"b\"}",
            })
    void model2vecFolders(String model) throws IOException {
        String matrix = "{\"embeddings\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";
        file("m/model.safetensors", safetensors(matrix, ROWS));
        String json = model.contains("added") ? model.replace("}},", "},").replace("}\"added", "},\"added") : model;
        String text = model.contains("added")
                ? "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]},\"added_tokens\":[{\"id\":1,\"content\":\"b\"}]}"
                : "{\"version\":\"1.0\",\"model\":" + json + "}";
        file("m/tokenizer.json", text);
        assertSame(Format.MODEL2VEC, Models.format(folder.resolve("m")));
        assertModel(Models.open(folder.resolve("m")), "a", "b");
        file("m/tokenizer.json", text.replace("\"b\"", "\"a\""));
        assertThrows(IOException.class, () -> Models.open(folder.resolve("m")));
    }

    @Test
    void model2vecWithWeightsAndMapping() throws IOException {
        String header = "{\"mapping\":{\"dtype\":\"I32\",\"shape\":[3],\"data_offsets\":[16,28]},"
                + "\"weights\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[28,40]},"
                + "\"embedding.weight\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";
        Path inner = Path.of("m/0_StaticEmbedding");
        file(
                inner + "/model.safetensors",
                safetensors(header, ROWS[0], ROWS[1], ROWS[2], ROWS[3], 1, 0, 1, bits(1), bits(2), bits(-4)));
        file(inner + "/tokenizer.json", "{\"model\":{\"vocab\":{\"a\":0,\"b\":1,\"c\":2}}}");
        Embeddings model = Models.open(folder.resolve("m"));
        assertArrayEquals(new float[] {1.5f, -1}, model.input().row(0));
        assertArrayEquals(new float[] {1, 0}, model.input().row(1));
        assertArrayEquals(new float[] {-6, 4}, model.input().row(2));
        file(
                inner + "/model.safetensors",
                safetensors(header, ROWS[0], ROWS[1], ROWS[2], ROWS[3], 1, 0, 2, bits(1), bits(2), bits(-4)));
        assertRejected(folder.resolve("m"), "mapping[2] is 2, but there are 2 rows");
    }

    @Test
    void jsonLinesOfOthers() throws IOException {
        Path file = file(
                "m",
                "{ \"id\": [1, {\"x\": null}], \"word\": \"a\\u00e9\\ud83d\\ude42\\n\", \"vector\": [0.5, 0.0e0] }\r\n\n"
                        + "{\"vector\":[15e-1,-1],\"count\":12,\"bytes\":\"/w==\",\"word\":\"?\"}");
        assertSame(Format.JSONL, Models.format(file));
        Embeddings model = Models.open(file);
        assertEquals("aé🙂\n", model.vocabulary().word(0));
        assertArrayEquals(new byte[] {(byte) 0xff}, model.vocabulary().wordBytes(1));
        assertEquals(12, model.vocabulary().count(1));
        assertArrayEquals(new float[] {1.5f, -1}, model.input().row(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"word\":\"a\",\"vector\":[1,2]}#{\"word\":\"b\",\"vector\":[1]}# | vector 2 (byte 28): the vector has 1 numbers, but the first one has 2",
                "{\"word\":\"a\",\"vector\":[1,2]}#{\"word\":\"b\",\"vector\":[1 | only 1 of 2 vectors are whole",
                "{\"word\":\"a\",\"vector\":[1,x]} | number 2 of the vector is 'x'",
                "{\"word\":\"a\",\"vector\":[]} | a vector of 0 numbers",
                "{\"word\":\"a\"} | the object has no \"vector\"",
                "{\"vector\":[1]} | the object has no \"word\"",
                "{\"word\":\"a\",\"vector\":[1],\"count\":-1} | \"count\" is not a whole number",
                "{\"word\":\"a\",\"word\":\"b\",\"vector\":[1]} | the object has \"word\" twice",
                "{\"word\":\"\\ud83d\",\"vector\":[1]} | both halves of a character",
                "{\"word\":\"a\",\"vector\":[1]} x | the end of the line is expected at character 27",
            })
    void badJsonLinesAreNamed(String text, String message) throws IOException {
        assertRejected(file("m", text.strip().replace('#', '\n')), message.strip());
    }
}
