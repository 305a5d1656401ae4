package io.firth.vocab;

import io.firth.text.Corpus;
import io.firth.text.CorpusRange;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Hands the ranges of a corpus to threads, in order, and adds up how many bytes they have read. */
final class RangeQueue {
    private final List<CorpusRange> ranges;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong bytesRead = new AtomicLong();
    private final LongConsumer listener;

    RangeQueue(Corpus corpus, long rangeBytes, LongConsumer listener) {
        this.ranges = corpus.ranges(rangeBytes);
        this.listener = listener;
    }

    int size() {
        return ranges.size();
    }

    CorpusRange get(int part) {
        return ranges.get(part);
    }

    /** The number of the next range nobody has taken; −1 if there is none or the thread was interrupted. */
    int take() {
        if (Thread.currentThread().isInterrupted()) {
            return -1;
        }
        int part = next.getAndIncrement();
        return part < ranges.size() ? part : -1;
    }

    void read(long bytes) {
        listener.accept(bytesRead.addAndGet(bytes));
    }
}
