package io.firth.objective;

import io.firth.math.ColumnSoftmax;
import io.firth.math.Matrix;
import io.firth.math.MatrixProduct;
import java.util.Arrays;

/**
 * One batch of the exact softmax: J = Σ_b Σ_{o ∈ targets(b)} (−u_oᵀh_b + log Σ_w exp(u_wᵀh_b)), its gradient for the
 * hidden vectors, and the update of the output rows.
 *
 * <p>With n_b targets in row b and ŷ_b = softmax(U h_b), the rows of G = n_b·ŷ_b − Σ_o y_o share one softmax, and all is
 * three matrix products: logits = H Uᵀ (B×V), ∂J/∂H = G U (B×D), ∂J/∂U = Gᵀ H (V×D); 6·V·D floating-point operations
 * per row of H.
 *
 * <p>V is cut into blocks, and blocks into at most {@value #MAX_CHUNKS} chunks, by V alone; chunks are shared out to threads,
 * and what they sum is added up in double and in one order. The same input gives the same bits on any number of threads.
 *
 * <p>An object serves one caller at a time. Beside U it holds about 4·(V·B + {@value #MAX_CHUNKS}·B·D) bytes.
 */
public final class FullSoftmaxStep implements AutoCloseable {
    /** Rows of U per block: small enough that a block of U and of the logits stay in a 1 MB second-level cache. */
    private static final int BLOCK_ROWS = 128;

    private static final int MAX_CHUNKS = 64;

    private final Matrix output;
    private final int maxBatch;
    private final int vocabularySize;
    /** D, or the padded D where the rows of U are padded: then no product has a tail. */
    private final int columns;

    private final int blocks;
    private final int blocksPerChunk;
    private final int chunks;
    private final ChunkPool pool;
    private final MatrixProduct product = MatrixProduct.active();
    private final ColumnSoftmax softmax = ColumnSoftmax.active();

    /** Hᵀ, D × B: the batch lies along the lanes. */
    private final Matrix hiddenTransposed;
    /** −η·H, B × D. */
    private final Matrix scaledHidden;
    /** V × B: first logits, then exp(logit − block's maximum), then Gᵀ. */
    private final Matrix classes;
    /** Per chunk a B × D part of ∂J/∂H. */
    private final Matrix gradientParts;
    /** Per block and example: the largest logit. */
    private final float[][] blockMax;
    /** Per block and example: Σ exp(logit − largest). */
    private final float[][] blockSum;
    /** Per chunk and example: the largest logit and Σ exp(logit − largest). */
    private final double[][] chunkMax;

    private final double[][] chunkSum;
    /** log Σ_w exp(u_wᵀh_b). */
    private final double[] logSumExp;

    private final BlockTargets targets;

