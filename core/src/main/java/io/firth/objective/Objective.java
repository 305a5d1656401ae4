package io.firth.objective;

/**
 * The output layer: what is minimised per example. Each choice carries only its own options.
 *
 * <p>Notation: <b>v</b> the input vector (or the mean h of several), <b>u</b> an output vector, σ the logistic function.
 */
public sealed interface Objective permits NegativeSampling, HierarchicalSoftmax, FullSoftmax {
    /** The name used on the command line and in model files, such as {@code negative-sampling}. */
    String name();

    /** Rows of the output matrix for a vocabulary of {@code vocabularySize} words. */
    long outputRows(int vocabularySize);
}
