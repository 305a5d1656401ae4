package io.firth.count;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.math.AdaGradLeastSquares;
import io.firth.math.CounterRandom;
import io.firth.math.Matrix;
import io.firth.train.TrainingException;
import io.firth.vocab.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * GloVe (Pennington, Socher &amp; Manning 2014): least squares on log counts by AdaGrad, see {@link GloveLoss}.
 *
 * <p>As in its authors' program the accumulators start at 1 and sum squares of η times the gradient, and vectors start
 * uniform in ±1/(2D). Unlike there, η falls in a straight line from pass to pass, and biases start where products of 0 stand
 * for independence: b_i = log(#(i)/√|D|) and likewise c_j (decision 0023). They are coordinates D and D + 1 of a row, each
 * facing a constant 1.
 *
 * <p>The same counts, configuration and seed give the same bytes, for any number of threads.
 */
public final class GloveTrainer {
    private static final long ORDER = 1;
    private static final long START_ROWS = 2;
    private static final long START_COLUMNS = 3;

    private final GloveConfig config;
    private FactorizationListener listener = FactorizationListener.SILENT;

    /** A trainer with this configuration. */
    public GloveTrainer(GloveConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Tells how it goes: the loss of a pass is the mean of ½·f·difference² over the cells, each before its step. */
    public GloveTrainer listener(FactorizationListener value) {
        listener = Objects.requireNonNull(value, "listener");
        return this;
    }

    /** Bytes outside the heap that training takes: parameters, accumulators, and 16 per cell. */
    public static long bytes(GloveConfig config, int vocabularySize, long cells) {
        return 2 * (rowBytes(config) + Matrix.allocatedBytes(1, config.dim())) * vocabularySize
                + AdaGradLeastSquares.RECORD_BYTES * cells;
    }

    private static long rowBytes(GloveConfig config) {
        return 2 * Matrix.allocatedBytes(1, config.dim() + 2);
    }

    /**
     * Trains: input rows are v, output rows u.
     *
     * @throws IllegalArgumentException if there are no counts
     * @throws TrainingException if the loss is no longer finite
     * @throws InterruptedException if the thread is interrupted
     */
    public Embeddings train(Cooccurrences counts) throws TrainingException, InterruptedException {
        if (counts.nonZeros() == 0) {
            throw new IllegalArgumentException("there are no counts to train on");
        }
        long start = System.nanoTime();
        int dim = config.dim();
        Matrix rows = initialise(counts, counts::rowSum, dim, dim + 1, START_ROWS);
        Matrix columns = initialise(counts, counts::columnSum, dim + 1, dim, START_COLUMNS);
        List<EpochStatistics> history = new ArrayList<>();
        try (GloveRecords records = new GloveRecords(counts, config, rowBytes(config))) {
            for (int epoch = 0; epoch < config.epochs(); epoch++) {
                long before = System.nanoTime();
                double loss = epoch(records, rows, columns, epoch) / counts.nonZeros();
                double seconds = (System.nanoTime() - before) / 1e9;
                if (!Double.isFinite(loss)) {
                    throw new TrainingException(String.format(
                            Locale.ROOT,
                            "the loss is %s in epoch %d of %d: training has diverged; try a smaller learning rate, now %s",
                            loss,
                            epoch + 1,
                            config.epochs(),
                            config.learningRate()));
                }
                history.add(new EpochStatistics(loss, OptionalDouble.empty(), seconds));
                listener.passEnd(
                        new FactorizationListener.Pass(epoch + 1, config.epochs(), loss, counts.nonZeros(), seconds));
            }
        }
        return new Embeddings(
                counts.vocabulary(),
                values(rows, dim),
                Optional.of(values(columns, dim)),
                Factorizations.provenance(counts, config.describe(), config.seed(), history, start));
    }

    /** P × P blocks, P at a time that share nothing. */
    private double epoch(GloveRecords records, Matrix rows, Matrix columns, int epoch) throws InterruptedException {
        int parts = records.parts();
        double[] losses = new double[parts * parts];
        AdaGradLeastSquares kernel = AdaGradLeastSquares.active();
        float rate = (float) config.rate(epoch);
        int[] shifts = order(parts, CounterRandom.key(config.seed(), epoch, ORDER));
        for (int s = 0; s < parts; s++) {
            int shift = shifts[s];
            Workers.forEach(config.threads(), "firth-count", parts, () -> p -> {
                int q = (p + shift) % parts;
                int block = p * parts + q;
                records.shuffle(p, q, CounterRandom.key(config.seed(), epoch, ORDER + 1 + block));
                losses[block] =
                        kernel.steps(rows, columns, records.records(), records.from(p, q), records.to(p, q), rate);
            });
            listener.progress((epoch + (s + 1.0) / parts) / config.epochs());
        }
        return Arrays.stream(losses).sum();
    }

    private static int[] order(int n, long key) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int other = CounterRandom.below((int) (CounterRandom.bits(key, i) >>> 32), i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** Rows of D values, a bias and a constant 1, and their accumulators. */
    private Matrix initialise(Cooccurrences counts, IntToDoubleFunction sums, int bias, int constant, long stream) {
        int dim = config.dim();
        Matrix matrix = AdaGradLeastSquares.allocate(counts.size(), dim + 2);
        int half = AdaGradLeastSquares.accumulators(matrix);
        long key = CounterRandom.key(config.seed(), 0, -stream);
        float[] row = new float[2 * half];
        Arrays.fill(row, half, 2 * half, Float.POSITIVE_INFINITY);
        Arrays.fill(row, half, half + dim, 1);
        row[half + bias] = 1;
        row[constant] = 1;
        double rootOfAll = Math.sqrt(counts.total());
        for (int word = 0; word < counts.size(); word++) {
            for (int d = 0; d < dim; d++) {
                row[d] = (CounterRandom.unitFloat(CounterRandom.bits(key, word * (dim + 1L) + d)) - 0.5f) / dim;
            }
            double sum = sums.applyAsDouble(word);
            row[bias] = sum > 0 ? (float) Math.log(sum / rootOfAll) : 0;
            matrix.setRow(word, row);
        }
        return matrix;
    }

    private static Matrix values(Matrix rows, int dim) {
        Matrix values = Matrix.allocate(rows.rows(), dim);
        float[] row = new float[rows.dim()];
        for (long word = 0; word < rows.rows(); word++) {
            rows.copyRow(word, row);
            values.setRow(word, Arrays.copyOf(row, dim));
        }
        return values;
    }
}
