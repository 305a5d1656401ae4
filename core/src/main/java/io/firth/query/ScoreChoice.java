package io.firth.query;

import io.firth.math.Kernel;
import io.firth.math.Matrix;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which implementation a thread scores blocks with. The SIMD kernel is many times slower than plain loops until the
 * compiler has met it often enough, some tenths of a second. So a process answers its first question with plain loops: it
 * may be the only one. From the second on one thread works with the kernel and gets it compiled, while the others work
 * with plain loops until that has happened. Both give the same answers, for the best candidates are scored again.
 */
final class ScoreChoice implements AutoCloseable {
    /** Seconds · 10⁻⁹ per product of two floats that only compiled code reaches. */
    private static final double COMPILED = 0.5;

    private static final AtomicBoolean ASKED = new AtomicBoolean();
    private static final AtomicBoolean WARMING_UP = new AtomicBoolean();
    private static volatile boolean warm;

    private final Matrix vectors;
    private final Lengths lengths;
    private final float[][] queries;
    private final int blockRows;
    private final boolean warmingUp;
    private BlockScores current;

    /** Whether this is the first search of the process; only the first call says so. */
    static boolean isFirstSearch() {
        return !ASKED.get() && ASKED.compareAndSet(false, true);
    }

    ScoreChoice(Matrix vectors, Lengths lengths, float[][] queries, int blockRows, boolean firstSearch) {
        this.vectors = vectors;
        this.lengths = lengths;
        this.queries = queries;
        this.blockRows = blockRows;
        boolean cold = Kernel.isSimd() && !warm && queries.length < KernelScores.MANY;
        this.warmingUp = cold && !firstSearch && WARMING_UP.compareAndSet(false, true);
        boolean plain = !Kernel.isSimd() || !vectors.segment().isNative() || cold && !warmingUp;
        if (plain) {
            this.current = firstSearch && FirstScores.serve(vectors, lengths, queries)
                    ? new FirstScores(vectors, lengths, queries[0], blockRows)
                    : new ArrayScores(vectors, lengths, queries, blockRows);
        } else {
            this.current = new KernelScores(vectors, lengths, queries, blockRows);
        }
    }

    /** As {@link BlockScores#of}. */
    float[] of(int first, int n) {
        if (warmingUp && !warm) {
            long start = System.nanoTime();
            float[] scores = current.of(first, n);
            double nanos = System.nanoTime() - start;
            warm = nanos < COMPILED * n * vectors.dim() * queries.length;
            return scores;
        }
        if (warm && current instanceof ArrayScores && vectors.segment().isNative()) {
            current = new KernelScores(vectors, lengths, queries, blockRows);
        }
        return current.of(first, n);
    }

    /** As {@link BlockScores#greatest}. */
    float greatest() {
        return current.greatest();
    }

    /** The next thread may go on warming up. */
    @Override
    public void close() {
        if (warmingUp) {
            WARMING_UP.set(false);
        }
    }
}
