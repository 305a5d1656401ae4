package io.firth.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.Differentiable;
import io.firth.gradient.FiniteDifferences;
import io.firth.gradient.GradientCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Row M15: backpropagation against finite differences, and against the same network as a computation graph. */
class BackpropagationTest {
    private static final int CASES = 400;
    private static final double TOLERANCE = 1e-7;
    private static final Activation[] HIDDEN = {
        Activation.SIGMOID, Activation.TANH, Activation.RELU, Activation.IDENTITY, Activation.SOFTMAX
    };

    private record Case(FullyConnectedNetwork network, DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        @Override
        public String toString() {
            return network.inputs() + " inputs, " + network.layers() + ", " + loss + ", batch of " + x.rows();
        }
    }

    private static Case draw(Random random) {
        int inputs = 1 + random.nextInt(6);
        int depth = 1 + random.nextInt(4);
        Loss loss = Loss.values()[random.nextInt(Loss.values().length)];
        List<Layer> layers = new ArrayList<>();
        for (int k = 1; k < depth; k++) {
            layers.add(new Layer(1 + random.nextInt(6), HIDDEN[random.nextInt(HIDDEN.length)], random.nextBoolean()));
        }
        // a logarithm needs probabilities
        Activation last = loss == Loss.SQUARED_ERROR
                ? Activation.values()[random.nextInt(Activation.values().length)]
                : random.nextBoolean() ? Activation.SIGMOID : Activation.SOFTMAX;
        int outputs = (last == Activation.SOFTMAX ? 2 : 1) + random.nextInt(4);
        layers.add(new Layer(outputs, last, random.nextBoolean()));
        FullyConnectedNetwork network = new FullyConnectedNetwork(inputs, layers);
        double[] theta = network.parameters().values();
        for (int i = 0; i < theta.length; i++) {
            theta[i] = random.nextGaussian();
        }
        int n = 1 + random.nextInt(5);
        DoubleMatrix x = random(n, inputs, random).map(v -> 2 * v - 1);
        return new Case(network, x, random(n, outputs, random), loss);
    }

    private static DoubleMatrix random(int rows, int columns, Random random) {
        return DoubleMatrix.zeros(rows, columns).map(zero -> random.nextDouble());
    }

    @Test
    void parametersAgreeWithFiniteDifferences() {
        for (long seed = 0; seed < CASES; seed++) {
            Case c = draw(new Random(seed));
            if (nearKink(c)) {
                continue;
            }
            NetworkLoss j = new NetworkLoss(c.network, c.x, c.targets, c.loss);
            GradientCheck check =
                    GradientCheck.of(j, c.network.parameters().values().clone());
            assertTrue(
                    check.worst() < TOLERANCE,
                    "seed " + seed + ": " + c + ": " + check.worst() + " at " + check.worstCoordinate());
        }
    }

