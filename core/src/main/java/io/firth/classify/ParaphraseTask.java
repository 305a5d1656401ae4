package io.firth.classify;

import io.firth.gradient.Differentiable;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.Optimizer;
import io.firth.train.TrainingException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Trains {@link SimilarityHead}s to tell whether two texts say the same, and scores them on other pairs (row M20 of the worked
 * examples).
 */
public final class ParaphraseTask {
    /** The label of pairs that say the same. */
    public static final String YES = "1";
    /** The label of pairs that do not. */
    public static final String NO = "0";

    /**
     * How heads are trained.
     *
     * @param dim d, length of a projected text vector
     * @param optimizer of the parameters
     * @param epochs at most
     * @param batch pairs per step
     * @param l2 λ
     * @param validation share of the training pairs for early stopping, 0…0.5
     * @param patience stop after this many epochs without a smaller validation loss
     * @param seed of every random decision
     */
    public record Config(
            int dim,
            Optimizer optimizer,
            int epochs,
            int batch,
            double l2,
            double validation,
            int patience,
            long seed) {
        /** Checks the ranges. */
        public Config {
            if (dim < 1 || epochs < 1 || batch < 1 || patience < 1) {
                throw new IllegalArgumentException("dim, epochs, batch and patience must be at least 1, but are " + dim
                        + ", " + epochs + ", " + batch + " and " + patience);
            }
            if (!(validation >= 0 && validation <= 0.5)) {
                throw new IllegalArgumentException("validation must be in 0…0.5, but is " + validation);
            }
        }
    }

    /**
     * A trained head on the test pairs.
     *
     * @param head which
     * @param scores of its probabilities
     * @param bins ten bins of its calibration
     * @param bestEpoch the epoch whose parameters it has
     * @param scale a
     * @param bias b
     * @param probabilities of the test pairs, in their order
     */
    public record Outcome(
            SimilarityHead head,
            BinaryScores scores,
            List<Calibration.Bin> bins,
            int bestEpoch,
            double scale,
            double bias,
            double[] probabilities) {}

    private record Pairs(DoubleMatrix first, DoubleMatrix second, boolean[] yes) {
        Pairs rows(int[] indices) {
            boolean[] answers = new boolean[indices.length];
            for (int i = 0; i < indices.length; i++) {
                answers[i] = yes[indices[i]];
            }
            return new Pairs(first.rows(indices), second.rows(indices), answers);
        }
    }

    private final Config config;
    private final Pairs training;
    private final Pairs validation;
    private final Pairs test;

    /**
     * Prepares the text vectors: means of word vectors, each component standardised on the training texts, brought to length 1, so
     * that a product of two of them is a cosine.
     *
     * @param trainingPairs pairs labelled {@link #YES} or {@link #NO}
     * @param testPairs the same
     * @param vectors word vectors
     * @throws IllegalArgumentException if a label is neither, all are the same, or no word has a vector
     */
    public ParaphraseTask(
            List<TextExample> trainingPairs, List<TextExample> testPairs, TextVectors vectors, Config config) {
        check(trainingPairs, "training");
        check(testPairs, "test");
        this.config = config;
        Split split = Split.of(trainingPairs, config.validation(), config.seed());
        Pairs raw = pairs(split.kept(), vectors);
        if (vectors.coverage().known() == 0) {
            throw new IllegalArgumentException(
                    "none of the " + vectors.coverage().words()
                            + " words of the training pairs has a vector: do language, case and tokenizer fit?");
        }
        DoubleMatrix all = stack(raw.first, raw.second);
        Standardization standardization = Standardization.of(all);
        this.training = scaled(raw, standardization);
        this.validation = scaled(pairs(split.heldOut(), vectors), standardization);
        this.test = scaled(pairs(testPairs, vectors), standardization);
    }

