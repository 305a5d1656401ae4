package io.firth.gradient;

/** A differentiable function of n real parameters, such as a loss, and its gradient. */
public interface Differentiable {
    /** n, the number of parameters. */
    int size();

    /**
     * The function's value.
     *
     * @param x n parameters; left as they are
     */
    double value(double[] x);

    /**
     * The gradient ∂f/∂x₀ … ∂f/∂xₙ₋₁.
     *
     * @param x n parameters; left as they are
     * @param into n numbers, overwritten
     */
    void gradient(double[] x, double[] into);
}
