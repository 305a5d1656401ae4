package io.firth.count;

import io.firth.math.CounterRandom;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Subsampling;
import io.firth.vocab.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stretch of the corpus in memory: its words in order, with enough of them before and after the stretch that no window
 * is cut at its edges, and for every word the places where it stands. So the whole row of a word can be summed up at once.
 */
final class Chunk {
    /** Bytes of memory that a word of the corpus takes. */
    static final int BYTES_PER_ID = 8;

    /** Ids read at a time. */
    private static final int BLOCK = 1 << 16;

    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long SUBSAMPLING_STREAM = 1;

    private final EncodedCorpus corpus;
    private final int threads;
    private final int vocabularySize;
    private final int window;
    private final Subsampling dropped; // before windows are laid; null for none
    private final long key;
    private final int[] ids;
    private final int[] places;
    private final int[] starts;

    /**
     * Room for a stretch.
     *
     * @param capacity most ids of a stretch, sentence ends included
     */
    Chunk(
            EncodedCorpus corpus,
            int vocabularySize,
            CountSettings settings,
            Subsampling dropped,
            long capacity,
            int threads) {
        this.corpus = corpus;
        this.threads = threads;
        this.vocabularySize = vocabularySize;
        this.window = settings.window();
        this.dropped = dropped;
        this.key = CounterRandom.key(settings.seed(), 0, SUBSAMPLING_STREAM);
        this.ids = new int[Math.toIntExact(capacity + 4L * window + 2)];
        this.places = new int[Math.toIntExact(capacity)];
        this.starts = new int[vocabularySize + 1];
    }

    /** Word ids in order; negative at sentence ends and around everything. */
    int[] ids() {
        return ids;
    }

    /** Indexes into {@link #ids}, grouped by word; a window either way of each lies within it. */
    int[] places() {
        return places;
    }

    /** Index of the first place of a word. */
    int start(int word) {
        return starts[word];
    }

    /** Index behind the last place of a word. */
    int end(int word) {
        return starts[word + 1];
    }

    /** Takes the ids from…to−1 of the corpus. */
    void load(long from, long to) throws IOException, InterruptedException {
        margin(from, -1, 0);
        int slices = (int) Math.min(threads, Math.max(1, (to - from) / BLOCK));
        long[] cuts = new long[slices + 1];
        for (int s = 0; s <= slices; s++) {
            cuts[s] = from + (to - from) * s / slices;
        }
        int[] lengths = new int[slices];
        each(slices, s -> lengths[s] = dropped == null ? (int) (cuts[s + 1] - cuts[s]) : kept(cuts[s], cuts[s + 1]));
        int[] targets = new int[slices + 1];
        targets[0] = 1 + window;
        for (int s = 0; s < slices; s++) {
            targets[s + 1] = targets[s] + lengths[s];
        }
        int[][] counts = new int[slices][];
        each(slices, s -> {
            counts[s] = new int[vocabularySize];
            read(cuts[s], cuts[s + 1], targets[s], counts[s]);
        });
        margin(to, 1, targets[slices]);
        place(counts);
        each(slices, s -> fill(targets[s], targets[s + 1], counts[s]));
    }

    /** What a slice does. */
    @FunctionalInterface
    private interface SliceTask {
        void run(int slice) throws IOException;
    }

    private static void each(int slices, SliceTask task) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Workers.run(slices, "firth-index", () -> task.run(next.getAndIncrement()));
    }

    /**
     * Puts up to m words of the same sentence before or behind the stretch, and a sentence end where they end. Before, they
     * end at index m; behind, they begin at {@code target}.
     */
    private void margin(long position, int step, int target) {
        MemorySegment all = corpus.ids();
        int found = 0;
        int at = step < 0 ? window : target; // index 0 is left for a sentence end
        for (long p = step < 0 ? position - 1 : position; found < window && p >= 0 && p < corpus.length(); p += step) {
            int word = all.getAtIndex(INT32, p);
            if (word == EncodedCorpus.SENTENCE_END) {
                break;
            }
            if (dropped == null || keeps(word, p)) {
                ids[at] = word;
                at += step;
                found++;
            }
        }
        ids[at] = EncodedCorpus.SENTENCE_END;
    }

    private boolean keeps(int word, long position) {
        return dropped.keeps(word, (int) (CounterRandom.bits(key, position) >>> 32));
    }

    private int kept(long from, long to) throws IOException {
        int[] block = new int[BLOCK];
        int n = 0;
        for (long position = from; position < to; position += BLOCK) {
            int length = (int) Math.min(BLOCK, to - position);
            corpus.read(position, block, 0, length);
            for (int i = 0; i < length; i++) {
                n += block[i] < 0 || keeps(block[i], position + i) ? 1 : 0;
            }
        }
        return n;
    }

    /** Reads ids into their place and counts the words. */
    private void read(long from, long to, int target, int[] counts) throws IOException {
        int at = target;
        int[] block = dropped == null ? null : new int[BLOCK];
        for (long position = from; position < to; position += BLOCK) {
            int length = (int) Math.min(BLOCK, to - position);
            int first = at;
            if (dropped == null) {
                corpus.read(position, ids, at, length);
                at += length;
            } else {
                corpus.read(position, block, 0, length);
                for (int i = 0; i < length; i++) {
                    if (block[i] < 0 || keeps(block[i], position + i)) {
                        ids[at++] = block[i];
                    }
                }
            }
            count(first, at, counts);
        }
    }

    private void count(int from, int to, int[] counts) {
        for (int i = from; i < to; i++) {
            int word = ids[i];
            if (word >= 0) {
                counts[word]++;
            }
        }
    }

    /** From the counts of each slice, where each slice puts its places of each word. */
    private void place(int[][] counts) {
        int at = 0;
        for (int word = 0; word < vocabularySize; word++) {
            starts[word] = at;
            for (int[] slice : counts) {
                int n = slice[word];
                slice[word] = at;
                at += n;
            }
        }
        starts[vocabularySize] = at;
    }

    private void fill(int from, int to, int[] next) {
        for (int i = from; i < to; i++) {
            int word = ids[i];
            if (word >= 0) {
                places[next[word]++] = i;
            }
        }
    }
}
