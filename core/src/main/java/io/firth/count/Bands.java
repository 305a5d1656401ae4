package io.firth.count;

import io.firth.vocab.Vocabulary;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rows in bands of about equal work, in the order of the rows. They depend on the vocabulary alone, so that the same
 * bands serve every spilled run and the merge.
 */
final class Bands {
    private static final int MOST = 1024;

    /** What a row costs besides its words' windows, in words. */
    private static final long ROW_COST = 8;

    private final int[] starts;
    private final int size;

    Bands(Vocabulary vocabulary) {
        int rows = vocabulary.size();
        double all = vocabulary.totalCount() + (double) ROW_COST * rows;
        int[] ends = new int[Math.min(rows, MOST) + 1];
        int n = 0;
        double cost = 0;
        for (int row = 0; row < rows; row++) {
            cost += vocabulary.count(row) + ROW_COST;
            if (cost >= all / MOST || row == rows - 1) {
                ends[++n] = row + 1;
                cost = 0;
            }
        }
        starts = ends;
        size = n;
    }

    /** How many. */
    int size() {
        return size;
    }

    /** First row of a band. */
    int start(int band) {
        return starts[band];
    }

    /** Row behind its last. */
    int end(int band) {
        return starts[band + 1];
    }

    /** Hands out the bands, each to one thread. */
    Queue queue() {
        return new Queue();
    }

    /** The bands that nobody has taken yet. */
    final class Queue {
        private final AtomicInteger next = new AtomicInteger();

        /** A band, in ascending order, or −1. */
        int take() {
            int band = next.getAndIncrement();
            return band < size ? band : -1;
        }
    }
}
