package io.firth.benchmarks;

import io.firth.math.Matrix;
import io.firth.math.MatrixProduct;
import io.firth.objective.FullSoftmaxStep;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Speed of the exact softmax: the share of the machine's fused-multiply-add peak of each matrix product and of the whole
 * step, and rows and pairs per second.
 *
 * <p>{@code java --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -cp
 * core/target/classes:benchmarks/target/classes io.firth.benchmarks.FullSoftmaxBenchmark [V [D [B [rounds]]]]}
 */
public final class FullSoftmaxBenchmark {
    private static final int TARGETS_PER_ROW = 6;
    private static final int BLOCK = 128;

    private final int vocabularySize;
    private final int dim;
    private final int batch;
    private final int rounds;
    private final Matrix output;
    private final Matrix hidden;
    private final SplittableRandom random = new SplittableRandom(1);

    private FullSoftmaxBenchmark(int vocabularySize, int dim, int batch, int rounds) {
        this.vocabularySize = vocabularySize;
        this.dim = dim;
        this.batch = batch;
        this.rounds = rounds;
        output = randomMatrix(vocabularySize, dim);
        hidden = randomMatrix(batch, dim);
    }

    /** Arguments: V (101425), D (300), B (64), rounds (7). */
    public static void main(String[] args) throws InterruptedException {
        int[] values = {101_425, 300, 64, 7};
        for (int i = 0; i < args.length; i++) {
            values[i] = Integer.parseInt(args[i]);
        }
        new FullSoftmaxBenchmark(values[0], values[1], values[2], values[3]).run();
    }

    private void run() throws InterruptedException {
        System.out.printf(
                "V = %,d, D = %d, B = %d, %d targets per row; medians of %d rounds%n",
                vocabularySize, dim, batch, TARGETS_PER_ROW, rounds);
        double peak = FmaPeak.flopsPerSecond(1);
        System.out.printf("fused-multiply-add peak, 1 thread: %.1f GFLOP/s%n", peak * 1e-9);
        products(peak);
        for (int threads = 1; threads <= 2; threads++) {
            step(threads);
        }
    }

    private void products(double peak) {
        MatrixProduct product = MatrixProduct.active();
        Matrix transposed = randomMatrix(dim, batch);
        Matrix classes = Matrix.allocate(vocabularySize, batch);
        Matrix gradient = Matrix.allocate(classes.stride(), dim);
        int n = output.stride();
        double flops = 2.0 * vocabularySize * dim * batch;
        report(
                "  H·Uᵀ, logits",
                flops,
                peak,
                () -> blocks((row, rows) ->
                        product.multiplyAdd(output, row, transposed, 0, classes, row, rows, classes.stride(), dim)));
        classes.segment().fill((byte) 0);
        report(
                "  G·U, hidden gradient",
                flops,
                peak,
                () -> blocks((row, rows) -> product.transposedMultiplyAdd(
                        classes, row, output, row, gradient, 0, classes.stride(), n, rows)));
        report(
                "  Gᵀ·H, output update",
                flops,
                peak,
                () -> blocks((row, rows) -> product.multiplyAdd(classes, row, hidden, 0, output, row, rows, n, batch)));
    }

    private void step(int threads) throws InterruptedException {
        double peak = FmaPeak.flopsPerSecond(threads);
        int[] start = new int[batch + 1];
        int[] targets = new int[batch * TARGETS_PER_ROW];
        for (int b = 0; b < batch; b++) {
            start[b + 1] = start[b] + TARGETS_PER_ROW;
        }
        for (int p = 0; p < targets.length; p++) {
            targets[p] = random.nextInt(vocabularySize);
        }
        Matrix gradient = Matrix.allocate(batch, dim);
        try (FullSoftmaxStep step = new FullSoftmaxStep(output, batch, threads)) {
            double flops = 6.0 * vocabularySize * dim * batch;
            double seconds = report("whole step, " + threads + " thread(s)", flops, peak, () -> {
                double loss = step.step(hidden, batch, start, targets, 1e-3f, gradient);
                if (!Double.isFinite(loss)) {
                    throw new IllegalStateException("the loss is " + loss);
                }
            });
            System.out.printf(
                    "  %.1f ms per step, %,.0f rows/s, %,.0f pairs/s%n",
                    seconds * 1e3, batch / seconds, targets.length / seconds);
        }
    }

    private double report(String name, double flops, double peak, Runnable action) {
        // long enough for the compiler: at least eight rounds and two seconds
        long begin = System.nanoTime();
        for (int i = 0; i < 8 || System.nanoTime() - begin < 2_000_000_000L; i++) {
            action.run();
        }
        double[] seconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            begin = System.nanoTime();
            action.run();
            seconds[round] = (System.nanoTime() - begin) * 1e-9;
        }
        Arrays.sort(seconds);
        double median = seconds[rounds / 2];
        System.out.printf(
                "%-26s %7.1f GFLOP/s, %4.1f %% of %.1f%n",
                name, flops / median * 1e-9, 100 * flops / median / peak, peak * 1e-9);
        return median;
    }

    private interface Block {
        void accept(int row, int rows);
    }

    private void blocks(Block block) {
        for (int row = 0; row < vocabularySize; row += BLOCK) {
            block.accept(row, Math.min(BLOCK, vocabularySize - row));
        }
    }

    private Matrix randomMatrix(int rows, int columns) {
        Matrix matrix = Matrix.allocate(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, (float) (random.nextDouble() - 0.5) / 10);
            }
        }
        return matrix;
    }
}
