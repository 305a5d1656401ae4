package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Word2VecFormatsTest {
    /** word2vec's own bytes for (a: 1, −2) and (bc: 0.5, 3), as Latin-1. */
    private static final String ROW_A = "a \0\0\u0080\u003f\0\0\0\u00c0";

    private static final String ROW_BC = "bc \0\0\0\u003f\0\0\u0040\u0040";

    @TempDir
    Path folder;

    @Test
    void goldenBinary() throws IOException {
        assertEquals("2 2\n" + ROW_A + "\n" + ROW_BC + "\n", written(Format.WORD2VEC_BINARY));
    }

    @Test
    void goldenText() throws IOException {
        assertEquals("2 2\na 1.0 -2.0\nbc 0.5 3.0\n", written(Format.WORD2VEC_TEXT));
    }

    private String written(Format format) throws IOException {
        Path file = folder.resolve("model");
        Models.write(small("a", "bc"), file, format);
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2 2\n" + ROW_A + "\n" + ROW_BC + "\n",
                "2 2\n" + ROW_A + ROW_BC,
                "2 2\n" + ROW_A + "\n" + ROW_BC,
                "2 2\n\n\n" + ROW_A + "\n\n" + ROW_BC + "\n\n",
                " 2\t2 \n" + ROW_A + ROW_BC,
                "2 2\na 1 -2\nbc .5 3e0\n",
                "2 2\na 1.000000 -2.000000 \nbc 0.500000 3.000000 \n",
                "2 2\r\na 1 -2\r\nbc +0.5 3\r\n\r\n",
                "2 2\na\t1\t-2\nbc 5e-1  3",
                "2 2\na  1\t -2 \t\n\nbc 50E-2 300.0e-2\r",
            })
    void readsWhatPeersWrite(String content) throws IOException {
        Embeddings model = Models.open(file(content));
        assertEquals("a", model.vocabulary().word(0));
        assertEquals("bc", model.vocabulary().word(1));
        assertArrayEquals(new float[] {1, -2}, model.input().row(0));
        assertArrayEquals(new float[] {0.5f, 3}, model.input().row(1));
        assertEquals(Optional.empty(), model.output());
        assertEquals(0, model.vocabulary().count(0));
    }

    @Test
    void aBinaryRowThatBeginsLikeTextIsBinary() throws IOException {
        Path file = folder.resolve("model");
        byte[] header = "1 16\nthe 5\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        // the first float's first two bytes are a digit and a line break
        Files.write(file, java.util.Arrays.copyOf(header, header.length - 2 + 16 * Float.BYTES));
        assertSame(Format.WORD2VEC_BINARY, Models.format(file));
        assertEquals("the", Models.open(file).vocabulary().word(0));
    }

    @ParameterizedTest
    @CsvSource({
        "WORD2VEC_BINARY, 1, 1",
        "WORD2VEC_BINARY, 300, 7",
        "WORD2VEC_TEXT, 1, 1",
        "WORD2VEC_TEXT, 300, 7",
        "WORD2VEC_TEXT, 2000, 17"
    })
    void comesBackBitForBit(Format format, int size, int dim) throws IOException {
        Embeddings before = TestModels.random(size, size, dim, size);
        Path file = folder.resolve("model");
        Models.write(before, file, format);
        assertSame(format, Models.format(file));
        Embeddings after = Models.open(file);
        TestModels.assertSameWords(before.vocabulary(), after.vocabulary());
        TestModels.assertSameRows(before.input(), after.input());
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"WORD2VEC_BINARY", "WORD2VEC_TEXT"})
    void theChosenVectorsAreWritten(Format format) throws IOException {
        Embeddings model = TestModels.random(5, 20, 4, 20);
        // Small values, so that sums stay finite.
        for (int row = 0; row < 20; row++) {
            for (int c = 0; c < 4; c++) {
                model.input().set(row, c, row + c);
                model.output().get().set(row, c, row - 3f * c);
            }
        }
        Path file = folder.resolve("model");
        for (VectorChoice choice : VectorChoice.values()) {
            Models.write(model, file, format, choice);
            TestModels.assertSameRows(model.vectors(choice), Models.open(file).input());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"WORD2VEC_BINARY", "WORD2VEC_TEXT"})
    void wordsThatTheFormatCannotHoldAreRefused(Format format) throws IOException {
        Path file = folder.resolve("model");
        for (String word : List.of("new york", "a\nb", "")) {
            IOException e = assertThrows(IOException.class, () -> Models.write(small("x", word), file, format));
            assertTrue(e.getMessage().contains("word 1"), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
            assertEquals(List.of(), TestModels.namesIn(folder));
        }
    }

    @Test
    void aTextWordMayContainSpaces() throws IOException {
        Embeddings model = Models.open(file("2 2\nnew york city 1 2\n1 2 3 4\n"));
        assertEquals("new york city", model.vocabulary().word(0));
        assertEquals("1 2", model.vocabulary().word(1));
        assertArrayEquals(new float[] {3, 4}, model.input().row(1));
    }

    @Test
    void ofEqualWordsTheFirstIsFound() throws IOException {
        Embeddings model = Models.open(file("3 1\na 1\nb 2\na 3\n"));
        assertEquals(3, model.size());
        assertEquals(0, model.vocabulary().id("a"));
        assertEquals(1, model.vocabulary().id("b"));
    }

    @Test
    void numbersThatAreNoneCanBeRead() throws IOException {
        Embeddings model = Models.open(file("1 4\na nan -inf Infinity -NaN\n"));
        float[] row = model.input().row(0);
        assertArrayEquals(new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN}, row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2 2#a 1 2#b 3 | vector 2 (byte 10): a word and 2 numbers are expected, but only 1 numbers follow",
                "2 2#a 1 2#b 3 | only 1 of 2 vectors are whole",
                "2 2#a 1 2#bcdef# | vector 2 (byte 10)",
                "2 2#a 1 x2#b 3 4 | vector 1 (byte 4): number 2 of 2 is 'x2'",
                "2 2#a 0x1 2#b 3 4 | number 1 of 2 is '0x1'",
                "2 2#a 1f 2#b 3 4 | number 1 of 2 is '1f'",
                "2 2#a 1 2#b 3 4#c 5 6# | more lines after the 2 vectors",
                "3 2#a 1 2#b 3 4#    | promises 3 vectors of length 2 in its first line, but only 2 are whole in its 16 bytes",
                "3 2#a 1 2#b 3     | only 1 are whole",
                "3 2#a 1 2#bbbbbbbbbbbbbbb 3 4#    | promises 3 vectors, but only 2 are there",
                "0 2#a 1 2#             | at least 1",
                "2 0#a 1 2#             | at least 1",
                "999999999999999999 5#a 1 2 3 4 5# | promises 999999999999999999 vectors",
                "2147483647 1000000#a 1 2#     | promises 2147483647 vectors of length 1000000",
                "2000000 1000#a 1 2#     | only 0 are whole",
                "hello | is not a model that Firth knows",
                "1 2 3#a 1 x 3 | vector 2 (byte 6): number 1 of 2 is 'x'",
                "-1 3 x#a b c d | is not a model that Firth knows",
                "x y#1 2#3 z | is not a model that Firth knows",
                "PK#abc | compressed",
            })
    void badTextIsNamed(String content, String message) throws IOException {
        assertRejected(content.strip().replace('#', '\n'), message);
    }

    @Test
    void badBinaryIsNamed() throws IOException {
        String whole = "2 2\n" + ROW_A + "\n" + ROW_BC + "\n";
        assertRejected("3 2\n" + ROW_A + "\n" + ROW_BC + "\n", "only 2 are whole");
        assertRejected("9 2\n" + ROW_A + "\n" + ROW_BC.substring(0, 5), "only 1 are whole");
        assertRejected("3 2\n" + ROW_A + "\n" + ROW_BC + "\nabcdefghijklmnopqrs", "only 2 are whole");
        assertRejected(whole.substring(0, 24), "only 1 are whole, and the next one, at byte 15");
        assertRejected(whole + "x", "1 bytes too many after its 2 vectors, from byte 27 on");
        assertRejected("2000000000 100\n" + ROW_A, "only 0 are whole");
        assertRejected("", "is empty");
    }

    @Test
    void missingAndUnsuitableFilesAreNamed() {
        Path missing = folder.resolve("missing");
        assertTrue(assertThrows(IOException.class, () -> Models.open(missing))
                .getMessage()
                .contains("missing does not exist"));
        assertTrue(assertThrows(IOException.class, () -> Models.open(folder))
                .getMessage()
                .contains("is a folder"));
    }

    @Test
    void theBytesDecideNotTheName() throws IOException {
        assertSame(Format.WORD2VEC_TEXT, Models.format(file("1 1\na 1\n")));
        assertSame(Format.WORD2VEC_TEXT, Models.format(file("1 1\nnew york 0.25\n")));
        // A damaged first row is still text, so that the message is about a number.
        assertSame(Format.WORD2VEC_TEXT, Models.format(file("1 4\na 1 2 3 4x\n")));
        assertSame(Format.WORD2VEC_BINARY, Models.format(file("1 1\na \0\0\u0080\u003f\n")));
        assertSame(Format.WORD2VEC_BINARY, Models.format(file("1 1\na \u0080\u0090\u00a0\u00bf\n")));
        for (Format format : Format.values()) {
            assertSame(format, Format.parse(format.label()));
        }
        assertThrows(IllegalArgumentException.class, () -> Format.parse("word2vec"));
    }

    private void assertRejected(String content, String message) throws IOException {
        Path file = file(content);
        IOException e = assertThrows(IOException.class, () -> Models.open(file));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    private Path file(String latin1) throws IOException {
        return Files.write(folder.resolve("model"), latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Embeddings small(String first, String second) {
        Matrix input = Matrix.allocate(2, 2);
        input.setRow(0, new float[] {1, -2});
        input.setRow(1, new float[] {0.5f, 3});
        Vocabulary words = Vocabulary.of(
                List.of(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8)),
                new long[] {2, 1});
        return new Embeddings(words, input, Optional.empty(), Provenance.unknown());
    }
}
