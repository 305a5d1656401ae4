package io.firth.word2vec;

import io.firth.math.CounterRandom;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A stretch of the corpus as one thread sees it: the tokens that subsampling keeps, with enough of them before and after
 * the stretch that no context window is cut at its edges.
 *
 * <p>Whether a token is kept, and how far its window reaches, are functions of (seed, epoch, position in the corpus):
 * however the corpus is dealt out to threads, the same examples come out. Frequent words are dropped before windows are
 * laid, so that the words around a dropped one move closer together, as in word2vec ("dirty" subsampling in the terms of
 * Levy, Goldberg &amp; Dagan 2015).
 */
final class TokenWindow {
    /** Stands between two sentences. */
    static final int SENTENCE_END = -1;

    /** Bytes of a stretch from which giving its pages back is worth a call of the system. */
    private static final long MANY_BYTES = 1 << 16;

    /** Bytes after which short stretches give back what lies behind them. */
    private static final long BEHIND = 1 << 22;

    /** The system maps so many bytes before and after a page that is read for the first time, if they are in its file cache. */
    private static final int READ_AROUND = 1 << 16;

    private static final ValueLayout.OfInt ID = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment ids;
    private final MemorySegment pages;
    private final long length;
    private final long[] keepBelow;
    private final int reach;
    private final boolean fixedWindow;

    /** The kept tokens: word id or SENTENCE_END, position in the corpus, reach of the window, and where its context begins and ends. */
    private int[] words = new int[1024];

    private long[] positions = new long[1024];
    private int[] reaches = new int[1024];
    private int[] lefts = new int[1024];
    private int[] rights = new int[1024];
    private int size;
    private int sentence;
    private int first;
    private int end;

    /**
     * @param ids little-endian 32-bit word ids, SENTENCE_END between sentences
     * @param pages where they lie, to be given back if that is a mapped file
     * @param keepBelow by word id: a token is kept if 32 random bits, unsigned, are below
     * @param reach m
     * @param fixedWindow whether the reach is always m, or drawn from 1…m
     */
    TokenWindow(MemorySegment ids, MemorySegment pages, long[] keepBelow, int reach, boolean fixedWindow) {
        this.ids = ids;
        this.pages = pages;
        this.length = ids.byteSize() / Integer.BYTES;
        this.keepBelow = keepBelow;
        this.reach = reach;
        this.fixedWindow = fixedWindow;
    }

    /** Moves to positions from…to−1 of the corpus; {@code key} stands for seed and epoch. */
    void moveTo(long from, long to, long key) {
        size = 0;
        sentence = 0;
        reserve(to - from + 2L * reach);
        int before = 0;
        for (long p = from - 1; p >= 0 && before < reach; p--) {
            int word = word(p);
            if (word == SENTENCE_END) {
                break;
            }
            if (keep(word, p, key)) {
                append(word, p, key);
                before++;
            }
        }
        reverse();
        first = size;
        for (long p = from; p < to; p++) {
            int word = word(p);
            if (word == SENTENCE_END) {
                appendEnd();
            } else if (keep(word, p, key)) {
                append(word, p, key);
            }
        }
        end = size;
        int after = 0;
        for (long p = to; p < length && after < reach; p++) {
            int word = word(p);
            if (word == SENTENCE_END) {
                break;
            }
            if (keep(word, p, key)) {
                append(word, p, key);
                after++;
            }
        }
        layWindows();
        giveBack(from, to);
    }

    /** In the sentence that ends here, all at once: without branches, which no processor foresees. */
    private void layWindows() {
        for (int t = sentence; t < size; t++) {
            lefts[t] = Math.max(sentence, t - reaches[t]);
            rights[t] = Math.min(size, t + 1 + reaches[t]);
        }
    }

    /**
     * A mapped corpus would otherwise come to lie in memory whole; the next epoch finds the pages in the system's file cache. Of
     * short stretches, which all threads take one after the other, one in hundreds gives back what lies behind it.
     */
    private void giveBack(long from, long to) {
        long begin = from * Integer.BYTES;
        long stop = to * Integer.BYTES;
        boolean many = stop - begin >= MANY_BYTES;
        if (pages.isMapped() && (many || begin / BEHIND < stop / BEHIND)) {
            long first = Math.max(0, begin - (many ? READ_AROUND : 2 * BEHIND));
            long last = Math.min(length * Integer.BYTES, stop + READ_AROUND);
            pages.asSlice(first, last - first).unload();
        }
    }

    private int word(long position) {
        return ids.getAtIndex(ID, position);
    }

    private boolean keep(int word, long position, long key) {
        return (CounterRandom.bits(key, position) >>> 32) < keepBelow[word];
    }

    private void append(int word, long position, long key) {
        words[size] = word;
        positions[size] = position;
        reaches[size] = fixedWindow ? reach : 1 + CounterRandom.below((int) CounterRandom.bits(key, position), reach);
        size++;
    }

    private void appendEnd() {
        layWindows();
        words[size++] = SENTENCE_END;
        sentence = size;
    }

    /** Room for as many tokens as can be kept: a branch for each of them would be taken too seldom to be compiled in time. */
    private void reserve(long tokens) {
        if (tokens > words.length) {
            int room = Math.toIntExact(tokens);
            words = new int[room];
            positions = new long[room];
            reaches = new int[room];
            lefts = new int[room];
            rights = new int[room];
        }
    }

    private void reverse() {
        for (int i = 0, j = size - 1; i < j; i++, j--) {
            int word = words[i];
            words[i] = words[j];
            words[j] = word;
            // positions and windows of the tokens before the stretch are never asked for
        }
    }

    /** Number of tokens, those around the stretch included. */
    int size() {
        return size;
    }

    /** Index of the first token of the stretch itself. */
    int first() {
        return first;
    }

    /** Index after its last. */
    int end() {
        return end;
    }

    /** Word id of the token at an index, or SENTENCE_END. */
    int wordAt(int index) {
        return words[index];
    }

    /** Position in the corpus of the token at an index. */
    long positionAt(int index) {
        return positions[index];
    }

    /** Leftmost index of the context of the token at an index. */
    int left(int index) {
        return lefts[index];
    }

    /** Index after the rightmost of its context. */
    int right(int index) {
        return rights[index];
    }
}
