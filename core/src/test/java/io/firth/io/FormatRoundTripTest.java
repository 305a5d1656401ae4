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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written comes back, and through any other format that can hold it, byte for byte. */
class FormatRoundTripTest {
    @TempDir
    Path folder;

    static List<Format> writable() {
        return TestModels.writable();
    }

    @ParameterizedTest
    @MethodSource("writable")
    void comesBackBitForBitAndIsFoundByLooking(Format format) throws IOException {
        for (int size : new int[] {1, 2, 300}) {
            Embeddings before = TestModels.suitable(TestModels.random(size, size, 7, size), format);
            Path path = place("model" + size, format);
            Models.write(before, path, format);
            assertSame(read(format), Models.format(path));
            Embeddings after = Models.open(path);
            TestModels.assertSameWords(before.vocabulary(), after.vocabulary());
            TestModels.assertSameRows(before.input(), after.input());
            for (int id = 0; id < size; id++) {
                long count =
                        format.holds(Format.Part.COUNTS) ? before.vocabulary().count(id) : 0;
                assertEquals(count, after.vocabulary().count(id));
            }
        }
    }

    // fastText's text cannot be told from word2vec's, and need not be.
    private static Format read(Format written) {
        return written == Format.FASTTEXT_VEC ? Format.WORD2VEC_TEXT : written;
    }

    @ParameterizedTest
    @MethodSource("writable")
    void throughAnotherFormatAndBackAreTheSameBytes(Format a) throws IOException {
        Embeddings model = plain();
        Path first = place("first", a);
        Models.write(model, first, a);
        Map<String, byte[]> expected = files(first);
        for (Format b : TestModels.writable()) {
            Embeddings opened = Models.open(first);
            if (!Models.lost(opened, b).isEmpty() || a == Format.FIRTH) {
                continue; // Firth's own file would note where it was read from
            }
            Path between = place("between-" + a + b, b);
            Models.write(opened, between, b);
            Path again = place("again-" + a + b, a);
            Models.write(Models.open(between), again, a);
            assertEquals(
                    expected.keySet(),
                    files(again).keySet().stream()
                            .map(name -> name.replace("again-" + a + b, "first"))
                            .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new)));
            files(again)
                    .forEach((name, bytes) -> assertArrayEquals(
                            expected.get(name.replace("again-" + a + b, "first")), bytes, a + " → " + b + ": " + name));
        }
    }

    private static Embeddings plain() {
        Embeddings random = TestModels.random(5, 20, 6, -1);
        long[] counts = new long[20];
        java.util.ArrayList<byte[]> words = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            words.add(("wörd" + i).getBytes(StandardCharsets.UTF_8));
            counts[i] = 0;
        }
        return new Embeddings(Vocabulary.of(words, counts), random.input(), Optional.empty(), Provenance.unknown());
    }

    private Path place(String name, Format format) {
        return folder.resolve(name + (format == Format.NPY ? ".npy" : ""));
    }

    private static Map<String, byte[]> files(Path path) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        boolean isFolder = Files.isDirectory(path);
        String stem = path.getFileName().toString().replace(".npy", "");
        try (Stream<Path> found = Files.list(isFolder ? path : path.getParent())) {
            for (Path file : found.toList()) {
                String name = file.getFileName().toString();
                if (isFolder || name.equals(stem) || name.startsWith(stem + ".")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    @Test
    void whatIsLostIsSaid() {
        Embeddings all = TestModels.random(1, 5, 3, 5);
        assertEquals(
                EnumSet.of(Format.Part.OUTPUT, Format.Part.COUNTS, Format.Part.PROVENANCE),
                Models.lost(all, Format.WORD2VEC_TEXT));
        assertEquals(EnumSet.of(Format.Part.OUTPUT, Format.Part.PROVENANCE), Models.lost(all, Format.JSONL));
        assertEquals(EnumSet.noneOf(Format.Part.class), Models.lost(all, Format.FIRTH));
        assertEquals(EnumSet.noneOf(Format.Part.class), Models.lost(plain(), Format.GLOVE));
    }

    @ParameterizedTest
    @MethodSource("writable")
    void wordsThatAFormatCannotHoldAreRefusedOrLeftOut(Format format) throws IOException {
        List<byte[]> words = List.of(
                bytes("good"),
                bytes("new york"),
                bytes(""),
                new byte[] {'c', (byte) 0xe9},
                bytes("a\tb"),
                bytes("a\nb"),
                bytes("\"{\\"),
                bytes("good"));
        Matrix rows = Matrix.allocate(words.size(), 2);
        for (int i = 0; i < words.size(); i++) {
            rows.set(i, 0, i);
        }
        Embeddings model =
                new Embeddings(Vocabulary.of(words, new long[8]), rows, Optional.empty(), Provenance.unknown());
        boolean refused = format != Format.FIRTH && format != Format.JSONL;
        Path path = place("model", format);
        if (refused) {
            IOException e = assertThrows(IOException.class, () -> Models.write(model, path, format));
            assertTrue(e.getMessage().contains("word ") && e.getMessage().contains(format.label()), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
            assertEquals(List.of(), TestModels.namesIn(folder), "nothing may be left behind");
        }
        WordSelection selection = WordSelection.suitable(model, format, VectorChoice.INPUT, words.size());
        assertEquals(refused, !selection.report().isEmpty());
        Models.write(selection.embeddings(), path, format);
        Embeddings after = Models.open(path);
        int kept = 0;
        for (int id = 0; id < words.size(); id++) {
            boolean twice = format.needsDistinctWords() && id == 7;
            if (format.refuses(words.get(id)).isEmpty() && !twice) {
                assertArrayEquals(words.get(id), after.vocabulary().wordBytes(kept));
                assertEquals(id, after.input().get(kept, 0));
                kept++;
            }
        }
        assertEquals(kept, after.size());
        assertEquals(0, after.vocabulary().id("good"), "of equal words the first is found");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aNameSuggestsAFormat() {
        assertEquals(Optional.of(Format.FIRTH), Format.ofName(Path.of("x.SafeTensors")));
        assertEquals(Optional.of(Format.WORD2VEC_BINARY), Format.ofName(Path.of("a.b/x.bin")));
        assertEquals(Optional.of(Format.FASTTEXT_VEC), Format.ofName(Path.of("x.vec")));
        assertEquals(Optional.empty(), Format.ofName(Path.of("x.bin.old")));
        assertEquals(Optional.empty(), Format.ofName(folder));
    }

    @Test
    void foldersAndFilesOfOtherKindsAreNamed() throws IOException {
        for (String content : List.of(
                "",
                "\u0000\u0001\u0002\u0003",
                "just some prose, no model\nat all\n",
                "[1, 2]",
                "{}",
                "PK\u0003\u0004x")) {
            Path file = Files.writeString(folder.resolve("other"), content);
            IOException e = assertThrows(IOException.class, () -> Models.open(file), content);
            assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        }
        IOException e = assertThrows(IOException.class, () -> Models.open(folder));
        assertTrue(e.getMessage().contains("is a folder, but not of a model"), e.getMessage());
    }
}
