package io.firth.nn;

import java.util.List;

/**
 * One kind of step in a {@link ComputationGraph}: a function of one or more matrices, and how a gradient passes back through
 * it.
 */
public interface Operation {
    /** What stands in the drawing, such as {@code ×}. */
    String label();

    /**
     * The function.
     *
     * @param inputs values of the inputs
     * @throws IllegalArgumentException if their shapes do not fit
     */
    DoubleMatrix forward(List<DoubleMatrix> inputs);

    /**
     * The gradient at each input.
     *
     * @param inputs values of the inputs
     * @param output what {@link #forward} made of them
     * @param g ∂l/∂output, shaped as the output
     * @return ∂l/∂input, one per input, each shaped as that input
     */
    List<DoubleMatrix> backward(List<DoubleMatrix> inputs, DoubleMatrix output, DoubleMatrix g);
}
