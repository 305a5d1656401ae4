package io.firth.nn;

import io.firth.gradient.Differentiable;

/**
 * J of a batch as a function of a network's parameters, so that backpropagation can be checked against finite differences.
 * Using it sets the network's parameters.
 *
 * @param network the network, whose parameters are θ = (W₁, b₁, W₂, b₂, …)
 * @param x N × d
 * @param targets N × p
 * @param loss compares output and targets
 */
public record NetworkLoss(FullyConnectedNetwork network, DoubleMatrix x, DoubleMatrix targets, Loss loss)
        implements Differentiable {
    @Override
    public int size() {
        return network.parameters().values().length;
    }

    @Override
    public double value(double[] theta) {
        set(theta);
        return network.loss(x, targets, loss);
    }

    @Override
    public void gradient(double[] theta, double[] into) {
        set(theta);
        double[] gradient =
                network.backward(network.forward(x), targets, loss).parameters().values();
        System.arraycopy(gradient, 0, into, 0, gradient.length);
    }

    private void set(double[] theta) {
        System.arraycopy(theta, 0, network.parameters().values(), 0, size());
    }
}
