package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordCountsTest {
    @Test
    void countsAreThoseOfAMap() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            WordCounts counts = new WordCounts(4);
            Map<String, Long> map = new HashMap<>();
            for (int i = 0; i < 5_000; i++) {
                byte[] word = randomWord(random);
                counts.add(word, 0, word.length, i);
                map.merge(new String(word, StandardCharsets.ISO_8859_1), (long) i, Long::sum);
            }
            assertEquals(map.size(), counts.size(), "seed " + seed);
            for (int entry = 0; entry < counts.size(); entry++) {
                String word = new String(
                        counts.bytes(), counts.start(entry), counts.length(entry), StandardCharsets.ISO_8859_1);
                assertEquals(map.get(word), counts.count(entry), "seed " + seed);
            }
        }
    }

    @Test
    void orderIsByCountThenUnsignedBytes() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            SharedWordCounts words = new SharedWordCounts();
            WordCounts local = new WordCounts(16);
            for (int i = 0; i < 4_000; i++) {
                byte[] word = randomWord(random);
                local.add(word, 0, word.length, 1);
            }
            for (int i = 0; i < 5; i++) { // words that agree in more bytes than the sort's deepest level
                byte[] word = new byte[1_000 + random.nextInt(2)];
                word[999] = (byte) i;
                local.add(word, 0, word.length, 1);
            }
            words.addAll(local);
            assertEquals(0, local.size());
            List<Long> references = new ArrayList<>();
            for (int s = 0; s < SharedWordCounts.SHARDS; s++) {
                for (int entry = 0; entry < words.shard(s).size(); entry++) {
                    references.add((long) s << 32 | entry);
                }
            }
            long[] sorted = references.stream().mapToLong(Long::longValue).toArray();
            WordOrder.sort(words, sorted);
            assertEquals(words.size(), Arrays.stream(sorted).distinct().count());
            for (int i = 1; i < sorted.length; i++) {
                long before = count(words, sorted[i - 1]);
                long after = count(words, sorted[i]);
                boolean ordered = before > after
                        || before == after
                                && Arrays.compareUnsigned(bytes(words, sorted[i - 1]), bytes(words, sorted[i])) < 0;
                assertTrue(ordered, "seed " + seed + ", place " + i);
            }
        }
    }

    @Test
    void tenMillionWordsFitInTwoGibibytes() {
        int n = 1_500_000;
        SharedWordCounts words = new SharedWordCounts();
        WordCounts local = new WordCounts(1 << 16);
        byte[] word = new byte[10];
        for (int i = 0; i < n; i++) {
            long x = i * 0x9e3779b97f4a7c15L;
            for (int j = 0; j < word.length; j++) {
                word[j] = (byte) ('a' + (x >>> 6 * j & 15));
            }
            word[8] = (byte) i;
            word[9] = (byte) (i >>> 8);
            word[0] = (byte) (i >>> 16);
            local.add(word, 0, word.length, 1);
            if (local.size() == 1 << 16) {
                words.addAll(local);
            }
        }
        words.addAll(local);
        assertEquals(n, words.size());
        // The tables, the sort's two arrays, the vocabulary's offsets, counts and bytes, and its index at the most.
        double bytesPerWord = (double) words.footprint() / n + 16 + 16 + word.length + 48;
        assertTrue(bytesPerWord < (2L << 30) / 10e6, bytesPerWord + " bytes per word");
    }

    private static byte[] randomWord(Random random) {
        byte[] word = new byte[random.nextInt(10) == 0 ? 8 + random.nextInt(40) : 1 + random.nextInt(5)];
        for (int i = 0; i < word.length; i++) {
            word[i] = (byte) (random.nextInt(4) * 85); // 0, 85, −86, −1
        }
        if (random.nextInt(10) == 0) {
            Arrays.fill(word, (byte) 0);
        }
        return word;
    }

    private static long count(SharedWordCounts words, long reference) {
        return words.shard((int) (reference >>> 32)).count((int) reference);
    }

    private static byte[] bytes(SharedWordCounts words, long reference) {
        WordCounts shard = words.shard((int) (reference >>> 32));
        int start = shard.start((int) reference);
        return Arrays.copyOfRange(shard.bytes(), start, start + shard.length((int) reference));
    }
}
