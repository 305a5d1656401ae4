package io.firth.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rows M16, M17 and M18 of the worked examples, to the digits printed there. */
class WorkedNetworksTest {
    private static final double PRINTED_10 = 5e-11;
    private static final double PRINTED_9 = 5e-10;

    /** M16: 3 inputs, 2 hidden, 2 outputs, all sigmoid, no bias, all weights 1, one step with learning rate 1. */
    @Test
    void toyNetworkAfterOneStep() {
        FullyConnectedNetwork network = new FullyConnectedNetwork(
                3,
                Layer.of(2, Activation.SIGMOID).withoutBias(),
                Layer.of(2, Activation.SIGMOID).withoutBias());
        Arrays.fill(network.parameters().values(), 1);
        DoubleMatrix x = DoubleMatrix.of(new double[] {-1, 0, 2}, new double[] {2, 1, 1});
        DoubleMatrix t = DoubleMatrix.of(new double[] {0, 1}, new double[] {1, 0});
        ForwardPass pass = network.forward(x);
        assertRow(0.7310585786, pass.activations(1).row(0));
        assertRow(0.9820137900, pass.activations(1).row(1));
        assertRow(0.8118562749, pass.output().row(0));
        assertRow(0.8769681684, pass.output().row(1));

        Gradients gradients = network.backward(pass, t, Loss.SQUARED_ERROR);
        new Sgd(1)
                .start(10)
                .step(network.parameters().values(), gradients.parameters().values());
        // w⁽²⁾₁₂ leads from hidden unit 1 to output 2: row 2, column 1 of W₂
        assertEquals(0.964045323, network.parameters().weights(2).get(1, 0), PRINTED_9);
        assertEquals(0.999281605, network.parameters().weights(1).get(1, 1), PRINTED_9);
    }

    private static void assertRow(double expected, double[] row) {
        for (double actual : row) {
            assertEquals(expected, actual, PRINTED_10);
        }
    }

    /** M17: y = W₂·ReLU(W₁x + b₁) + b₂ with a gradient g that comes from outside. */
    @Test
    void graphExample() {
        ComputationGraph graph = new ComputationGraph();
        var x = graph.leaf("x", DoubleMatrix.ofColumn(1, -2, 3));
        var w1 = graph.leaf("W₁", DoubleMatrix.of(new double[] {0.5, 1, -1}, new double[] {2, -1, 0.25}));
        var b1 = graph.leaf("b₁", DoubleMatrix.ofColumn(0.5, -1));
        var w2 = graph.leaf("W₂", DoubleMatrix.of(new double[] {1, -3}, new double[] {2, 0.5}));
        var b2 = graph.leaf("b₂", DoubleMatrix.ofColumn(0, 1));
        var z = graph.add(graph.multiply(w1, x), b1);
        var a = graph.apply(Activation.RELU, z);
        var y = graph.add(graph.multiply(w2, a), b2);
        // z = (0.5 − 2 − 3 + 0.5, 2 + 2 + 0.75 − 1) = (−4, 3.75)
        assertEquals(DoubleMatrix.ofColumn(-4, 3.75), z.value());
        assertEquals(DoubleMatrix.ofColumn(-11.25, 2.875), y.value());

        DoubleMatrix g = DoubleMatrix.ofColumn(10, 100);
        graph.backward(y, g);
        DoubleMatrix aValue = DoubleMatrix.ofColumn(0, 3.75);
        assertEquals(g.timesTransposed(aValue), w2.gradient(), "∂W₂ = g aᵀ");
        assertEquals(g, b2.gradient(), "∂b₂ = g");
        // W₂ᵀg = (1·10 + 2·100, −3·10 + 0.5·100) = (210, 20), and 1[z > 0] = (0, 1)
        DoubleMatrix dz = DoubleMatrix.ofColumn(0, 20);
        assertEquals(dz, b1.gradient(), "∂b₁ = (W₂ᵀg) ∘ 1[z > 0]");
        assertEquals(dz.timesTransposed(x.value()), w1.gradient(), "∂W₁ = ((W₂ᵀg) ∘ 1[z > 0]) xᵀ");
    }

    /** M18: a chain of two sigmoids and −log; the gradients below the saturated one vanish. */
    @Test
    void saturation() {
        double w1 = 1;
        double w2 = 1.5;
        double b2 = -0.25;
        double a0 = 2;
        for (double b1 = -30; b1 <= 30; b1 += 2.5) {
            FullyConnectedNetwork chain =
                    new FullyConnectedNetwork(1, Layer.of(1, Activation.SIGMOID), Layer.of(1, Activation.SIGMOID));
            chain.parameters().weights(1).set(0, 0, w1);
            chain.parameters().bias(1).set(0, 0, b1);
            chain.parameters().weights(2).set(0, 0, w2);
            chain.parameters().bias(2).set(0, 0, b2);
            ForwardPass pass = chain.forward(DoubleMatrix.ofRow(a0));
            double z0 = pass.logits(1).get(0, 0);
            double a1 = pass.activations(1).get(0, 0);
            double a2 = pass.output().get(0, 0);
            assertEquals(w1 * a0 + b1, z0, 1e-12);
            assertEquals(
                    -Math.log(a2), chain.loss(pass, DoubleMatrix.ofRow(1), Loss.NEGATIVE_LOG), 1e-14, "l = −log a₂");

            Parameters g = chain.backward(pass, DoubleMatrix.ofRow(1), Loss.NEGATIVE_LOG)
                    .parameters();
            assertEquals((a2 - 1) * a1, g.weights(2).get(0, 0), 1e-15);
            assertEquals(a2 - 1, g.bias(2).get(0, 0), 1e-15);
            // 1 − a₁ = σ(−z₀), with all its digits
            double below = (a2 - 1) * w2 * a1 * Activation.SIGMOID.value(-z0);
            assertEquals(below * a0, g.weights(1).get(0, 0), Math.abs(below) * 1e-14);
            assertEquals(below, g.bias(1).get(0, 0), Math.abs(below) * 1e-14);
            assertTrue(Math.abs(below) <= w2 * Math.exp(-Math.abs(z0)), "vanishes as e^−|z₀| at z₀ = " + z0);
        }
    }
}
