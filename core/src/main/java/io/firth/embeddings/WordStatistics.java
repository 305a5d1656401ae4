package io.firth.embeddings;

import io.firth.vocab.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What the words of a vocabulary are like.
 *
 * @param words how many there are
 * @param counted words with a count above 0
 * @param totalCount sum of the counts
 * @param duplicates words that are there before
 * @param firstDuplicate the first of them, or −1
 * @param empty words without a byte
 * @param withSpace words with a space, a tab or a line break
 * @param invalidUtf8 words that are not valid UTF-8
 * @param firstInvalid the first of them, or −1
 * @param longestBytes length of the longest word
 */
public record WordStatistics(
        int words,
        int counted,
        long totalCount,
        int duplicates,
        int firstDuplicate,
        int empty,
        int withSpace,
        int invalidUtf8,
        int firstInvalid,
        int longestBytes) {

    /** Looks at every word once. */
    public static WordStatistics of(Vocabulary vocabulary) {
        int counted = 0;
        int duplicates = 0;
        int firstDuplicate = -1;
        int empty = 0;
        int withSpace = 0;
        int invalid = 0;
        int firstInvalid = -1;
        int longest = 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        for (int id = 0; id < vocabulary.size(); id++) {
            byte[] word = vocabulary.wordBytes(id);
            counted += vocabulary.count(id) > 0 ? 1 : 0;
            empty += word.length == 0 ? 1 : 0;
            longest = Math.max(longest, word.length);
            if (vocabulary.id(word, 0, word.length) != id) {
                duplicates++;
                firstDuplicate = firstDuplicate < 0 ? id : firstDuplicate;
            }
            boolean space = false;
            boolean ascii = true;
            for (byte b : word) {
                space |= b == ' ' || b == '\t' || b == '\n' || b == '\r';
                ascii &= b >= 0;
            }
            withSpace += space ? 1 : 0;
            if (!ascii && !isValid(decoder, word)) {
                invalid++;
                firstInvalid = firstInvalid < 0 ? id : firstInvalid;
            }
        }
        return new WordStatistics(
                vocabulary.size(),
                counted,
                vocabulary.totalCount(),
                duplicates,
                firstDuplicate,
                empty,
                withSpace,
                invalid,
                firstInvalid,
                longest);
    }

    private static boolean isValid(CharsetDecoder decoder, byte[] word) {
        try {
            decoder.decode(ByteBuffer.wrap(word));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
