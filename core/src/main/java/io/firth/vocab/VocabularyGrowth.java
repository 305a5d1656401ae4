package io.firth.vocab;

import java.util.Arrays;

/**
 * The words of a model and of a text that it is to be trained on next, as one vocabulary. Every word of the model stays,
 * also those that the text lacks. Counts are added up, and ids are dealt out anew: by the sums (descending), then bytes
 * (unsigned, ascending), as {@link VocabularyBuilder} does. So the first N words are the most frequent ones again, which
 * is what restrictions to them mean; what identifies a word across trainings is the word, not its id.
 */
public final class VocabularyGrowth {
    private static final int BATCH_BYTES = 1 << 24;

    private final Vocabulary vocabulary;
    private final Vocabulary text;
    private final int[] knownIds;
    private final int knownWords;

    private VocabularyGrowth(Vocabulary vocabulary, Vocabulary text, int[] knownIds) {
        this.vocabulary = vocabulary;
        this.text = text;
        this.knownIds = knownIds;
        this.knownWords = (int) Arrays.stream(knownIds).filter(id -> id >= 0).count();
    }

    /**
     * Words of {@code known}, then as many new ones of {@code text} as there is room for.
     *
     * @param known words of the model; of equal ones the first counts
     * @param text words and counts of the text, by count (descending)
     * @param mostWords as many words as {@code text} may make the vocabulary grow to, the most frequent new ones
     */
    public static VocabularyGrowth of(Vocabulary known, Vocabulary text, int mostWords) {
        SharedWordCounts words = new SharedWordCounts();
        WordCounts batch = new WordCounts(1 << 16);
        int size = 0;
        for (int id = 0; id < known.size(); id++) {
            byte[] word = known.wordBytes(id);
            if (known.id(word, 0, word.length) == id) {
                add(words, batch, word, known.count(id));
                size++;
            }
        }
        for (int id = 0; id < text.size(); id++) {
            byte[] word = text.wordBytes(id);
            if (text.id(word, 0, word.length) != id) {
                continue; // there before: of equal words the first counts, as among the known ones
            }
            boolean isNew = known.id(word, 0, word.length) < 0;
            if (!isNew || size < mostWords) {
                add(words, batch, word, text.count(id));
                size += isNew ? 1 : 0;
            }
        }
        words.addAll(batch);
        return grown(known, text, sorted(words, size));
    }

    private static void add(SharedWordCounts words, WordCounts batch, byte[] word, long count) {
        batch.add(word, 0, word.length, count);
        if (batch.byteSize() >= BATCH_BYTES || batch.size() >= 1 << 16) {
            words.addAll(batch);
        }
    }

    private static Vocabulary sorted(SharedWordCounts words, int size) {
        long[] references = new long[size];
        int n = 0;
        for (int s = 0; s < SharedWordCounts.SHARDS; s++) {
            for (int entry = 0; entry < words.shard(s).size(); entry++) {
                references[n++] = (long) s << 32 | entry;
            }
        }
        WordOrder.sort(words, references);
        return VocabularyBuilder.fill(words, references);
    }

    private static VocabularyGrowth grown(Vocabulary known, Vocabulary text, Vocabulary grown) {
        int[] knownIds = new int[grown.size()];
        long[] textCounts = new long[grown.size()];
        for (int id = 0; id < knownIds.length; id++) {
            byte[] word = grown.wordBytes(id);
            knownIds[id] = known.id(word, 0, word.length);
            int textId = text.id(word, 0, word.length);
            textCounts[id] = textId < 0 ? 0 : text.count(textId);
        }
        return new VocabularyGrowth(grown, grown.withCounts(textCounts), knownIds);
    }

    /** All words, with the sums of both counts. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The same words and ids, with the counts in the text alone. */
    public Vocabulary text() {
        return text;
    }

    /** The id that a word of {@link #vocabulary} has in the model, or −1 if it is new. */
    public int knownId(int id) {
        return knownIds[id];
    }

    /** Words that the model had. */
    public int knownWords() {
        return knownWords;
    }

    /** Words that it did not have. */
    public int newWords() {
        return knownIds.length - knownWords;
    }

    /** Words that the model had and that occur in the text. */
    public int sharedWords() {
        int shared = 0;
        for (int id = 0; id < knownIds.length; id++) {
            shared += knownIds[id] >= 0 && text.count(id) > 0 ? 1 : 0;
        }
        return shared;
    }
}