    /**
     * Scratch space and threads for batches of up to {@code maxBatch} hidden vectors.
     *
     * @param output U, V × D, outside the Java heap; kept and updated by {@link #step}
     * @param maxBatch B, ≥ 1
     * @param threads threads that work on a step, the caller's included, ≥ 1
     * @throws IllegalArgumentException if U is empty or has more than 2³¹ − 1 rows, or another value is below 1
     */
    public FullSoftmaxStep(Matrix output, int maxBatch, int threads) {
        if (output.rows() < 1 || output.rows() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the softmax needs 1…2³¹ − 1 output rows, not " + output.rows());
        }
        if (maxBatch < 1) {
            throw new IllegalArgumentException("the batch must be at least 1, but is " + maxBatch);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
        this.output = output;
        this.maxBatch = maxBatch;
        vocabularySize = (int) output.rows();
        hiddenTransposed = Matrix.allocate(output.dim(), maxBatch);
        scaledHidden = Matrix.allocate(maxBatch, output.dim());
        boolean padded =
                output.stride() == scaledHidden.stride() && output.segment().byteSize() >= output.offset(output.rows());
        columns = padded ? output.stride() : output.dim();
        classes = Matrix.allocate(vocabularySize, maxBatch);
        blocks = Math.ceilDiv(vocabularySize, BLOCK_ROWS);
        blocksPerChunk = Math.ceilDiv(blocks, MAX_CHUNKS);
        chunks = Math.ceilDiv(blocks, blocksPerChunk);
        int lanes = classes.stride();
        gradientParts = Matrix.allocate((long) chunks * lanes, output.dim());
        blockMax = new float[blocks][lanes];
        blockSum = new float[blocks][lanes];
        chunkMax = new double[chunks][lanes];
        chunkSum = new double[chunks][lanes];
        logSumExp = new double[lanes];
        targets = new BlockTargets(blocks, BLOCK_ROWS);
        pool = new ChunkPool(Math.min(threads, chunks));
    }

    /**
     * The loss of a batch, its gradient for the hidden vectors, and one step of gradient descent on U: U ← U − η·∂J/∂U.
     * All is evaluated at the old U. If the loss is not finite, U stays as it was and the gradient is zero.
     *
     * @param hidden H, at least {@code batch} rows × D; read only
     * @param batch rows in use, 0…maxBatch
     * @param start {@code batch + 1} ascending positions in {@code targetRows}
     * @param targetRows rows of U: those of row b of H are at [start[b], start[b + 1]); repeats count each time
     * @param learningRate η
     * @param gradient where ∂J/∂h_b goes, at least {@code batch} rows × D
     * @return J in nats, summed over all (row, target) pairs; NaN or infinite if a logit is
     * @throws IllegalArgumentException if a shape does not fit
     * @throws IndexOutOfBoundsException if a target is no row of U
     */
    public double step(Matrix hidden, int batch, int[] start, int[] targetRows, float learningRate, Matrix gradient) {
        if (!Float.isFinite(learningRate)) {
            throw new IllegalArgumentException("the learning rate must be finite, but is " + learningRate);
        }
        checkShape("gradient", gradient, batch);
        double loss = loss(hidden, batch, start, targetRows);
        if (!Double.isFinite(loss)) {
            float[] zero = new float[output.dim()];
            for (int b = 0; b < batch; b++) {
                gradient.setRow(b, zero);
            }
            return loss;
        }
        float[] row = new float[output.dim()];
        for (int b = 0; b < batch; b++) {
            hidden.copyRow(b, row);
            for (int d = 0; d < row.length; d++) {
                row[d] *= -learningRate;
            }
            scaledHidden.setRow(b, row);
        }
        gradientParts.segment().fill((byte) 0);
        pool.run(chunks, chunk -> descend(chunk, batch, start));
        addGradientParts(batch, gradient);
        return loss;
    }

    /**
     * The loss of a batch, without any update.
     *
     * @param hidden H, at least {@code batch} rows × D
     * @param batch rows in use, 0…maxBatch
     * @param start {@code batch + 1} ascending positions in {@code targetRows}
     * @param targetRows rows of U: those of row b of H are at [start[b], start[b + 1])
     * @return J in nats, summed over all (row, target) pairs; NaN or infinite if a logit is
     * @throws IllegalArgumentException if a shape does not fit
     * @throws IndexOutOfBoundsException if a target is no row of U
     */
    public double loss(Matrix hidden, int batch, int[] start, int[] targetRows) {
        if (batch < 0 || batch > maxBatch) {
            throw new IllegalArgumentException("the batch must be in 0…" + maxBatch + ", but is " + batch);
        }
        checkShape("hidden", hidden, batch);
        targets.group(batch, start, targetRows, vocabularySize);
        transpose(hidden, batch);
        pool.run(chunks, chunk -> exponentiate(chunk, batch));
        double loss = 0;
        for (int b = 0; b < batch; b++) {
            logSumExp[b] = logSumExp(b);
            loss += (start[b + 1] - start[b]) * logSumExp[b];
        }
        return loss - targets.logitSum();
    }

    /**
     * Bytes of scratch space that a step takes beside U.
     *
     * @param vocabularySize V
     * @param dim D
     * @param maxBatch B
     * @return bytes outside the heap and in it
     */
    public static long scratchBytes(int vocabularySize, int dim, int maxBatch) {
        long lanes = lanes(maxBatch);
        long blocks = Math.ceilDiv(vocabularySize, BLOCK_ROWS);
        return Matrix.allocatedBytes(vocabularySize, maxBatch)
                + Matrix.allocatedBytes(Math.min(blocks, MAX_CHUNKS) * lanes, dim)
                + Matrix.allocatedBytes(dim, maxBatch)
                + Matrix.allocatedBytes(maxBatch, dim)
                + 2 * blocks * lanes * Float.BYTES;
    }

    /** Ends the threads. */
    @Override
    public void close() {
        pool.close();
    }

    private void checkShape(String name, Matrix matrix, int batch) {
        if (matrix.dim() != output.dim() || matrix.rows() < batch) {
            throw new IllegalArgumentException(name + " must be at least " + batch + " × " + output.dim() + ", but is "
                    + matrix.rows() + " × " + matrix.dim());
        }
    }

    /** Hᵀ ← H. Columns past the batch keep what they had: their factor in G is 0, and nothing reads their sums. */
    private void transpose(Matrix hidden, int batch) {
        float[] row = new float[output.dim()];
        for (int b = 0; b < batch; b++) {
            hidden.copyRow(b, row);
            for (int d = 0; d < row.length; d++) {
                hiddenTransposed.set(d, b, row[d]);
            }
        }
    }

    private int firstBlock(int chunk) {
        return chunk * blocksPerChunk;
    }

    private int endBlock(int chunk) {
        return Math.min(blocks, (chunk + 1) * blocksPerChunk);
    }

    private int rows(int block) {
        return Math.min(BLOCK_ROWS, vocabularySize - block * BLOCK_ROWS);
    }

    /** The batch, rounded up to whole vectors. */
    private static int lanes(int batch) {
        return Math.ceilDiv(batch, Matrix.ROW_ALIGNMENT) * Matrix.ROW_ALIGNMENT;
    }

    /** First pass over a chunk of U: logits = U·Hᵀ, then exp(logit − maximum of the block). */
    private void exponentiate(int chunk, int batch) {
        int lanes = lanes(batch);
        for (int block = firstBlock(chunk); block < endBlock(chunk); block++) {
            int row = block * BLOCK_ROWS;
            int rows = rows(block);
            classes.segment()
                    .asSlice(classes.offset(row), (long) rows * classes.stride() * Float.BYTES)
                    .fill((byte) 0);
            product.multiplyAdd(output, row, hiddenTransposed, 0, classes, row, rows, lanes, output.dim());
            targets.keepLogits(block, classes);
            softmax.exponentiate(classes, row, rows, lanes, blockMax[block], blockSum[block]);
        }
        for (int b = 0; b < batch; b++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int block = firstBlock(chunk); block < endBlock(chunk); block++) {
                max = Math.max(max, blockMax[block][b]);
            }
            double sum = 0;
            for (int block = firstBlock(chunk); block < endBlock(chunk); block++) {
                sum += blockSum[block][b] * StrictMath.exp(blockMax[block][b] - max);
            }
            chunkMax[chunk][b] = max;
            chunkSum[chunk][b] = sum;
        }
    }

