package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordHashTest {
    /** Two long words that agree in all that a slot holds are still told apart, wherever they differ. */
    @ParameterizedTest
    @ValueSource(strings = {"beginnin%08dthe end.", "beginninthe midd%08d", "beginnin%08d", "beginnin%08d…and more"})
    void collidingWordsAreDifferentWords(String format) {
        byte[][] pair = collision(format);
        Vocabulary vocabulary = Vocabulary.of(List.of(pair[0]), new long[] {1});
        VocabularyIndex index = new VocabularyIndex(vocabulary); // the vocabulary's first look-ups scan
        assertEquals(0, index.id(pair[0], 0, pair[0].length));
        assertEquals(-1, index.id(pair[1], 0, pair[1].length));
        assertEquals(0, vocabulary.id(pair[0], 0, pair[0].length));
        assertEquals(-1, vocabulary.id(pair[1], 0, pair[1].length));
        VocabularyIndex both = new VocabularyIndex(Vocabulary.of(List.of(pair), new long[2]));
        assertEquals(0, both.id(pair[0], 0, pair[0].length));
        assertEquals(1, both.id(pair[1], 0, pair[1].length));
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

    /** Words with the same first eight bytes, the same tag and the same place in a table of 16. */
    private static byte[][] collision(String format) {
        Map<Long, byte[]> seen = new HashMap<>();
        byte[][] pair = null;
        for (int i = 0; i < 400_000 && pair == null; i++) {
            byte[] word = String.format(format, i).getBytes(StandardCharsets.UTF_8);
            long hash = WordHash.hash(WordHash.prefix(word, 0, word.length), word, 0, word.length);
            byte[] other = seen.putIfAbsent((long) WordHash.tag(hash, word.length) << 4 | hash & 15, word);
            pair = other == null ? null : new byte[][] {other, word};
        }
        assertNotNull(pair, "there is a collision among so many words");
        return pair;
    }
}