    private static void check(List<TextExample> pairs, String which) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("there are no " + which + " pairs");
        }
        boolean yes = false;
        boolean no = false;
        for (TextExample pair : pairs) {
            if (!pair.isPair()) {
                throw new IllegalArgumentException("one text where a pair is expected: '" + pair.text() + "'");
            }
            if (!Set.of(YES, NO).contains(String.valueOf(pair.label()))) {
                throw new IllegalArgumentException(
                        "the label of a pair must be " + YES + " or " + NO + ", but is '" + pair.label() + "'");
            }
            yes |= pair.label().equals(YES);
            no |= pair.label().equals(NO);
        }
        if (!yes || !no) {
            throw new IllegalArgumentException("all " + pairs.size() + " " + which + " pairs have the label "
                    + pairs.getFirst().label() + "; both are needed");
        }
    }

    private static Pairs pairs(List<TextExample> examples, TextVectors vectors) {
        DoubleMatrix first = DoubleMatrix.zeros(examples.size(), vectors.dim());
        DoubleMatrix second = DoubleMatrix.zeros(examples.size(), vectors.dim());
        boolean[] yes = new boolean[examples.size()];
        for (int r = 0; r < yes.length; r++) {
            first.setRow(r, vectors.mean(examples.get(r).text()));
            second.setRow(r, vectors.mean(examples.get(r).second()));
            yes[r] = examples.get(r).label().equals(YES);
        }
        return new Pairs(first, second, yes);
    }

    private static Pairs scaled(Pairs pairs, Standardization s) {
        return new Pairs(unit(s.apply(pairs.first)), unit(s.apply(pairs.second)), pairs.yes);
    }

    private static DoubleMatrix unit(DoubleMatrix x) {
        for (int r = 0; r < x.rows(); r++) {
            double[] row = x.row(r);
            double square = 0;
            for (double value : row) {
                square += value * value;
            }
            for (int i = 0; i < row.length && square > 0; i++) {
                row[i] /= Math.sqrt(square);
            }
            x.setRow(r, row);
        }
        return x;
    }

    private static DoubleMatrix stack(DoubleMatrix a, DoubleMatrix b) {
        DoubleMatrix both = DoubleMatrix.zeros(a.rows() + b.rows(), a.columns());
        for (int r = 0; r < a.rows(); r++) {
            both.setRow(r, a.row(r));
        }
        for (int r = 0; r < b.rows(); r++) {
            both.setRow(a.rows() + r, b.row(r));
        }
        return both;
    }

    /** Pairs trained on, not those kept for early stopping. */
    public int trainingPairs() {
        return training.yes.length;
    }

    /** Pairs kept for early stopping. */
    public int validationPairs() {
        return validation.yes.length;
    }

    /** What is true of the test pairs. */
    public boolean[] testAnswers() {
        return test.yes.clone();
    }

    /**
     * Trains one head and scores it on the test pairs.
     *
     * @throws TrainingException if training diverges
     * @throws InterruptedException if the thread is interrupted
     */
    public Outcome run(SimilarityHead head) throws TrainingException, InterruptedException {
        SimilarityModel model = new SimilarityModel(head, training.first.columns(), config.dim(), config.seed());
        int best = fit(model);
        double[] p = model.probabilities(test.first, test.second);
        return new Outcome(
                head,
                BinaryScores.of(p, test.yes),
                Calibration.of(p, test.yes, 10),
                best,
                model.scale(),
                model.bias(),
                p);
    }

    private int fit(SimilarityModel model) throws TrainingException, InterruptedException {
        double[] theta = model.parameters();
        double[] gradient = new double[theta.length];
        Optimizer.Steps steps = config.optimizer().start(theta.length);
        Random random = new Random(config.seed());
        double[] best = theta.clone();
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        boolean stops = validation.yes.length > 0;
        for (int epoch = 1; epoch <= config.epochs(); epoch++) {
            int[] order = shuffled(training.yes.length, random);
            for (int from = 0; from < order.length; from += config.batch()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Pairs batch =
                        training.rows(Arrays.copyOfRange(order, from, Math.min(order.length, from + config.batch())));
                model.loss(batch.first, batch.second, batch.yes, config.l2()).gradient(theta, gradient);
                steps.step(theta, gradient);
            }
            Pairs judge = stops ? validation : training;
            Differentiable loss = model.loss(judge.first, judge.second, judge.yes, 0);
            double value = loss.value(theta);
            if (!Double.isFinite(value)) {
                throw new TrainingException("training of " + model.head().formula() + " diverged: the loss is " + value
                        + " in epoch " + epoch + "; a smaller learning rate may help");
            }
            if (!stops || value < bestLoss) {
                bestLoss = value;
                bestEpoch = epoch;
                best = theta.clone();
            } else if (epoch - bestEpoch >= config.patience()) {
                break;
            }
        }
        System.arraycopy(best, 0, theta, 0, theta.length);
        return bestEpoch;
    }

    private static int[] shuffled(int n, Random random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
