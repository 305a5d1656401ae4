package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordHashTest {
    /** Two long words that agree in all that a slot holds, and in their ends, are still told apart. */
    @Test
    void collidingWordsAreDifferentWords() {
        byte[][] pair = collision();
        Vocabulary vocabulary = Vocabulary.of(List.of(pair[0]), new long[] {1});
        assertEquals(0, vocabulary.id(pair[0], 0, pair[0].length));
        assertEquals(-1, vocabulary.id(pair[1], 0, pair[1].length));
        WordCounts counts = new WordCounts(4);
        counts.add(pair[0], 0, pair[0].length, 1);
        counts.add(pair[1], 0, pair[1].length, 1);
        assertEquals(2, counts.size());
    }

    @Test
    void prefixIsTheSameAtTheEndOfAnArray() {
        byte[] middle = "-abc-------------".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "abc".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0x636261, WordHash.prefix(end, 0, 3));
        assertEquals(0x636261, WordHash.prefix(middle, 1, 3));
        assertEquals(0, WordHash.prefix(end, 3, 0));
    }

    /** Words of 24 bytes with the same tag and the same place in a table of 16, that differ in bytes 8 to 15 only. */
    private static byte[][] collision() {
        Map<Long, byte[]> seen = new HashMap<>();
        byte[][] pair = null;
        for (int i = 0; i < 400_000 && pair == null; i++) {
            byte[] word = ("beginnin" + String.format("%08d", i) + "the end.").getBytes(StandardCharsets.US_ASCII);
            long hash = WordHash.hash(WordHash.prefix(word, 0, word.length), word, 0, word.length);
            byte[] other = seen.putIfAbsent((long) WordHash.tag(hash, word.length) << 4 | hash & 15, word);
            pair = other == null ? null : new byte[][] {other, word};
        }
        assertNotNull(pair, "there is a collision among so many words");
        return pair;
    }
}
