package io.firth.gradient;

/**
 * What is predicted from one hidden vector h, and what a wrong prediction costs: some rows of U, and a loss J over their
 * logits x_j = u_jᵀh. A row may occur several times: each occurrence is a logit of its own, and the gradients of all of
 * them reach the row (worked example M4: once per draw).
 */
public sealed interface OutputLoss permits NegativeSamplingLoss, HierarchicalSoftmaxLoss, FullSoftmaxLoss {
    /**
     * The rows of U whose logits J depends on, one per logit.
     *
     * @param outputRows rows of U
     */
    int[] rows(int outputRows);

    /** J of logits, in nats. */
    double value(double[] logits);

    /** ∂J/∂x_j, one number per logit. */
    double[] slopes(double[] logits);
}
