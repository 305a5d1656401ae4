package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Test
    void countsThatAddUpToTooMuchAreNotNegative() {
        Vocabulary vocabulary =
                Vocabulary.of(List.of(new byte[] {'a'}, new byte[] {'b'}), new long[] {1L << 62, 1L << 62});
        assertEquals(Long.MAX_VALUE, vocabulary.totalCount());
    }

    @Test
    void aWordThatWasJustLookedUpIsNotTakenForAnother() {
        Vocabulary vocabulary = Vocabulary.of(List.of(new byte[] {'a'}, new byte[] {'b'}), new long[2]);
        byte[] word = {'a'};
        assertEquals(0, vocabulary.id(word, 0, 1));
        word[0] = 'b';
        assertEquals(1, vocabulary.id(word, 0, 1));
        assertEquals(-1, vocabulary.id("ab"));
        assertEquals(-1, vocabulary.id("ab"));
        assertEquals(1, vocabulary.id(word, 0, 1));
        assertEquals(0, vocabulary.id("a"));
    }

    @Test
    void wordsAreFoundWhateverTheirBytes() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<byte[]> words = new ArrayList<>();
            Map<String, Integer> first = new HashMap<>();
            long[] counts = new long[random.nextInt(2_000)];
            for (int id = 0; id < counts.length; id++) {
                // Few distinct bytes and short words: many duplicates, shared beginnings and an empty word.
                byte[] word = new byte[random.nextInt(random.nextInt(5) == 0 ? 40 : 5)];
                for (int i = 0; i < word.length; i++) {
                    word[i] = (byte) (random.nextInt(3) * 127);
                }
                if (random.nextInt(20) == 0) {
                    word = new byte[9 + random.nextInt(300)]; // zeros that differ in length only
                }
                words.add(word);
                counts[id] = random.nextInt(10) == 0 ? 1L << 40 : random.nextInt(3);
                first.putIfAbsent(new String(word, StandardCharsets.ISO_8859_1), id);
            }
            Vocabulary made = Vocabulary.of(words, counts);
            Vocabulary vocabulary =
                    Vocabulary.view(made.bytesSegment(), made.offsetsSegment(), made.countsSegment(), counts.length);
            long total = 0;
            for (int id = 0; id < counts.length; id++) {
                byte[] word = words.get(id);
                assertArrayEquals(word, vocabulary.wordBytes(id), "seed " + seed);
                assertEquals(counts[id], vocabulary.count(id));
                total += counts[id];
                byte[] around = new byte[word.length + 5];
                System.arraycopy(word, 0, around, 3, word.length);
                int expected = first.get(new String(word, StandardCharsets.ISO_8859_1));
                assertEquals(expected, vocabulary.id(around, 3, word.length), "seed " + seed + ", word " + id);
                assertEquals(expected, vocabulary.id(word, 0, word.length), "seed " + seed + ", word " + id);
                assertEquals(expected, VocabularyScan.id(vocabulary, word), "seed " + seed);
                byte[] longer = new byte[word.length + 1];
                System.arraycopy(word, 0, longer, 0, word.length);
                longer[word.length] = (byte) random.nextInt(2);
                assertEquals(
                        first.getOrDefault(new String(longer, StandardCharsets.ISO_8859_1), -1),
                        vocabulary.id(longer, 0, longer.length),
                        "seed " + seed + ", word " + id);
            }
            assertEquals(total, vocabulary.totalCount());
        }
    }

    @Test
    void aScanFindsWordsInEveryStretch() {
        List<byte[]> words = new ArrayList<>();
        for (int id = 0; id < 30_000; id++) {
            words.add(Integer.toString(id % 29_000).getBytes(StandardCharsets.US_ASCII));
        }
        words.set(12_000, new byte[3 << 20]); // a stretch too long to be copied
        Vocabulary vocabulary = Vocabulary.of(words, new long[words.size()]);
        for (int id : new int[] {0, 8191, 8192, 11_999, 12_000, 12_001, 16_383, 16_384, 28_999}) {
            byte[] word = words.get(id);
            assertEquals(id, VocabularyScan.id(vocabulary, word));
        }
        assertEquals(-1, VocabularyScan.id(vocabulary, "12000".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(500, vocabulary.id("500"), "of equal words the first");
    }

    @Test
    void textIsUtf8() {
        Vocabulary vocabulary = Vocabulary.of(
                List.of("käse".getBytes(StandardCharsets.UTF_8), new byte[] {'a', (byte) 0xff}), new long[] {3, 2});
        assertEquals("käse", vocabulary.word(0));
        assertEquals("a\ufffd", vocabulary.word(1));
        assertEquals(0, vocabulary.id("käse"));
        assertEquals(-1, vocabulary.id("a\ufffd"));
        assertEquals(-1, Vocabulary.of(List.of(), new long[0]).id("x"));
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.word(2));
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.count(-1));
    }

    @Test
    void wrongShapesAreRefused() {
        MemorySegment words = MemorySegment.ofArray("abc".getBytes(StandardCharsets.US_ASCII));
        MemorySegment counts = longs(0, 0);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Vocabulary.view(words, longs(0, 1, 4), counts, 2));
        assertEquals("the words' offsets run from 0 to 4 instead of 0 to 3", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.view(words, longs(0, 3), counts, 2));
        Vocabulary damaged = Vocabulary.view(words, longs(0, 9, 3), counts, 2);
        assertThrows(IllegalStateException.class, () -> damaged.word(0));
        assertThrows(IllegalStateException.class, () -> damaged.id("abc"));
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of(new byte[1]), new long[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of(new byte[1]), new long[2]));
        MemorySegment offsets = longs(0, 1, 3);
        e = assertThrows(IllegalArgumentException.class, () -> Vocabulary.view(words, offsets, longs(0, 0, 0), 2));
        assertEquals(
                "a vocabulary of 2 words needs 24 bytes of offsets and 16 bytes of counts, not 24 and 24",
                e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.view(words, longs(1, 1, 3), counts, 2));
    }

    @Test
    void theSameWordsWithOtherCounts() {
        Vocabulary vocabulary = Vocabulary.of(List.of(new byte[] {'a'}, new byte[] {'b'}), new long[] {7, 1});
        Vocabulary other = vocabulary.withCounts(new long[] {0, 5});
        assertEquals(5, other.totalCount());
        assertEquals(0, other.count(0));
        assertEquals(5, other.count(other.id("b")));
        assertEquals(8, vocabulary.totalCount());
        assertThrows(IllegalArgumentException.class, () -> vocabulary.withCounts(new long[3]));
        assertThrows(IllegalArgumentException.class, () -> vocabulary.withCounts(new long[] {1, -1}));
    }

    @Test
    void segmentsHaveTheFilesLayout() {
        Vocabulary vocabulary = Vocabulary.of(
                List.of("ab".getBytes(StandardCharsets.UTF_8), "c".getBytes(StandardCharsets.UTF_8)),
                new long[] {7, 1});
        assertArrayEquals(
                "abc".getBytes(StandardCharsets.UTF_8),
                vocabulary.bytesSegment().toArray(ValueLayout.JAVA_BYTE));
        assertArrayEquals(new long[] {0, 2, 3}, vocabulary.offsetsSegment().toArray(INT64));
        assertArrayEquals(new long[] {7, 1}, vocabulary.countsSegment().toArray(INT64));
    }

    @Test
    void theFirstLookUpsInALargeVocabularyFindWhatTheIndexFinds() {
        List<byte[]> words = new java.util.ArrayList<>();
        for (int i = 0; i < 250_000; i++) {
            words.add(("w" + (i == 249_000 ? 17 : i)).getBytes(StandardCharsets.UTF_8));
        }
        words.set(300, new byte[0]);
        String[] asked = {"w0", "w249999", "w17", "", "w300", "w", "x17", "w2499990", "w249998"};
        int[] ids = {0, 249_999, 17, 300, -1, -1, -1, -1, 249_998};
        for (int first = 0; first < asked.length; first++) {
            Vocabulary vocabulary = Vocabulary.of(words, new long[words.size()]);
            for (int i = 0; i < asked.length; i++) { // the first few are scanned for, the others looked up
                int k = (first + i) % asked.length;
                assertEquals(ids[k], vocabulary.id(asked[k]), asked[k]);
            }
        }
    }

    /** As in a file, whatever the processor's order of bytes is. */
    private static MemorySegment longs(long... values) {
        MemorySegment segment = Arena.ofAuto().allocate(INT64, values.length);
        for (int i = 0; i < values.length; i++) {
            segment.setAtIndex(INT64, i, values[i]);
        }
        return segment;
    }
}
