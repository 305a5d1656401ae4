package io.firth.count;

import io.firth.gradient.Logistic;
import io.firth.math.Matrix;
import io.firth.math.MatrixProduct;
import io.firth.math.NoiseLogistic;
import java.util.Arrays;

/**
 * Loss and gradient of {@link SgnsLoss} over all pairs (w, c) of the vocabulary, in single precision, with sums of losses
 * in double: per pass 6·V²·D floating-point operations in matrix products and V² logistic functions.
 *
 * <p>What it computes is the direction of ascent, scaled so that frequent and rare words move alike: per pair of the word,
 *
 * <pre>to v_w: Σ_c [#(w,c)/#(w)·σ(−x) − k·P(c)·σ(x)]·u_c,    to u_c: Σ_w [… as before …]·#(w)/|D|·v_w,    x = v_wᵀu_c</pre>
 *
 * <p>that is −∂J/∂v_w·|D|/#(w) and −∂J/∂u_c.
 */
final class SgnsGradient implements LogitSweep.Visitor {
    private final Cooccurrences counts;
    private final double[] noise;
    private final double k;
    private final int threads;
    private final MatrixProduct product = MatrixProduct.active();
    private final NoiseLogistic logistic = NoiseLogistic.active();

    private LogitSweep sweep;
    private Matrix v;
    private Matrix u;
    private Matrix toV;
    private Matrix toU;
    private int[] centres;
    private int from;
    private int n;
    private Matrix scaledBatch;
    private Matrix[] parts;
    private Positives[] positives;
    private double[] losses;

    SgnsGradient(Cooccurrences counts, double[] noise, double k, int threads) {
        this.counts = counts;
        this.noise = noise;
        this.k = k;
        this.threads = threads;
    }

    /** Cells of a block, with their logits from before the noise is computed in place. */
    private static final class Positives {
        final long[] next = new long[LogitSweep.BATCH];
        final int[] row = new int[LogitSweep.BLOCK_ROWS * LogitSweep.BATCH];
        final int[] column = new int[row.length];
        final float[] logit = new float[row.length];
        final double[] count = new double[row.length];
        final float[] weights = new float[LogitSweep.BLOCK_ROWS];
        final float[] sums = new float[LogitSweep.BATCH];
        int size;
    }

    /**
     * J, and the directions.
     *
     * @param v V × D, read
     * @param u V × D, read
     * @param toV V × D, overwritten
     * @param toU V × D, overwritten
     */
    double compute(Matrix v, Matrix u, Matrix toV, Matrix toU) throws InterruptedException {
        this.v = v;
        this.u = u;
        this.toV = toV;
        this.toU = toU;
        sweep = new LogitSweep(v, u, threads);
        scaledBatch = Matrix.allocate(LogitSweep.BATCH, v.dim());
        parts = new Matrix[sweep.chunks()];
        positives = new Positives[sweep.chunks()];
        for (int chunk = 0; chunk < parts.length; chunk++) {
            parts[chunk] = Matrix.allocate(LogitSweep.BATCH, v.dim());
            positives[chunk] = new Positives();
        }
        losses = new double[sweep.chunks()];
        toU.segment().fill((byte) 0);
        int[] all = new int[counts.size()];
        Arrays.setAll(all, w -> w);
        sweep.run(all, this);
        return Arrays.stream(losses).sum() / counts.total();
    }

    @Override
    public void batch(int[] words, int first, int size) {
        centres = words;
        from = first;
        n = size;
        float[] row = new float[v.dim()];
        for (int b = 0; b < n; b++) {
            int w = centres[from + b];
            v.copyRow(w, row);
            for (int d = 0; d < row.length; d++) {
                row[d] *= (float) (counts.rowSum(w) / counts.total());
            }
            scaledBatch.setRow(b, row);
        }
        for (int chunk = 0; chunk < parts.length; chunk++) {
            parts[chunk].segment().fill((byte) 0);
            for (int b = 0; b < n; b++) {
                positives[chunk].next[b] =
                        SparseProducts.firstCell(counts, centres[from + b], sweep.firstContext(chunk));
            }
        }
    }

    @Override
    public void block(int chunk, int first, int rows, Matrix x) {
        Positives cells = positives[chunk];
        collect(cells, first, rows, x);
        for (int i = 0; i < rows; i++) {
            cells.weights[i] = (float) (k * noise[first + i]);
        }
        int lanes = LogitSweep.lanes(n);
        logistic.apply(x, 0, rows, lanes, cells.weights, cells.sums);
        double loss = 0;
        for (int b = 0; b < n; b++) {
            double pairs = counts.rowSum(centres[from + b]);
            if (pairs > 0) { // a word without pairs has no part in the sum
                loss += pairs * cells.sums[b];
            }
        }
        for (int i = 0; i < cells.size; i++) {
            double logit = cells.logit[i];
            double count = cells.count[i];
            loss -= count * Logistic.logSigma(logit);
            double share = count / counts.rowSum(centres[from + cells.column[i]]);
            float g = (float) (share * Logistic.sigma(-logit));
            x.set(cells.row[i], cells.column[i], x.get(cells.row[i], cells.column[i]) + g);
        }
        losses[chunk] += loss;
        product.transposedMultiplyAdd(x, 0, u, first, parts[chunk], 0, n, v.dim(), rows);
        product.multiplyAdd(x, 0, scaledBatch, 0, toU, first, rows, v.dim(), n);
    }

    private void collect(Positives cells, int first, int rows, Matrix x) {
        cells.size = 0;
        for (int b = 0; b < n; b++) {
            long cell = cells.next[b];
            long end = counts.rowEnd(centres[from + b]);
            for (; cell < end; cell++) {
                int row = counts.column(cell) - first;
                if (row >= rows) {
                    break;
                }
                cells.row[cells.size] = row;
                cells.column[cells.size] = b;
                cells.logit[cells.size] = x.get(row, b);
                cells.count[cells.size++] = counts.count(cell);
            }
            cells.next[b] = cell;
        }
    }

    @Override
    public void batchEnd() {
        float[] part = new float[v.dim()];
        double[] sum = new double[v.dim()];
        for (int b = 0; b < n; b++) {
            Arrays.fill(sum, 0);
            for (Matrix chunk : parts) {
                chunk.copyRow(b, part);
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += part[d];
                }
            }
            for (int d = 0; d < sum.length; d++) {
                part[d] = (float) sum[d];
            }
            toV.setRow(centres[from + b], part);
        }
    }
}
