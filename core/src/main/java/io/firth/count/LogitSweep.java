package io.firth.count;

import io.firth.math.Matrix;
import io.firth.math.MatrixProduct;
import io.firth.vocab.Workers;

/**
 * All logits x = u_c·v_w for a list of centre words w and every context c, a block of contexts × a batch of centre words at
 * a time, as matrix products. A block is worked on where it was made, in the cache; V × V numbers are never stored.
 *
 * <p>Contexts are cut into blocks, and blocks into at most {@value #MAX_CHUNKS} chunks, by V alone; a chunk is one task.
 * What visitors keep by chunk and add up in order is the same for any number of threads.
 */
final class LogitSweep {
    /** Contexts per block. */
    static final int BLOCK_ROWS = 128;

    /** Centre words per batch. */
    static final int BATCH = 256;

    static final int MAX_CHUNKS = 32;

    private final Matrix centre;
    private final Matrix context;
    private final int threads;
    private final int blocks;
    private final int chunks;
    private final Matrix batchTransposed;
    private final Matrix[] logits;
    private final MatrixProduct product = MatrixProduct.active();

    /** What is done with the logits. */
    interface Visitor {
        /** A batch begins: centre words centres[from … from + n). */
        void batch(int[] centres, int from, int n);

        /**
         * Logits of contexts first … first + rows − 1 (rows 0 … of {@code x}) × the batch (columns 0 …); they may be
         * overwritten. Blocks of a chunk come in ascending order and one at a time; chunks at the same time.
         */
        void block(int chunk, int first, int rows, Matrix x);

        /** All blocks of the batch are done. */
        void batchEnd();
    }

    /**
     * Over these vectors.
     *
     * @param centre v, V × D
     * @param context u, V × D
     */
    LogitSweep(Matrix centre, Matrix context, int threads) {
        this.centre = centre;
        this.context = context;
        this.threads = threads;
        int size = Math.toIntExact(context.rows());
        blocks = Math.ceilDiv(size, BLOCK_ROWS);
        chunks = Math.min(blocks, MAX_CHUNKS);
        batchTransposed = Matrix.allocate(centre.dim(), BATCH);
        logits = new Matrix[chunks];
        for (int chunk = 0; chunk < chunks; chunk++) {
            logits[chunk] = Matrix.allocate(BLOCK_ROWS, BATCH);
        }
    }

    int chunks() {
        return chunks;
    }

    /** First context of a chunk; of chunk {@link #chunks} the number of contexts. */
    int firstContext(int chunk) {
        return (int) Math.min(context.rows(), (long) blocks * chunk / chunks * BLOCK_ROWS);
    }

    /** Columns of a block that products work on: the batch rounded up to whole vectors. */
    static int lanes(int batch) {
        return Math.ceilDiv(batch, Matrix.ROW_ALIGNMENT) * Matrix.ROW_ALIGNMENT;
    }

    /** Visits every logit of these centre words. */
    void run(int[] centres, Visitor visitor) throws InterruptedException {
        for (int from = 0; from < centres.length; from += BATCH) {
            int n = Math.min(BATCH, centres.length - from);
            transpose(centres, from, n);
            visitor.batch(centres, from, n);
            Workers.forEach(threads, "firth-count", chunks, () -> chunk -> {
                int end = firstContext(chunk + 1);
                for (int first = firstContext(chunk); first < end; first += BLOCK_ROWS) {
                    int rows = Math.min(BLOCK_ROWS, end - first);
                    Matrix x = logits[chunk];
                    x.segment().fill((byte) 0);
                    product.multiplyAdd(context, first, batchTransposed, 0, x, 0, rows, lanes(n), context.dim());
                    visitor.block(chunk, first, rows, x);
                }
            });
            visitor.batchEnd();
        }
    }

    private void transpose(int[] centres, int from, int n) {
        float[] row = new float[centre.dim()];
        for (int b = 0; b < n; b++) {
            centre.copyRow(centres[from + b], row);
            for (int d = 0; d < row.length; d++) {
                batchTransposed.set(d, b, row[d]);
            }
        }
    }
}
