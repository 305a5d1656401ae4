package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.CounterRandom;
import io.firth.word2vec.NaiveExamples.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenWindowTest {
    /** The examples of a corpus that is cut into stretches of this length. */
    private static List<Example> examples(
            int[] ids, long[] keepBelow, int window, boolean fixed, long key, int stretch) {
        TokenWindow tokens = NaiveExamples.tokens(ids, keepBelow, window, fixed);
        List<Example> examples = new ArrayList<>();
        for (int from = 0; from < ids.length; from += stretch) {
            tokens.moveTo(from, Math.min(ids.length, from + stretch), key);
            for (int t = tokens.first(); t < tokens.end(); t++) {
                if (tokens.wordAt(t) == TokenWindow.SENTENCE_END) {
                    continue;
                }
                List<Integer> context = new ArrayList<>();
                for (int j = tokens.left(t); j < tokens.right(t); j++) {
                    if (j != t) {
                        context.add(tokens.wordAt(j));
                    }
                }
                if (!context.isEmpty()) {
                    examples.add(new Example(tokens.positionAt(t), tokens.wordAt(t), context));
                }
            }
        }
        return examples;
    }

    @Test
    void everyCuttingGivesTheExamplesOfTheWholeCorpus() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            int words = 1 + random.nextInt(20);
            // from sentences of one word to one sentence longer than any stretch
            int[] ids = NaiveExamples.randomIds(random, 1 + random.nextInt(300), words, 1 + random.nextInt(400));
            long[] keepBelow = random.longs(words, 0, NaiveExamples.ALWAYS + 1).toArray();
            keepBelow[0] = random.nextBoolean() ? NaiveExamples.ALWAYS : 0;
            int window = 1 + random.nextInt(12);
            boolean fixed = random.nextBoolean();
            long key = random.nextLong();
            List<Example> expected = NaiveExamples.of(ids, keepBelow, window, fixed, key);
            for (int stretch : new int[] {1, 2, 7, 64, ids.length}) {
                assertEquals(
                        expected,
                        examples(ids, keepBelow, window, fixed, key, stretch),
                        "seed " + seed + ", stretch " + stretch);
            }
        }
    }

    /** More kept tokens than the first arrays hold. */
    @Test
    void longStretchesGrow() {
        int[] ids = NaiveExamples.randomIds(new Random(1), 5000, 9, 3000);
        long[] keepBelow = NaiveExamples.keepAll(9);
        assertEquals(NaiveExamples.of(ids, keepBelow, 3, false, 4), examples(ids, keepBelow, 3, false, 4, ids.length));
    }

    /** Without the twin: every word carries the number of its sentence. */
    @Test
    void windowsNeverCrossTheEndOfASentence() {
        int[] ids = NaiveExamples.randomIds(new Random(2), 400, 1, 9);
        int sentence = 0;
        for (int p = 0; p < ids.length; p++) {
            if (ids[p] == TokenWindow.SENTENCE_END) {
                sentence++;
            } else {
                ids[p] = sentence;
            }
        }
        for (int stretch : new int[] {1, 2, 7, 64, 400}) {
            List<Example> examples = examples(ids, NaiveExamples.keepAll(sentence), 30, true, 0, stretch);
            assertTrue(examples.size() > 200, "examples " + examples.size());
            for (Example example : examples) {
                assertTrue(example.context().stream().allMatch(word -> word == example.target()), example.toString());
            }
        }
    }

    /** Row M8: sentences of 7, 8 and 11 tokens with m = 1; nine words with m = 2. */
    @Test
    void pairsOfRowM8() {
        int[] ids = new int[7 + 8 + 11 + 3];
        ids[7] = ids[16] = ids[28] = TokenWindow.SENTENCE_END;
        assertEquals(46, pairs(ids, 1));
        int[] fox = {0, 1, 2, 3, 4, 5, 0, 6, 7, TokenWindow.SENTENCE_END};
        assertEquals(30, pairs(fox, 2));
        List<Example> windows = examples(fox, NaiveExamples.keepAll(8), 2, true, 0, 3);
        assertEquals(9, windows.size());
        assertEquals(new Example(0, 0, List.of(1, 2)), windows.get(0));
        assertEquals(new Example(1, 1, List.of(0, 2, 3)), windows.get(1));
        assertEquals(new Example(2, 2, List.of(0, 1, 3, 4)), windows.get(2));
        assertEquals(new Example(8, 7, List.of(0, 6)), windows.get(8));
    }

    private static int pairs(int[] ids, int window) {
        return examples(ids, NaiveExamples.keepAll(10), window, true, 0, 5).stream()
                .mapToInt(example -> example.context().size())
                .sum();
    }

    @Test
    void reachesAreDrawnEvenlyFromOneToM() {
        int n = 50_000;
        int window = 5;
        TokenWindow tokens = NaiveExamples.tokens(new int[n], NaiveExamples.keepAll(1), window, false);
        tokens.moveTo(0, n, 77);
        int[] drawn = new int[window + 1];
        for (int t = window; t < n - window; t++) {
            int reach = t - tokens.left(t);
            assertEquals(reach, tokens.right(t) - 1 - t, "as far to the right as to the left");
            drawn[reach]++;
        }
        double expected = (n - 2.0 * window) / window;
        for (int reach = 1; reach <= window; reach++) {
            assertEquals(expected, drawn[reach], 5 * Math.sqrt(expected), "reach " + reach);
        }
    }

    @Test
    void tokensAreKeptAsOftenAsAskedAndDifferentlyInEveryEpoch() {
        int n = 50_000;
        long[] keepBelow = {Math.round(0.3 * 0x1p32)};
        TokenWindow tokens = NaiveExamples.tokens(new int[n], keepBelow, 5, false);
        tokens.moveTo(0, n, CounterRandom.key(1, 0, 1));
        int kept = tokens.end() - tokens.first();
        assertEquals(0.3 * n, kept, 5 * Math.sqrt(0.3 * 0.7 * n));
        List<Long> first = positions(tokens);
        tokens.moveTo(0, n, CounterRandom.key(1, 1, 1));
        assertNotEquals(first, positions(tokens));
        tokens.moveTo(0, n, CounterRandom.key(1, 0, 1));
        assertEquals(first, positions(tokens));
    }

    private static List<Long> positions(TokenWindow tokens) {
        List<Long> positions = new ArrayList<>();
        for (int t = tokens.first(); t < tokens.end(); t++) {
            positions.add(tokens.positionAt(t));
        }
        return positions;
    }
}