    // Differences are no derivative across ReLU's kink.
    private static boolean nearKink(Case c) {
        ForwardPass pass = c.network.forward(c.x);
        for (int k = 1; k <= c.network.depth(); k++) {
            if (c.network.layers().get(k - 1).activation() == Activation.RELU) {
                for (double[] row : pass.logits(k).toArray()) {
                    for (double z : row) {
                        if (Math.abs(z) < 1e-4) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    @Test
    void theInputsGradientToo() {
        for (long seed = 1000; seed < 1100; seed++) {
            Case c = draw(new Random(seed));
            if (nearKink(c)) {
                continue;
            }
            Differentiable ofInput = new Differentiable() {
                @Override
                public int size() {
                    return c.x.rows() * c.x.columns();
                }

                @Override
                public double value(double[] x) {
                    return c.network.loss(DoubleMatrix.view(x, 0, c.x.rows(), c.x.columns()), c.targets, c.loss);
                }

                @Override
                public void gradient(double[] x, double[] into) {
                    DoubleMatrix input = DoubleMatrix.view(x, 0, c.x.rows(), c.x.columns());
                    c.network
                            .backward(c.network.forward(input), c.targets, c.loss)
                            .input()
                            .copyInto(DoubleMatrix.view(into, 0, c.x.rows(), c.x.columns()));
                }
            };
            double[] x = new double[ofInput.size()];
            c.x.copyInto(DoubleMatrix.view(x, 0, c.x.rows(), c.x.columns()));
            GradientCheck check = GradientCheck.of(ofInput, x);
            assertTrue(check.worst() < TOLERANCE, "seed " + seed + ": " + c + ": " + check.worst());
        }
    }

    @Test
    void theSameNetworkAsAGraphHasTheSameGradient() {
        for (long seed = 2000; seed < 2100; seed++) {
            Case c = draw(new Random(seed));
            // far out, where a is 1 in double precision, a graph's log(1 − a) has no digits
            double[] theta = c.network.parameters().values();
            Arrays.setAll(theta, i -> 0.3 * theta[i]);
            ComputationGraph graph = new ComputationGraph();
            var h = graph.leaf("X", c.x);
            List<ComputationGraph.Node> weights = new ArrayList<>();
            for (int k = 1; k <= c.network.depth(); k++) {
                var w = graph.leaf("W" + k, c.network.parameters().weights(k));
                weights.add(w);
                var z = graph.multiply(h, graph.apply(Operations.TRANSPOSE, w));
                if (c.network.parameters().hasBias(k)) {
                    z = graph.add(z, graph.leaf("b" + k, c.network.parameters().bias(k)));
                }
                h = graph.apply(c.network.layers().get(k - 1).activation(), z);
            }
            var l = graph.loss(c.loss, h, graph.leaf("T", c.targets));
            graph.backward(l);
            assertEquals(c.network.loss(c.x, c.targets, c.loss), l.value().get(0, 0), 1e-12);
            Parameters g = c.network
                    .backward(c.network.forward(c.x), c.targets, c.loss)
                    .parameters();
            for (int k = 1; k <= c.network.depth(); k++) {
                for (int i = 0; i < g.weights(k).rows(); i++) {
                    assertArrayEquals(
                            g.weights(k).row(i),
                            weights.get(k - 1).gradient().row(i),
                            1e-10,
                            "seed " + seed + ": " + c + ", W" + k);
                }
            }
        }
    }

    @Test
    void dropoutKeepsTheGradientOfWhatItDropped() {
        FullyConnectedNetwork network = new FullyConnectedNetwork(
                        4,
                        Layer.of(8, Activation.TANH),
                        Layer.of(6, Activation.SIGMOID),
                        Layer.of(3, Activation.SOFTMAX))
                .initialize(3);
        Random random = new Random(4);
        DoubleMatrix x = random(5, 4, random);
        DoubleMatrix t = random(5, 3, random);
        double[] theta = network.parameters().values();
        double[] gradient = network.backward(network.forward(x, 0.5, new Random(5)), t, Loss.CROSS_ENTROPY)
                .parameters()
                .values();
        double[] start = theta.clone();
        boolean[] zero = new boolean[1];
        for (int i = 0; i < theta.length; i++) {
            int at = i;
            double numeric = FiniteDifferences.derivative(
                            value -> {
                                theta[at] = value;
                                // the same seed drops the same
                                double j = network.loss(network.forward(x, 0.5, new Random(5)), t, Loss.CROSS_ENTROPY);
                                theta[at] = start[at];
                                return j;
                            },
                            start[i])
                    .value();
            assertEquals(numeric, gradient[i], 1e-8);
            zero[0] |= gradient[i] == 0;
        }
        assertTrue(zero[0], "nothing was dropped");
    }

    @Test
    void dropoutKeepsTheExpectation() {
        FullyConnectedNetwork network =
                new FullyConnectedNetwork(1, Layer.of(1, Activation.IDENTITY), Layer.of(1, Activation.IDENTITY));
        network.parameters().weights(1).set(0, 0, 1);
        network.parameters().weights(2).set(0, 0, 1);
        int n = 100_000;
        DoubleMatrix ones = DoubleMatrix.zeros(n, 1).map(zero -> 1);
        double mean = network.forward(ones, 0.3, new Random(6)).output().sum() / n;
        assertEquals(1, mean, 0.01, "seed 6; standard error √(0.3/0.7/n) = 0.002");
        assertEquals(n, network.predict(ones).sum(), 0, "nothing is dropped after training");
    }
}
