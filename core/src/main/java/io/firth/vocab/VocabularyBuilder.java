package io.firth.vocab;

import io.firth.text.Corpus;
import io.firth.text.CorpusException;
import io.firth.text.SentenceReader;
import io.firth.text.TextOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * Counts the words of a corpus on several threads and keeps those that are frequent enough. Every word is counted
 * exactly; nothing is pruned on the way.
 */
public final class VocabularyBuilder {
    private final TextOptions options;
    private final int threads;
    private long minCount = 1;
    private int maxVocab = Integer.MAX_VALUE;
    private Vocabulary known;
    private long rangeBytes = Corpus.RANGE_BYTES;
    private LongConsumer listener = bytes -> {};
    private CorpusStatistics statistics;

    /**
     * A builder that keeps every word.
     *
     * @throws IllegalArgumentException if threads &lt; 1
     */
    public VocabularyBuilder(TextOptions options, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        this.options = Objects.requireNonNull(options, "options");
        this.threads = threads;
    }

    /**
     * Keeps only words seen at least this often.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public VocabularyBuilder minCount(long value) {
        if (value < 1) {
            throw new IllegalArgumentException("the minimum count must be at least 1, not " + value);
        }
        minCount = value;
        return this;
    }

    /** Keeps words of {@code known} however rarely they occur; what does not occur at all is not added. */
    public VocabularyBuilder keep(Vocabulary known) {
        this.known = Objects.requireNonNull(known, "known");
        return this;
    }

    /**
     * Keeps only this many words, the most frequent ones.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public VocabularyBuilder maxVocab(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the largest vocabulary must have at least 1 word, not " + value);
        }
        maxVocab = value;
        return this;
    }

    /**
     * Tells {@code bytesDone} how many bytes of {@link Corpus#bytes()} were read so far, many times a second and from
     * the counting threads, so it must be quick and thread-safe; a late call may bring a smaller number.
     */
    public VocabularyBuilder listener(LongConsumer bytesDone) {
        listener = Objects.requireNonNull(bytesDone, "listener");
        return this;
    }

    VocabularyBuilder rangeBytes(long value) {
        rangeBytes = value;
        return this;
    }

    /**
     * Reads the whole corpus once.
     *
     * @return its words by count (descending), then bytes (unsigned, ascending)
     * @throws CorpusException if there are no words, or none is frequent enough, or packed data is damaged
     * @throws IOException if reading fails
     * @throws InterruptedException if the calling thread is interrupted; the counting threads have ended then
     */
    public Vocabulary build(Corpus corpus) throws IOException, InterruptedException {
        SharedWordCounts words = new SharedWordCounts();
        Totals totals = new Totals();
        RangeQueue ranges = new RangeQueue(corpus, rangeBytes, listener);
        Workers.run(Math.max(1, Math.min(threads, ranges.size())), "firth-count", () -> count(ranges, words, totals));
        Vocabulary vocabulary = select(words, totals, corpus);
        statistics = new CorpusStatistics(
                totals.bytes.sum(),
                totals.tokens.sum(),
                words.size(),
                totals.sentences.sum(),
                totals.invalid.sum(),
                vocabulary.totalCount(),
                vocabulary.size());
        return vocabulary;
    }

    /**
     * What the last {@link #build} met.
     *
     * @throws IllegalStateException if there was none
     */
    public CorpusStatistics statistics() {
        if (statistics == null) {
            throw new IllegalStateException("no vocabulary was built yet");
        }
        return statistics;
    }

    private void count(RangeQueue ranges, SharedWordCounts words, Totals totals) throws IOException {
        RangeCounter counter = new RangeCounter(words);
        for (int part = ranges.take(); part >= 0; part = ranges.take()) {
            try (SentenceReader reader = SentenceReader.open(ranges.get(part), options, ranges::read)) {
                counter.count(reader);
                totals.invalid.add(reader.invalidUtf8());
                totals.bytes.add(reader.textBytes());
            }
        }
        counter.finish();
        totals.tokens.add(counter.tokens());
        totals.sentences.add(counter.sentences());
    }

    private Vocabulary select(SharedWordCounts words, Totals totals, Corpus corpus) throws CorpusException {
        long eligible = 0;
        long highest = 0;
        for (int s = 0; s < SharedWordCounts.SHARDS; s++) {
            WordCounts shard = words.shard(s);
            for (int entry = 0; entry < shard.size(); entry++) {
                highest = Math.max(highest, shard.count(entry));
                eligible += keeps(shard, entry) ? 1 : 0;
            }
        }
        if (highest == 0) {
            throw new CorpusException("there are no words in " + corpus.describe());
        }
        if (eligible == 0) {
            throw new CorpusException("no word of " + corpus.describe() + " occurs at least " + minCount + " times: of "
                    + totals.tokens.sum() + " words, " + words.size()
                    + " of them distinct, the most frequent one occurs "
                    + highest + (highest == 1 ? " time" : " times")
                    + (known == null ? "" : ", and none is known to the model") + "; choose a smaller minimum count");
        }
        if (eligible > VocabularyIndex.MAX_SIZE) {
            throw new CorpusException(corpus.describe() + ": " + eligible + " distinct words occur at least " + minCount
                    + " times, more than the " + VocabularyIndex.MAX_SIZE
                    + " that a vocabulary can hold; choose a larger minimum count");
        }
        long[] references = new long[(int) eligible];
        int n = 0;
        for (int s = 0; s < SharedWordCounts.SHARDS; s++) {
            WordCounts shard = words.shard(s);
            for (int entry = 0; entry < shard.size(); entry++) {
                if (keeps(shard, entry)) {
                    references[n++] = (long) s << 32 | entry;
                }
            }
        }
        WordOrder.sort(words, references);
        return fill(words, Arrays.copyOf(references, Math.min(maxVocab, references.length)));
    }

    private boolean keeps(WordCounts shard, int entry) {
        return shard.count(entry) >= minCount
                || known != null && known.id(shard.bytes(), shard.start(entry), shard.length(entry)) >= 0;
    }

    static Vocabulary fill(SharedWordCounts words, long[] references) {
        long byteSize = 0;
        for (long reference : references) {
            byteSize += words.shard((int) (reference >>> 32)).length((int) reference);
        }
        Vocabulary.Filler filler = new Vocabulary.Filler(references.length, byteSize);
        for (long reference : references) {
            WordCounts shard = words.shard((int) (reference >>> 32));
            int entry = (int) reference;
            filler.add(shard.bytes(), shard.start(entry), shard.length(entry), shard.count(entry));
        }
        return filler.vocabulary();
    }

    private static final class Totals {
        final LongAdder bytes = new LongAdder();
        final LongAdder tokens = new LongAdder();
        final LongAdder sentences = new LongAdder();
        final LongAdder invalid = new LongAdder();
    }
}
