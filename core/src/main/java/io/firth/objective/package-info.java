/**
 * The output layer: the loss of an example and the update it asks for.
 *
 * <p>In: input vectors v (or their mean h) and a target. Out: updated output rows u, the gradient for the inputs, the
 * loss. Paper symbols: U or W′ is {@code output}, V or W is {@code input}, K is {@code negatives}, α is {@code
 * noiseExponent}.
 */
package io.firth.objective;
