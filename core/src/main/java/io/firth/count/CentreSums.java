package io.firth.count;

import io.firth.math.ColumnSoftmax;
import io.firth.math.Matrix;
import io.firth.math.NoiseLogistic;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/** For each of some centre words a sum over all contexts: log Σ_c exp(v_w·u_c), or k Σ_c P(c) log(1 + exp(v_w·u_c)). */
final class CentreSums {
    private CentreSums() {}

    /** log Z_w by centre word, without overflow. */
    static double[] logPartitions(LogitSweep sweep, int[] centres, DoubleConsumer progress)
            throws InterruptedException {
        Partitions visitor = new Partitions(sweep.chunks(), centres.length, progress);
        sweep.run(centres, visitor);
        return visitor.results;
    }

    /** k Σ_c P(c)·(−log σ(−v_w·u_c)) by centre word. */
    static double[] noiseLosses(LogitSweep sweep, int[] centres, double[] noise, double k, DoubleConsumer progress)
            throws InterruptedException {
        Noise visitor = new Noise(sweep.chunks(), centres.length, noise, k, progress);
        sweep.run(centres, visitor);
        return visitor.results;
    }

    /** Keeps numbers by chunk and place in the batch, and joins the chunks in order. */
    private abstract static class Sums implements LogitSweep.Visitor {
        final double[] results;
        final float[][] scratch;
        private final DoubleConsumer progress;
        private int from;
        int n;

        Sums(int chunks, int centres, DoubleConsumer progress) {
            results = new double[centres];
            scratch = new float[chunks][LogitSweep.BATCH];
            this.progress = progress;
        }

        @Override
        public void batch(int[] words, int first, int size) {
            from = first;
            n = size;
        }

        @Override
        public void batchEnd() {
            for (int b = 0; b < n; b++) {
                results[from + b] = join(b);
            }
            progress.accept((double) (from + n) / results.length);
        }

        abstract double join(int b);
    }

    private static final class Partitions extends Sums {
        private final ColumnSoftmax softmax = ColumnSoftmax.active();
        private final float[][] blockSum;
        private final double[][] max;
        private final double[][] sum;

        Partitions(int chunks, int centres, DoubleConsumer progress) {
            super(chunks, centres, progress);
            blockSum = new float[chunks][LogitSweep.BATCH];
            max = new double[chunks][LogitSweep.BATCH];
            sum = new double[chunks][LogitSweep.BATCH];
        }

        @Override
        public void batch(int[] words, int first, int size) {
            super.batch(words, first, size);
            for (int chunk = 0; chunk < max.length; chunk++) {
                Arrays.fill(max[chunk], Double.NEGATIVE_INFINITY);
                Arrays.fill(sum[chunk], 0);
            }
        }

        @Override
        public void block(int chunk, int first, int rows, Matrix x) {
            softmax.exponentiate(x, 0, rows, LogitSweep.lanes(n), scratch[chunk], blockSum[chunk]);
            for (int b = 0; b < n; b++) {
                add(chunk, b, scratch[chunk][b], blockSum[chunk][b]);
            }
        }

        private void add(int chunk, int b, double otherMax, double otherSum) {
            double larger = Math.max(max[chunk][b], otherMax);
            sum[chunk][b] = sum[chunk][b] * Math.exp(max[chunk][b] - larger) + otherSum * Math.exp(otherMax - larger);
            max[chunk][b] = larger;
        }

        @Override
        double join(int b) {
            for (int chunk = 1; chunk < max.length; chunk++) {
                add(0, b, max[chunk][b], sum[chunk][b]);
            }
            return max[0][b] + Math.log(sum[0][b]);
        }
    }

    private static final class Noise extends Sums {
        private final NoiseLogistic logistic = NoiseLogistic.active();
        private final double[] noise;
        private final double k;
        private final float[][] weights;
        private final double[][] sum;

        Noise(int chunks, int centres, double[] noise, double k, DoubleConsumer progress) {
            super(chunks, centres, progress);
            this.noise = noise;
            this.k = k;
            weights = new float[chunks][LogitSweep.BLOCK_ROWS];
            sum = new double[chunks][LogitSweep.BATCH];
        }

        @Override
        public void batch(int[] words, int first, int size) {
            super.batch(words, first, size);
            for (double[] chunk : sum) {
                Arrays.fill(chunk, 0);
            }
        }

        @Override
        public void block(int chunk, int first, int rows, Matrix x) {
            for (int i = 0; i < rows; i++) {
                weights[chunk][i] = (float) (k * noise[first + i]);
            }
            logistic.apply(x, 0, rows, LogitSweep.lanes(n), weights[chunk], scratch[chunk]);
            for (int b = 0; b < n; b++) {
                sum[chunk][b] += scratch[chunk][b];
            }
        }

        @Override
        double join(int b) {
            double total = 0;
            for (double[] chunk : sum) {
                total += chunk[b];
            }
            return total;
        }
    }
}