    /** log Σ_w exp(u_wᵀh_b) from the chunks' maxima and sums, without overflow. */
    private double logSumExp(int b) {
        double max = Double.NEGATIVE_INFINITY;
        for (int chunk = 0; chunk < chunks; chunk++) {
            max = Math.max(max, chunkMax[chunk][b]);
        }
        double sum = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            sum += chunkSum[chunk][b] * StrictMath.exp(chunkMax[chunk][b] - max);
        }
        return max + StrictMath.log(sum);
    }

    /** Second pass over a chunk of U: G, the chunk's part of ∂J/∂H = G·U, and only then U ← U − η·Gᵀ·H. */
    private void descend(int chunk, int batch, int[] start) {
        int lanes = lanes(batch);
        float[] factor = new float[lanes];
        long part = (long) chunk * classes.stride();
        for (int block = firstBlock(chunk); block < endBlock(chunk); block++) {
            int row = block * BLOCK_ROWS;
            int rows = rows(block);
            for (int b = 0; b < batch; b++) {
                // n_b·ŷ_wb = n_b·exp(logit_wb − max)·exp(max − log Σ exp)
                factor[b] = (float) ((start[b + 1] - start[b]) * StrictMath.exp(blockMax[block][b] - logSumExp[b]));
            }
            softmax.scale(classes, row, rows, lanes, factor);
            targets.subtractOnes(block, classes);
            product.transposedMultiplyAdd(classes, row, output, row, gradientParts, part, lanes, columns, rows);
            product.multiplyAdd(classes, row, scaledHidden, 0, output, row, rows, columns, batch);
        }
    }

    private void addGradientParts(int batch, Matrix gradient) {
        int dim = output.dim();
        float[] part = new float[dim];
        double[] sum = new double[dim];
        for (int b = 0; b < batch; b++) {
            Arrays.fill(sum, 0);
            for (int chunk = 0; chunk < chunks; chunk++) {
                gradientParts.copyRow((long) chunk * classes.stride() + b, part);
                for (int d = 0; d < dim; d++) {
                    sum[d] += part[d];
                }
            }
            for (int d = 0; d < dim; d++) {
                part[d] = (float) sum[d];
            }
            gradient.setRow(b, part);
        }
    }
}
