package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyGrowthTest {
    private static Vocabulary vocabulary(Map<String, Long> counts) {
        List<String> words = counts.keySet().stream().toList();
        return Vocabulary.of(
                words.stream()
                        .map(word -> word.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                words.stream().mapToLong(counts::get).toArray());
    }

    private static String text(Vocabulary vocabulary) {
        StringBuilder text = new StringBuilder();
        for (int id = 0; id < vocabulary.size(); id++) {
            text.append(vocabulary.word(id))
                    .append(' ')
                    .append(vocabulary.count(id))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void countsAddUpAndTheOrderIsThatOfTheSums() {
        Vocabulary known = Vocabulary.of(bytes("b", "a", "old"), new long[] {9, 5, 5});
        Vocabulary text = Vocabulary.of(bytes("a", "new", "b"), new long[] {6, 5, 1});
        VocabularyGrowth growth = VocabularyGrowth.of(known, text, Integer.MAX_VALUE);
        assertEquals("a 11\nb 10\nnew 5\nold 5\n", text(growth.vocabulary()));
        assertEquals("a 6\nb 1\nnew 5\nold 0\n", text(growth.text()));
        assertArrayEquals(
                new int[] {1, 0, -1, 2},
                new int[] {growth.knownId(0), growth.knownId(1), growth.knownId(2), growth.knownId(3)});
        assertEquals(List.of(3, 1, 2), List.of(growth.knownWords(), growth.newWords(), growth.sharedWords()));
    }

    @Test
    void ofEqualWordsTheFirstCounts() {
        Vocabulary known = Vocabulary.of(List.of(new byte[] {'a'}), new long[] {3});
        Vocabulary text =
                Vocabulary.of(List.of(new byte[] {'b'}, new byte[] {'b'}, new byte[] {'c'}), new long[] {2, 2, 1});
        Vocabulary grown = VocabularyGrowth.of(known, text, 3).vocabulary();
        assertEquals(3, grown.size());
        assertEquals(
                "a 3, b 2, c 1",
                grown.word(0) + " " + grown.count(0) + ", " + grown.word(1) + " " + grown.count(1) + ", "
                        + grown.word(2) + " " + grown.count(2));
    }

    @Test
    void roomIsForTheMostFrequentNewWords() {
        Vocabulary known = Vocabulary.of(bytes("a", "b", "a"), new long[] {3, 2, 1});
        Vocabulary text = Vocabulary.of(bytes("x", "y", "b", "z"), new long[] {9, 8, 7, 6});
        assertEquals("b 9\nx 9\na 3\n", text(VocabularyGrowth.of(known, text, 3).vocabulary()));
        assertEquals("b 9\na 3\n", text(VocabularyGrowth.of(known, text, 1).vocabulary()), "no word is lost");
    }

    @Test
    void agreesWithAMapOnRandomWords() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, Long> known = new TreeMap<>();
        Map<String, Long> text = new TreeMap<>();
        for (int i = 0; i < 3000; i++) {
            (random.nextBoolean() ? known : text)
                    .merge(Integer.toString(random.nextInt(2000), 36), 1L + random.nextInt(4), Long::sum);
        }
        Map<String, Long> sums = new HashMap<>(known);
        text.forEach((word, count) -> sums.merge(word, count, Long::sum));
        Vocabulary grown = VocabularyGrowth.of(vocabulary(known), vocabulary(text), Integer.MAX_VALUE)
                .vocabulary();
        String expected = sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + ' ' + entry.getValue() + '\n')
                .reduce("", String::concat);
        assertEquals(expected, text(grown), "seed " + seed);
    }

    /** More words than a batch of 65,536 holds. */
    @Test
    void noWordIsLostBetweenBatches() {
        int n = 150_000;
        List<byte[]> known = new ArrayList<>();
        List<byte[]> text = new ArrayList<>();
        long[] counts = new long[n];
        for (int i = 0; i < n; i++) {
            known.add(("w" + i).getBytes(StandardCharsets.UTF_8));
            text.add(("w" + (i + n / 3)).getBytes(StandardCharsets.UTF_8));
            counts[i] = n - i;
        }
        VocabularyGrowth growth =
                VocabularyGrowth.of(Vocabulary.of(known, counts), Vocabulary.of(text, counts), Integer.MAX_VALUE);
        assertEquals(n / 3 + n, growth.vocabulary().size());
        assertEquals(n, growth.knownWords());
        assertEquals((long) n * (n + 1), growth.vocabulary().totalCount());
        assertEquals((long) n * (n + 1) / 2, growth.text().totalCount());
        assertEquals(n, growth.vocabulary().count(growth.vocabulary().id("w" + n / 3 * 2)));
    }

    @Test
    void aBuilderKeepsKnownWordsHoweverRare(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "a a a b c c\n");
        Vocabulary known = Vocabulary.of(bytes("b", "unseen"), new long[] {1, 1});
        try (Corpus corpus = Corpus.of(file)) {
            Vocabulary kept = new VocabularyBuilder(TextOptions.DEFAULT, 1)
                    .minCount(3)
                    .keep(known)
                    .build(corpus);
            assertEquals("a 3\nb 1\n", text(kept));
        }
    }

    private static List<byte[]> bytes(String... words) {
        return Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
