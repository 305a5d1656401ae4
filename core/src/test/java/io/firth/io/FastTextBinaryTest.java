package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** fastText's layout, by files put together number by number; {@link FastTextPeerTest} has the program itself. */
class FastTextBinaryTest {
    @TempDir
    Path folder;

    private static int bucket(String ngram, int buckets) {
        int hash = 0x811c9dc5;
        for (byte b : ngram.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x01000193;
        }
        return Integer.remainderUnsigned(hash, buckets);
    }

    private Embeddings open(FastTextGolden golden) throws IOException {
        return Models.open(Files.write(folder.resolve("model.bin"), golden.bytes()));
    }

    private static float[] mean(FastTextGolden g, int own, String... ngrams) {
        float[] sum = own < 0 ? new float[g.dim] : g.input[own].clone();
        for (String ngram : ngrams) {
            float[] row = g.input[g.words.size() + bucket(ngram, g.buckets)];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row[i];
            }
        }
        int parts = ngrams.length + (own < 0 ? 0 : 1);
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= (float) (1.0 / parts);
        }
        return sum;
    }

    @Test
    void wordsAreMeansOfTheirNgramsAndUnknownWordsToo() throws IOException {
        FastTextGolden g = new FastTextGolden();
        Embeddings model = open(g);
        assertEquals("abc", model.vocabulary().word(0));
        assertEquals(100, model.vocabulary().count(0));
        assertArrayEquals(
                mean(g, 0, "<ab", "<abc", "abc", "abc>", "bc>"), model.input().row(0));
        assertArrayEquals(g.input[1], model.input().row(1), "</s> has no n-grams");
        assertArrayEquals(g.output[1], model.output().get().row(1));
        assertArrayEquals(
                mean(g, -1, "<xy", "<xy>", "xy>"), model.vectorOf("xy").get());
        assertArrayEquals(model.input().row(0), model.vectorOf("abc").get());
        // Characters, not bytes, are counted, and bytes beyond ASCII are hashed with their sign.
        assertArrayEquals(mean(g, -1, "<é>"), model.vectorOf("é").get());
        assertEquals(Optional.empty(), model.vectorOf(""), "<> has no n-gram of three characters");
        assertEquals("skipgram", model.provenance().config().get("model"));
    }

    @Test
    void singleCharactersAtTheEdgesAreNoNgrams() throws IOException {
        FastTextGolden g = new FastTextGolden();
        g.minLength = 1;
        g.maxLength = 1;
        Embeddings model = open(g);
        assertArrayEquals(mean(g, -1, "x", "y"), model.vectorOf("xy").get());
    }

    @Test
    void supervisedModelsHaveWordsAndNoOutputPerWord() throws IOException {
        FastTextGolden g = new FastTextGolden();
        g.model = FastTextGolden.SUPERVISED;
        g.labels.add("__label__yes");
        g.output = new float[][] {{1, 1}};
        Embeddings model = open(g);
        assertEquals(2, model.size());
        assertEquals(Optional.empty(), model.output());
        assertEquals("1", model.provenance().corpus().get("labels"));
        assertTrue(model.subwords().isPresent());
        g.version = 11; // there supervised models had no n-grams of characters
        assertFalse(open(g).subwords().isPresent());
        assertArrayEquals(g.input[0], open(g).input().row(0));
    }

    @Test
    void nodesOfHierarchicalSoftmaxAreNotTakenForWords() throws IOException {
        FastTextGolden g = new FastTextGolden();
        g.loss = FastTextGolden.HIERARCHICAL;
        assertEquals(Optional.empty(), open(g).output());
    }

    @Test
    void prunedModelsKnowWhichBucketsWereKept() throws IOException {
        FastTextGolden g = new FastTextGolden();
        int kept = bucket("<xy", 4);
        int other = (kept + 1) % 4;
        g.pruned = new int[][] {{kept, 1}, {other, 0}};
        g.input = Arrays.copyOf(g.input, 4);
        Embeddings model = open(g);
        float[] sum = new float[2];
        int parts = 0;
        for (String ngram : List.of("<xy", "<xy>", "xy>")) {
            int bucket = bucket(ngram, 4);
            if (bucket == kept || bucket == other) {
                float[] row = g.input[bucket == kept ? 3 : 2];
                sum[0] += row[0];
                sum[1] += row[1];
                parts++;
            }
        }
        assertArrayEquals(
                new float[] {sum[0] * (float) (1.0 / parts), sum[1] * (float) (1.0 / parts)},
                model.vectorOf("xy").get());
        g.pruned = new int[0][];
        g.input = Arrays.copyOf(g.input, 2);
        assertFalse(open(g).subwords().isPresent(), "all n-grams were pruned");
    }

    @Test
    void theNativeFileKeepsTheNgrams() throws IOException {
        FastTextGolden pruned = new FastTextGolden();
        pruned.pruned = new int[][] {{3, 1}, {0, 0}};
        pruned.input = Arrays.copyOf(pruned.input, 4);
        for (FastTextGolden g : List.of(new FastTextGolden(), pruned)) {
            Embeddings before = open(g);
            Path file = folder.resolve("model.safetensors");
            Models.write(before, file, Format.FIRTH);
            Embeddings after = Models.open(file);
            ModelFile.verify(file);
            for (String word : List.of("abc", "xy", "abcdef", "wörter", "</s>", "")) {
                assertEquals(
                        before.vectorOf(word).isPresent(), after.vectorOf(word).isPresent(), word);
                before.vectorOf(word)
                        .ifPresent(
                                v -> assertArrayEquals(v, after.vectorOf(word).get(), word));
            }
            byte[] first = Files.readAllBytes(file);
            Models.write(after, file, Format.FIRTH);
            assertArrayEquals(first, Files.readAllBytes(file));
        }
    }

    @Test
    void badFilesAreNamed() throws IOException {
        assertRejected(g -> g.version = 13, "version 13, but this Firth reads 11 and 12; a newer Firth");
        assertRejected(g -> g.version = 5, "version 5");
        assertRejected(g -> g.dim = 0, "vectors of length 0");
        assertRejected(g -> g.model = 4, "kind 4");
        assertRejected(g -> g.buckets = 5, "asks for 7 × 2".replace("asks", "ask"));
        assertRejected(g -> g.buckets = -1, "-1 buckets");
        assertRejected(g -> g.input = Arrays.copyOf(g.input, 5), "is 5 × 2");
        assertRejected(g -> g.words.clear(), "at least one word");
        assertRejected(g -> g.pruned = new int[][] {{9, 0}, {1, 1}, {2, 2}, {3, 3}}, "bucket 9");
        assertRejected(g -> g.pruned = new int[][] {{0, 7}, {1, 1}, {2, 2}, {3, 3}}, "has the row 7");
        byte[] whole = new FastTextGolden().bytes();
        Path file = folder.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            IOException e = assertThrows(IOException.class, () -> FastTextBinary.open(file));
            assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertTrue(assertThrows(IOException.class, () -> Models.open(file))
                .getMessage()
                .contains("1 bytes too many"));
    }

    private void assertRejected(Consumer<FastTextGolden> change, String part) {
        FastTextGolden g = new FastTextGolden();
        change.accept(g);
        IOException e = assertThrows(IOException.class, () -> open(g));
        assertTrue(e.getMessage().contains(part), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }
}
