package io.firth.lab;

import io.firth.gradient.GradientCheck;
import io.firth.nn.Activation;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.ForwardPass;
import io.firth.nn.FullyConnectedNetwork;
import io.firth.nn.Gradients;
import io.firth.nn.Layer;
import io.firth.nn.Loss;
import io.firth.nn.NetworkLoss;
import io.firth.nn.Sgd;
import java.util.Arrays;
import java.util.List;

/** One step of training of a network that is small enough for pencil and paper. */
final class M16NetworkToy implements WorkedExample {
    private static final DoubleMatrix X = DoubleMatrix.of(new double[] {-1, 0, 2}, new double[] {2, 1, 1});
    private static final DoubleMatrix T = DoubleMatrix.of(new double[] {0, 1}, new double[] {1, 0});

    @Override
    public String id() {
        return "M16";
    }

    @Override
    public String title() {
        return "Network toy example: one step by hand";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "h = σ(W⁽¹⁾x)   y = σ(W⁽²⁾h)   J = ½·(1/N)·Σ(t − y)²   W ← W − η ∂J/∂W",
                "h = \\sigma(W^{(1)}x) \\qquad y = \\sigma(W^{(2)}h) \\qquad J = \\frac12\\cdot\\frac1N\\sum (t-y)^2"
                        + " \\qquad W \\leftarrow W - \\eta\\,\\frac{\\partial J}{\\partial W}");
        sheet.text(
                "3 inputs, 2 hidden, 2 outputs, no biases, all weights 1, learning rate η = 1. Two examples, one step with"
                        + " both of them: x = (−1, 0, 2) with t = (0, 1), and x = (2, 1, 1) with t = (1, 0).");
        FullyConnectedNetwork network = new FullyConnectedNetwork(
                3,
                Layer.of(2, Activation.SIGMOID).withoutBias(),
                Layer.of(2, Activation.SIGMOID).withoutBias());
        double[] theta = network.parameters().values();
        Arrays.fill(theta, 1);
        ForwardPass pass = network.forward(X);
        sheet.text("Forward:");
        List<String> examples = List.of("example 1", "example 2");
        sheet.matrix(
                "H = σ(X W⁽¹⁾ᵀ)",
                examples,
                List.of("h₁", "h₂"),
                pass.activations(1).toArray());
        sheet.matrix(
                "Y = σ(H W⁽²⁾ᵀ)", examples, List.of("y₁", "y₂"), pass.output().toArray());
        sheet.value("J", network.loss(pass, T, Loss.SQUARED_ERROR));
        sheet.check("h of example 1", 0.7310585786, pass.activations(1).get(0, 0), 5e-11);
        sheet.check("h of example 2", 0.9820137900, pass.activations(1).get(1, 0), 5e-11);
        sheet.check("y of example 1", 0.8118562749, pass.output().get(0, 0), 5e-11);
        sheet.check("y of example 2", 0.8769681684, pass.output().get(1, 0), 5e-11);
        sheet.text("Backward, the gradient of J by backpropagation and by finite differences:");
        Gradients gradients = network.backward(pass, T, Loss.SQUARED_ERROR);
        double[] start = theta.clone();
        sheet.add(GradientTable.of(
                "∂J/∂W",
                GradientCheck.of(new NetworkLoss(network, X, T, Loss.SQUARED_ERROR), start),
                M16NetworkToy::name));
        System.arraycopy(start, 0, theta, 0, start.length);
        new Sgd(1).start(theta.length).step(theta, gradients.parameters().values());
        sheet.text("One step. w⁽²⁾₁₂ leads from hidden unit 1 to output 2, and w⁽¹⁾₂₂ from input 2 to hidden unit 2:");
        DoubleMatrix first = network.parameters().weights(1);
        DoubleMatrix second = network.parameters().weights(2);
        sheet.matrix("W⁽¹⁾ after the step", List.of("to h₁", "to h₂"), List.of("x₁", "x₂", "x₃"), first.toArray());
        sheet.matrix("W⁽²⁾ after the step", List.of("to y₁", "to y₂"), List.of("h₁", "h₂"), second.toArray());
        sheet.check("w⁽²⁾₁₂", 0.964045323, second.get(1, 0), 5e-10);
        sheet.check("w⁽¹⁾₂₂", 0.999281605, first.get(1, 1), 5e-10);
        sheet.text(
                "Slips that are seen in print: 0.965 by rounding on the way; 0.99987 from writing 1 − 0.98 for 1 − 0.88; a"
                        + " minus in front of the loss, which would climb instead of descend.");
    }

    private static String name(int index) {
        return index < 6
                ? "to h" + "₁₂".charAt(index / 3) + " from x" + "₁₂₃".charAt(index % 3)
                : "to y" + "₁₂".charAt((index - 6) / 2) + " from h" + "₁₂".charAt((index - 6) % 2);
    }
}
