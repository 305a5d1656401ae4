package io.firth.vocab;

import io.firth.text.SentenceReader;
import java.io.IOException;

/** Counts the words of one thread's ranges in a table of its own, which it empties into the shared one when it is full. */
final class RangeCounter {
    /** The table is emptied at this many words or … */
    private static final int LOCAL_WORDS = 1 << 16;
    /** … bytes of words. */
    private static final int LOCAL_BYTES = 1 << 22;

    /**
     * Events that are taken in one go. A loop that ran through a whole range would be compiled while it runs, with the little that it
     * has met by then, and again each time it meets something new; a method that is called often is compiled once.
     */
    static final int EVENTS = 256;

    private final SharedWordCounts shared;
    private final WordCounts local = new WordCounts(LOCAL_WORDS);
    private long tokens;
    private long sentences;

    RangeCounter(SharedWordCounts shared) {
        this.shared = shared;
    }

    /** Counts all words of a range. */
    void count(SentenceReader reader) throws IOException {
        while (countSome(reader)) {
            if (local.size() >= LOCAL_WORDS - EVENTS || local.byteSize() >= LOCAL_BYTES) {
                shared.addAll(local);
            }
        }
    }

    /** False at the end of the range. */
    private boolean countSome(SentenceReader reader) throws IOException {
        for (int i = 0; i < EVENTS && local.byteSize() < LOCAL_BYTES; i++) {
            int event = reader.next();
            if (event == SentenceReader.END) {
                return false;
            }
            if (event == SentenceReader.SENTENCE_END) {
                sentences++;
            } else {
                tokens++;
                local.add(reader.buffer(), reader.offset(), reader.length(), 1);
            }
        }
        return true;
    }

    /** No range is to follow: brings what is left to the shared table. */
    void finish() {
        shared.addAll(local);
    }

    /** Words so far. */
    long tokens() {
        return tokens;
    }

    /** Sentences that ended so far. */
    long sentences() {
        return sentences;
    }
}
