package io.firth.count;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.math.CounterRandom;
import io.firth.math.Matrix;
import io.firth.train.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Skip-gram with negative sampling without the sampling: gradient ascent on the objective summed over all pairs of words,
 * see {@link SgnsLoss}. The reference for the sampled one; time per pass grows with V².
 *
 * <p>Each step goes along the gradient per pair of the word, with momentum. A step that makes the loss worse is taken back
 * and the rate halved; after a good one it grows a little. So the loss of accepted passes only falls. The same counts,
 * configuration and seed give the same bytes, for any number of threads.
 */
public final class ExactSgns {
    private static final float MOMENTUM = 0.9f;
    private static final float GROWTH = 1.1f;
    private static final float SHRINKING = 0.5f;
    private static final float LEAST_RATE = 1e-6f;

    private final SgnsConfig config;
    private FactorizationListener listener = FactorizationListener.SILENT;

    /** A trainer with this configuration. */
    public ExactSgns(SgnsConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Tells how it goes: the loss of a pass is J per pair, at the vectors that are kept. */
    public ExactSgns listener(FactorizationListener value) {
        listener = Objects.requireNonNull(value, "listener");
        return this;
    }

    /** Bytes outside the heap that training takes. */
    public static long bytes(SgnsConfig config, int vocabularySize) {
        return 10 * Matrix.allocatedBytes(vocabularySize, config.dim());
    }

    /** Vectors, the direction of ascent there, and the velocity. */
    private record Side(Matrix x, Matrix kept, Matrix direction, Matrix keptDirection, Matrix velocity) {
        static Side start(int size, int dim, long key) {
            Side side = new Side(
                    Matrix.allocate(size, dim),
                    Matrix.allocate(size, dim),
                    Matrix.allocate(size, dim),
                    Matrix.allocate(size, dim),
                    Matrix.allocate(size, dim));
            float[] row = new float[dim];
            float reach = (float) (1 / Math.sqrt(dim));
            for (int word = 0; word < size; word++) {
                for (int d = 0; d < dim; d++) {
                    row[d] = reach * (CounterRandom.unitFloat(CounterRandom.bits(key, (long) word * dim + d)) - 0.5f);
                }
                side.x.setRow(word, row);
            }
            return side;
        }

        /** What stands in x and direction is good. */
        void keep() {
            kept.segment().copyFrom(x.segment());
            keptDirection.segment().copyFrom(direction.segment());
        }

        /** Back to what was good, at rest. */
        void restore() {
            x.segment().copyFrom(kept.segment());
            direction.segment().copyFrom(keptDirection.segment());
            velocity.segment().fill((byte) 0);
        }

        /** velocity ← β·velocity + η/weight·direction; x ← x + velocity. */
        void move(float rate, double[] weight) {
            float[] m = new float[x.dim()];
            float[] g = new float[x.dim()];
            float[] row = new float[x.dim()];
            for (int word = 0; word < weight.length; word++) {
                velocity.copyRow(word, m);
                direction.copyRow(word, g);
                x.copyRow(word, row);
                float factor = weight[word] > 0 ? (float) (rate / weight[word]) : 0;
                for (int d = 0; d < row.length; d++) {
                    m[d] = MOMENTUM * m[d] + factor * g[d];
                    row[d] += m[d];
                }
                velocity.setRow(word, m);
                x.setRow(word, row);
            }
        }
    }

    /**
     * Trains: input rows are v, output rows u.
     *
     * @throws IllegalArgumentException if there are no counts
     * @throws TrainingException if no step makes the loss smaller from the start on
     * @throws InterruptedException if the thread is interrupted
     */
    public Embeddings train(Cooccurrences counts) throws TrainingException, InterruptedException {
        if (counts.nonZeros() == 0) {
            throw new IllegalArgumentException("there are no counts to train on");
        }
        long start = System.nanoTime();
        int size = counts.size();
        double[] noise = NoiseDistribution.ofPairs(counts, config.noiseExponent());
        double[] weightV = new double[size];
        double[] weightU = new double[size];
        for (int w = 0; w < size; w++) {
            weightV[w] = counts.rowSum(w) > 0 ? 1 + config.negatives() : 0;
            weightU[w] = counts.columnSum(w) / counts.total() + config.negatives() * noise[w];
        }
        Side v = Side.start(size, config.dim(), CounterRandom.key(config.seed(), 0, 1));
        Side u = Side.start(size, config.dim(), CounterRandom.key(config.seed(), 0, 2));
        SgnsGradient gradient = new SgnsGradient(counts, noise, config.negatives(), config.threads());
        List<EpochStatistics> history = new ArrayList<>();
        float rate = (float) config.learningRate();
        double best = Double.POSITIVE_INFINITY;
        for (int pass = 1; pass <= config.passes(); pass++) {
            long before = System.nanoTime();
            double loss = gradient.compute(v.x, u.x, v.direction, u.direction);
            if (loss < best) {
                best = loss;
                v.keep();
                u.keep();
                rate *= pass == 1 ? 1 : GROWTH;
            } else if (best == Double.POSITIVE_INFINITY) {
                throw new TrainingException("the loss is " + loss + " at the start: the counts cannot be trained on");
            } else {
                v.restore();
                u.restore();
                rate *= SHRINKING;
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            history.add(new EpochStatistics(best, OptionalDouble.empty(), seconds));
            listener.passEnd(new FactorizationListener.Pass(pass, config.passes(), best, counts.nonZeros(), seconds));
            listener.progress((double) pass / config.passes());
            if (rate < LEAST_RATE) {
                break; // no step along the gradient makes it better in single precision
            }
            v.move(rate, weightV);
            u.move(rate, weightU);
        }
        return new Embeddings(
                counts.vocabulary(),
                v.kept,
                Optional.of(u.kept),
                Factorizations.provenance(counts, config.describe(), config.seed(), history, start));
    }
}
