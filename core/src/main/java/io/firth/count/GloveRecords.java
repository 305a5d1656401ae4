package io.firth.count;

import static io.firth.math.AdaGradLeastSquares.FLOAT;
import static io.firth.math.AdaGradLeastSquares.INT;
import static io.firth.math.AdaGradLeastSquares.RECORD_BYTES;

import io.firth.math.CounterRandom;
import io.firth.vocab.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The cells (i, j, log x_ij, f(x_ij)) of a matrix of counts outside the heap, cut into P × P blocks: block (p, q) has the
 * rows i ≡ p and columns j ≡ q modulo P, so frequent words are spread evenly.
 *
 * <p>Blocks with different p and different q share no parameter, so P of them can be worked on at the same time and the
 * result is that of any order (Gemulla, Nijkamp, Haas &amp; Sismanis 2011, "Large-scale matrix factorization with
 * distributed stochastic gradient descent"): the same bytes for any number of threads, and no locks. And the rows of two
 * parts stay in a second-level cache.
 */
final class GloveRecords implements AutoCloseable {
    private static final long CACHE_BYTES = 1 << 20;
    private static final int LEAST_PARTS = 8;
    private static final int MOST_PARTS = 64;

    private final Arena arena = Arena.ofShared();
    private final int parts;
    private final long[] start;
    private final MemorySegment records;

    /**
     * All cells of {@code counts}.
     *
     * @param rowBytes bytes of parameters of a word, as centre or as context
     * @throws OutOfMemoryError if there is not room for 16 bytes per cell
     */
    GloveRecords(Cooccurrences counts, GloveConfig config, long rowBytes) throws InterruptedException {
        parts = parts(counts.size(), rowBytes);
        start = new long[parts * parts + 1];
        Workers.forEach(config.threads(), "firth-count", parts, () -> p -> {
            for (int i = p; i < counts.size(); i += parts) {
                for (long cell = counts.rowStart(i); cell < counts.rowEnd(i); cell++) {
                    start[p * parts + counts.column(cell) % parts + 1]++;
                }
            }
        });
        for (int block = 0; block < parts * parts; block++) {
            if (start[block + 1] > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a block of " + start[block + 1] + " cells is too large to shuffle");
            }
            start[block + 1] += start[block];
        }
        try {
            records = arena.allocate(Math.max(1, counts.nonZeros()) * RECORD_BYTES, 64);
            Workers.forEach(config.threads(), "firth-count", parts, () -> p -> fill(counts, config, p));
        } catch (InterruptedException | RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    private static int parts(int words, long rowBytes) {
        long wanted = Math.ceilDiv(2 * words * rowBytes, CACHE_BYTES);
        return Math.min(words, Math.clamp(wanted, LEAST_PARTS, MOST_PARTS));
    }

    private void fill(Cooccurrences counts, GloveConfig config, int p) {
        long[] next = new long[parts];
        System.arraycopy(start, p * parts, next, 0, parts);
        for (int i = p; i < counts.size(); i += parts) {
            for (long cell = counts.rowStart(i); cell < counts.rowEnd(i); cell++) {
                int j = counts.column(cell);
                double count = counts.count(cell);
                long at = next[j % parts]++ * RECORD_BYTES;
                records.set(INT, at, i);
                records.set(INT, at + 4, j);
                records.set(FLOAT, at + 8, (float) Math.log(count));
                records.set(FLOAT, at + 12, (float) config.weight(count));
            }
        }
    }

    /** P. */
    int parts() {
        return parts;
    }

    /** All records, block after block. */
    MemorySegment records() {
        return records;
    }

    /** First record of block (p, q). */
    long from(int p, int q) {
        return start[p * parts + q];
    }

    /** One past the last record of block (p, q). */
    long to(int p, int q) {
        return start[p * parts + q + 1];
    }

    /** Puts the records of a block in an order that depends on the key and their order before (Fisher &amp; Yates). */
    void shuffle(int p, int q, long key) {
        long from = from(p, q);
        for (int k = (int) (to(p, q) - from) - 1; k > 0; k--) {
            int other = CounterRandom.below((int) (CounterRandom.bits(key, k) >>> 32), k + 1);
            swap((from + k) * RECORD_BYTES, (from + other) * RECORD_BYTES);
        }
    }

    private void swap(long a, long b) {
        for (int half = 0; half < RECORD_BYTES; half += Long.BYTES) {
            long first = records.get(ValueLayout.JAVA_LONG_UNALIGNED, a + half);
            records.set(
                    ValueLayout.JAVA_LONG_UNALIGNED, a + half, records.get(ValueLayout.JAVA_LONG_UNALIGNED, b + half));
            records.set(ValueLayout.JAVA_LONG_UNALIGNED, b + half, first);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
