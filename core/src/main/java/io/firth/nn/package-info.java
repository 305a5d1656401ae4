/**
 * A readable neural network in double precision, and computation graphs that can be drawn.
 *
 * <p>In: a batch of N examples as N × d numbers and targets N × p. Out: outputs, losses, gradients, trained parameters. Symbols:
 * X input, W_k and b_k parameters of layer k (from 1), Z_k = H_{k−1}·W_kᵀ + b_k logits, H_k = f(Z_k) activations, H_0 = X; J the
 * mean loss of a batch, l the loss of one example, t (or y) target, a (or ŷ) output; η learning rate.
 */
package io.firth.nn;
