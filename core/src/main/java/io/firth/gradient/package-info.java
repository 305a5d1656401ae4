/**
 * The double-precision truth under the fast code: every objective as a plain formula over one flat vector of parameters,
 * its gradient, and finite differences to check it with.
 *
 * <p>In: parameters, and which words meet in a window. Out: a loss in nats and its gradient. Nothing here is fast, and
 * nothing here is used to train; it is what the trainers are compared with.
 *
 * <p>Paper symbols: v (V, W) are the input rows and u (U, W′) the output rows of a {@link
 * io.firth.gradient.ParameterLayout}, h is the mean of a {@link io.firth.gradient.Prediction}'s inputs, x = uᵀh are the
 * logits, σ is {@link io.firth.gradient.Logistic#sigma}, ŷ is {@link io.firth.gradient.Softmax#probabilities}.
 */
package io.firth.gradient;
