package io.firth.nn;

/**
 * What backpropagation finds.
 *
 * @param parameters ∂l/∂W_k and ∂l/∂b_k, shaped as the network's parameters
 * @param input ∂l/∂X, N × d
 */
public record Gradients(Parameters parameters, DoubleMatrix input) {}
