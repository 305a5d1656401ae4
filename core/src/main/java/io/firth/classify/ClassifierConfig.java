package io.firth.classify;

import io.firth.nn.Activation;
import io.firth.nn.Adam;
import io.firth.nn.FitOptions;
import io.firth.nn.Loss;
import io.firth.nn.Optimizer;
import java.util.List;
import java.util.Objects;

/**
 * A network on averaged word vectors, and how it is trained.
 *
 * @param hidden sizes of the hidden layers; none is logistic regression
 * @param activation of the hidden layers; not softmax
 * @param optimizer of the parameters
 * @param epochs at most
 * @param batch examples per step
 * @param dropout share of hidden activations dropped in training
 * @param l2 weight of ½·Σ w² in the loss
 * @param validation share of the training examples kept for early stopping, 0…0.5; 0 trains all epochs
 * @param patience stop after this many epochs without a smaller validation loss
 * @param seed of every random decision
 */
public record ClassifierConfig(
        List<Integer> hidden,
        Activation activation,
        Optimizer optimizer,
        int epochs,
        int batch,
        double dropout,
        double l2,
        double validation,
        int patience,
        long seed) {
    /** Checks the ranges. */
    public ClassifierConfig {
        hidden = List.copyOf(hidden);
        Objects.requireNonNull(activation, "activation");
        for (int size : hidden) {
            if (size < 1) {
                throw new IllegalArgumentException("a hidden layer needs at least one unit, not " + size);
            }
        }
        if (activation == Activation.SOFTMAX) {
            throw new IllegalArgumentException("softmax is for the last layer, not for hidden ones");
        }
        if (!(validation >= 0 && validation <= 0.5)) {
            throw new IllegalArgumentException("validation must be in 0…0.5, but is " + validation);
        }
        new FitOptions(Loss.CROSS_ENTROPY, optimizer, epochs, batch, dropout, l2, patience, seed); // checks its own
    }

    /** One hidden layer of 64 with ReLU, Adam at 0.001, at most 100 epochs, early stopping on a tenth. */
    public static ClassifierConfig defaults() {
        return new ClassifierConfig(List.of(64), Activation.RELU, new Adam(0.001), 100, 32, 0.3, 1e-3, 0.1, 5, 1);
    }

    /** The same without hidden layers. */
    public ClassifierConfig logisticRegression() {
        return new ClassifierConfig(List.of(), activation, optimizer, epochs, batch, 0, l2, validation, patience, seed);
    }

    FitOptions fitOptions() {
        return new FitOptions(Loss.CROSS_ENTROPY, optimizer, epochs, batch, dropout, l2, patience, seed);
    }
}
