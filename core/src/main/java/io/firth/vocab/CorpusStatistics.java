package io.firth.vocab;

/**
 * What was met while counting a corpus.
 *
 * @param textBytes bytes of text, unpacked
 * @param tokens words, repeated ones counted each time
 * @param types distinct words
 * @param sentences lines with at least one word
 * @param invalidUtf8 words that are not valid UTF-8 (whitespace tokenizer), or such bytes (unicode tokenizer)
 * @param keptTokens words (tokens) that are in the vocabulary
 * @param keptTypes distinct words in the vocabulary, V
 */
public record CorpusStatistics(
        long textBytes, long tokens, long types, long sentences, long invalidUtf8, long keptTokens, int keptTypes) {
    /** Words (tokens) that are not in the vocabulary. */
    public long droppedTokens() {
        return tokens - keptTokens;
    }
}
