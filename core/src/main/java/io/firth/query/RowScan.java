package io.firth.query;

import io.firth.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One pass over the rows of a matrix: their scores with a handful of queries, block after block. The calling thread works,
 * and as many of the common pool as have nothing better to do.
 */
final class RowScan {
    /** Floats of a block of rows, and of its scores: together they stay in the second-level cache. */
    private static final int ROWS = 32_768;

    private static final int SCORES = 262_144;

    /** Rows of a block are a multiple of this (the kernel's tile), where there are so many. */
    private static final int TILE = 8;

    /** Floats of a matrix from which a second thread pays. */
    private static final long WORTH_A_THREAD = 1 << 20;

    /** Sees every block that it must see once, always on the same thread. */
    interface Visitor {
        /**
         * Rows first … first + n − 1. The score of row first + r with query q is {@code scores[q·stride + r]}; NaN where the
         * row has none.
         */
        void block(int first, int n, float[] scores, int stride);

        /** A block whose scores are all less may be left out. */
        default float least() {
            return Float.NEGATIVE_INFINITY;
        }
    }

    private RowScan() {}

    /**
     * The scores of {@code queries} with rows 0 … rows − 1.
     *
     * @param lengths of the vectors, for cosines with queries of length 1; null for plain products
     * @param visitors makes one for each thread
     * @return the visitors that saw blocks, at least one
     */
    static <V extends Visitor> List<V> run(
            Matrix vectors, Lengths lengths, int rows, float[][] queries, Supplier<V> visitors) {
        boolean firstSearch = ScoreChoice.isFirstSearch();
        AtomicInteger next = new AtomicInteger();
        int blockRows = blockRows(vectors.dim(), queries.length);
        int blocks = Math.ceilDiv(rows, blockRows);
        List<V> used = new ArrayList<>();
        Runnable worker = () -> {
            int block = next.getAndIncrement();
            if (block >= blocks) {
                return;
            }
            V visitor = visitors.get();
            synchronized (used) {
                used.add(visitor);
            }
            try (ScoreChoice scores = new ScoreChoice(vectors, lengths, queries, blockRows, firstSearch)) {
                for (; block < blocks; block = next.getAndIncrement()) {
                    int first = block * blockRows;
                    int n = Math.min(blockRows, rows - first);
                    float[] ofBlock = scores.of(first, n);
                    if (scores.greatest() >= visitor.least()) {
                        visitor.block(first, n, ofBlock, blockRows);
                    }
                }
            }
        };
        long floats = (long) rows * vectors.dim() * queries.length;
        int helpers = floats < WORTH_A_THREAD ? 0 : Math.min(blocks - 1, ForkJoinPool.getCommonPoolParallelism());
        help(worker, helpers);
        if (used.isEmpty()) { // no rows
            used.add(visitors.get());
        }
        return used;
    }

    /**
     * Runs the work on this thread, and on the common pool's until this one is done. Who has not begun by then is not waited for: the
     * pool's threads may all be busy for long, or wait for a lock that the caller holds.
     */
    private static void help(Runnable worker, int helpers) {
        Phaser working = new Phaser(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < helpers; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                if (working.register() < 0) {
                    return; // too late
                }
                try {
                    worker.run();
                } catch (Throwable e) { // an Error too must reach the caller
                    failure.compareAndSet(null, e);
                } finally {
                    working.arriveAndDeregister();
                }
            });
        }
        try {
            worker.run();
        } finally {
            working.awaitAdvance(working.arriveAndDeregister());
        }
        switch (failure.get()) {
            case null -> {}
            case Error e -> throw e;
            case Throwable e -> throw (RuntimeException) e; // a Runnable throws nothing else
        }
    }

    /** Rows of a block for so many dimensions and queries. */
    private static int blockRows(int dim, int queries) {
        int rows = Math.min(ROWS / dim, SCORES / Math.max(1, queries));
        return Math.max(TILE, rows & -TILE);
    }
}
