package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.firth.text.Corpus;
import io.firth.text.CorpusException;
import io.firth.text.TextOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyBuilderTest {
    @TempDir
    Path folder;

    @Test
    void countsAndOrderAreThoseOfATwinForAnyThreads() throws Exception {
        for (long seed = 0; seed < 25; seed++) {
            Random random = new Random(seed);
            Path a = Files.writeString(folder.resolve("a"), randomText(random, 3_000), StandardCharsets.ISO_8859_1);
            Path b = Files.writeString(folder.resolve("b"), randomText(random, 500), StandardCharsets.ISO_8859_1);
            Map<String, Long> map = new HashMap<>();
            long tokens = 0;
            long sentences = 0;
            for (Path file : List.of(a, b)) {
                for (String line :
                        Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
                    sentences += line.isBlank() ? 0 : 1;
                    for (String word : line.strip().split(" +")) {
                        if (!word.isEmpty()) {
                            map.merge(word, 1L, Long::sum);
                            tokens++;
                        }
                    }
                }
            }
            long minCount = 1 + random.nextInt(3);
            int maxVocab = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : Integer.MAX_VALUE;
            List<String> expected = map.entrySet().stream()
                    .filter(e -> e.getValue() >= minCount)
                    .sorted((x, y) -> x.getValue().equals(y.getValue())
                            ? x.getKey().compareTo(y.getKey()) // ISO 8859-1: the order of unsigned bytes
                            : Long.compare(y.getValue(), x.getValue()))
                    .limit(maxVocab)
                    .map(e -> e.getKey() + " " + e.getValue())
                    .toList();
            for (int threads = 1; threads <= 3; threads++) {
                try (Corpus corpus = Corpus.of(a, b)) {
                    AtomicLong read = new AtomicLong();
                    VocabularyBuilder builder = new VocabularyBuilder(TextOptions.DEFAULT, threads)
                            .minCount(minCount)
                            .maxVocab(maxVocab)
                            .listener(done -> read.accumulateAndGet(done, Math::max))
                            .rangeBytes(1 + random.nextInt(2_000));
                    assertEquals(expected, list(builder.build(corpus)), "seed " + seed + ", threads " + threads);
                    CorpusStatistics statistics = builder.statistics();
                    assertEquals(tokens, statistics.tokens());
                    assertEquals(map.size(), statistics.types());
                    assertEquals(sentences, statistics.sentences(), "seed " + seed);
                    assertEquals(corpus.bytes(), statistics.textBytes());
                    assertEquals(corpus.bytes(), read.get());
                    assertEquals(expected.size(), statistics.keptTypes());
                    assertEquals(tokens - statistics.keptTokens(), statistics.droppedTokens());
                }
            }
        }
    }

    @Test
    void whyThereIsNoVocabularyIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("rare"), "a b c a\n");
        CorpusException e = assertThrows(
                CorpusException.class, () -> build(file, new VocabularyBuilder(TextOptions.DEFAULT, 2).minCount(5)));
        assertEquals(
                "no word of " + file
                        + " occurs at least 5 times: of 4 words, 3 of them distinct, the most frequent one "
                        + "occurs 2 times; choose a smaller minimum count",
                e.getMessage());
        Path blank = Files.writeString(folder.resolve("blank"), " \n\n");
        e = assertThrows(CorpusException.class, () -> build(blank, new VocabularyBuilder(TextOptions.DEFAULT, 2)));
        assertEquals("there are no words in " + blank, e.getMessage());
        Path empty = Files.writeString(folder.resolve("empty"), "");
        e = assertThrows(CorpusException.class, () -> build(empty, new VocabularyBuilder(TextOptions.DEFAULT, 2)));
        assertEquals("there are no words in " + empty, e.getMessage());
    }

    @Test
    void theReasonCountsAndKnowsTheModel() throws IOException {
        Path file = Files.writeString(folder.resolve("once"), "a b\n");
        Vocabulary known = Vocabulary.of(List.of(new byte[] {'z'}), new long[] {1});
        CorpusException e = assertThrows(
                CorpusException.class,
                () -> build(
                        file,
                        new VocabularyBuilder(TextOptions.DEFAULT, 1)
                                .minCount(2)
                                .keep(known)));
        assertEquals(
                "no word of " + file
                        + " occurs at least 2 times: of 2 words, 2 of them distinct, the most frequent one "
                        + "occurs 1 time, and none is known to the model; choose a smaller minimum count",
                e.getMessage());
    }

    /** Every word is kept unless another minimum is asked for; words that are no UTF-8 are counted over all ranges. */
    @Test
    void rareAndInvalidWordsAreKeptAndCounted() throws Exception {
        byte[] text = "a b a \u00ff\u00ff x\u00ff\n\u00e9\n".repeat(50).getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("latin1"), text);
        Path once = Files.writeString(folder.resolve("once"), "once\n");
        try (Corpus corpus = Corpus.of(file, once)) {
            VocabularyBuilder builder = new VocabularyBuilder(TextOptions.DEFAULT, 2).rangeBytes(64);
            Vocabulary vocabulary = builder.build(corpus);
            assertEquals("once", vocabulary.word(vocabulary.size() - 1));
            assertEquals(6, vocabulary.size());
            assertEquals(150, builder.statistics().invalidUtf8());
            assertEquals(101, builder.statistics().sentences());
        }
        try (Corpus corpus = Corpus.of(file)) {
            assertEquals(
                    "a",
                    new VocabularyBuilder(TextOptions.DEFAULT, 1)
                            .maxVocab(1)
                            .build(corpus)
                            .word(0));
        }
    }

    @Test
    void wrongOptionsAreRefused() {
        VocabularyBuilder builder = new VocabularyBuilder(TextOptions.DEFAULT, 1);
        assertThrows(IllegalArgumentException.class, () -> builder.minCount(0));
        assertThrows(IllegalArgumentException.class, () -> builder.maxVocab(0));
        assertThrows(IllegalArgumentException.class, () -> new VocabularyBuilder(TextOptions.DEFAULT, 0));
        assertThrows(IllegalStateException.class, builder::statistics);
    }

    @Test
    void interruptionStopsCounting() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "a b c ".repeat(100_000));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> build(file, new VocabularyBuilder(TextOptions.DEFAULT, 2)));
    }

    private static Vocabulary build(Path file, VocabularyBuilder builder) throws IOException, InterruptedException {
        try (Corpus corpus = Corpus.of(file)) {
            return builder.build(corpus);
        }
    }

    private static List<String> list(Vocabulary vocabulary) {
        List<String> list = new ArrayList<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            list.add(new String(vocabulary.wordBytes(id), StandardCharsets.ISO_8859_1) + " " + vocabulary.count(id));
        }
        return list;
    }

    private static String randomText(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            int r = (int) (1 / (random.nextDouble() + 1e-3)); // a few words are frequent
            text.append(r % 7 == 0 ? "longer-than-eight-" : "")
                    .append((char) (0xff - r % 90))
                    .append(r);
            text.append(random.nextInt(9) == 0 ? "\n" : random.nextInt(9) == 0 ? "   " : " ");
        }
        return text.toString();
    }
}
