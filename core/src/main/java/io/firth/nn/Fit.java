package io.firth.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;

/** Fits a network to examples: mini-batches in random order, dropout, L2, early stopping. */
public final class Fit {
    /**
     * One pass over the examples.
     *
     * @param epoch from 1
     * @param loss mean loss of the training batches, with dropout and without the L2 term
     * @param validationLoss mean loss of the validation examples after the epoch, if there are any
     */
    public record Epoch(int epoch, double loss, OptionalDouble validationLoss) {}

    /**
     * How it went.
     *
     * @param epochs in order
     * @param best the epoch whose parameters the network has now
     */
    public record Report(List<Epoch> epochs, int best) {}

    /**
     * Examples with their targets.
     *
     * @param x N × d
     * @param targets N × p
     */
    public record Examples(DoubleMatrix x, DoubleMatrix targets) {
        /** Checks that both have the same rows. */
        public Examples {
            if (x.rows() != targets.rows()) {
                throw new IllegalArgumentException(
                        "the input is " + x.shape() + ", but the targets are " + targets.shape() + ": rows differ");
            }
        }
    }

    private final FullyConnectedNetwork network;
    private final FitOptions options;

    /** Will fit this network, from the parameters that it has. */
    public Fit(FullyConnectedNetwork network, FitOptions options) {
        this.network = network;
        this.options = options;
    }

    /**
     * Runs all epochs; with validation examples until their loss has not fallen for {@code patience} epochs, and then goes back
     * to the best epoch's parameters.
     *
     * @param training N × d and N × p, N ≥ 1
     * @param validation the same for examples that are not trained on; without rows there is no early stopping
     * @param listener is told of every epoch
     * @throws DivergenceException if a loss is not finite
     * @throws InterruptedException if the thread is interrupted
     */
    public Report run(Examples training, Examples validation, Consumer<Epoch> listener)
            throws DivergenceException, InterruptedException {
        double[] theta = network.parameters().values();
        Optimizer.Steps steps = options.optimizer().start(theta.length);
        Random random = new Random(options.seed());
        List<Epoch> epochs = new ArrayList<>();
        double[] best = theta.clone();
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            double loss = epoch(training, steps, random);
            OptionalDouble validationLoss = OptionalDouble.empty();
            if (validation.x().rows() > 0) {
                validationLoss = OptionalDouble.of(network.loss(validation.x(), validation.targets(), options.loss()));
            }
            if (!Double.isFinite(loss) || !Double.isFinite(validationLoss.orElse(0))) {
                throw new DivergenceException("training diverged: the loss is " + loss + " in epoch " + epoch
                        + "; a smaller learning rate may help");
            }
            Epoch report = new Epoch(epoch, loss, validationLoss);
            epochs.add(report);
            listener.accept(report);
            if (validationLoss.isEmpty()) {
                bestEpoch = epoch;
            } else if (validationLoss.getAsDouble() < bestLoss) {
                bestLoss = validationLoss.getAsDouble();
                bestEpoch = epoch;
                best = theta.clone();
            } else if (epoch - bestEpoch >= options.patience()) {
                break;
            }
        }
        if (validation.x().rows() > 0) {
            System.arraycopy(best, 0, theta, 0, theta.length);
        }
        return new Report(List.copyOf(epochs), bestEpoch);
    }

    private double epoch(Examples training, Optimizer.Steps steps, Random random) throws InterruptedException {
        int n = training.x().rows();
        int[] order = shuffled(n, random);
        double sum = 0;
        for (int from = 0; from < n; from += options.batch()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int[] batch = Arrays.copyOfRange(order, from, Math.min(n, from + options.batch()));
            ForwardPass pass = network.forward(training.x().rows(batch), options.dropout(), random);
            DoubleMatrix targets = training.targets().rows(batch);
            double loss = network.loss(pass, targets, options.loss());
            sum += loss * batch.length;
            if (!Double.isFinite(loss)) {
                return loss;
            }
            Parameters gradient =
                    network.backward(pass, targets, options.loss()).parameters();
            addL2(gradient);
            steps.step(network.parameters().values(), gradient.values());
        }
        return sum / n;
    }

    // ∂/∂W of ½·λ·‖W‖² = λ·W
    private void addL2(Parameters gradient) {
        if (options.l2() == 0) {
            return;
        }
        for (int k = 1; k <= network.depth(); k++) {
            DoubleMatrix g = gradient.weights(k);
            g.plus(network.parameters().weights(k).scaled(options.l2())).copyInto(g);
        }
    }

    // Fisher and Yates
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
