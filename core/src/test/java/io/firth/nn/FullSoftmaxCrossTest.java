package io.firth.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.ParameterLayout;
import io.firth.gradient.WindowLoss;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Skip-gram with full softmax is a linear network with softmax: the same loss, the same gradients (rows M3 and M14). */
class FullSoftmaxCrossTest {
    private static final double[][] W = {
        {0.54, 0.25, 0.07},
        {0.91, 0.74, 0.27},
        {0.58, 0.00, 0.05},
        {0.16, 0.77, 0.31},
        {0.10, 0.54, 0.32},
        {0.59, 0.99, 0.06}
    };
    private static final double[][] U = {
        {0.19, 0.64, 0.98},
        {0.17, 0.42, 0.47},
        {0.55, 0.24, 0.92},
        {0.89, 0.58, 0.13},
        {0.31, 0.73, 0.48},
        {0.49, 0.20, 0.54}
    };

    /** One-hot x of V words → h = Wᵀx = v_c, D numbers → softmax(U·h), V numbers. */
    private static FullyConnectedNetwork network(double[][] w, double[][] u) {
        FullyConnectedNetwork network = new FullyConnectedNetwork(
                w.length,
                Layer.of(w[0].length, Activation.IDENTITY).withoutBias(),
                Layer.of(u.length, Activation.SOFTMAX).withoutBias());
        DoubleMatrix.of(w).transposed().copyInto(network.parameters().weights(1)); // D × V
        DoubleMatrix.of(u).copyInto(network.parameters().weights(2)); // V × D
        return network;
    }

    private static DoubleMatrix oneHot(int[] ids, int size) {
        DoubleMatrix x = DoubleMatrix.zeros(ids.length, size);
        for (int r = 0; r < ids.length; r++) {
            x.set(r, ids[r], 1);
        }
        return x;
    }

    @Test
    void theToyPairOfM14() {
        FullyConnectedNetwork network = network(W, U);
        int frodo = 1;
        int ring = 2;
        double loss = network.loss(oneHot(new int[] {frodo}, 6), oneHot(new int[] {ring}, 6), Loss.CROSS_ENTROPY);
        assertEquals(1.787055518, loss, 5e-10);
    }

    @Test
    void sameLossAndGradientAsTheReference() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int v = 2 + random.nextInt(8);
            int dim = 1 + random.nextInt(6);
            int n = 1 + random.nextInt(5);
            double[] theta = random.doubles(2L * v * dim, -2, 2).toArray();
            ParameterLayout layout = new ParameterLayout(v, v, dim);
            double[][] w = new double[v][dim];
            double[][] u = new double[v][dim];
            for (int row = 0; row < v; row++) {
                System.arraycopy(theta, layout.input(row), w[row], 0, dim);
                System.arraycopy(theta, layout.output(row), u[row], 0, dim);
            }
            int[] centres = random.ints(n, 0, v).toArray(); // words repeat
            int[] contexts = random.ints(n, 0, v).toArray();
            WindowLoss reference = WindowLoss.skipGram(layout, centres, i -> new FullSoftmaxLoss(contexts[i]));
            double[] expected = new double[layout.size()];
            reference.gradient(theta, expected);

            FullyConnectedNetwork network = network(w, u);
            DoubleMatrix x = oneHot(centres, v);
            DoubleMatrix t = oneHot(contexts, v);
            assertEquals(reference.value(theta), n * network.loss(x, t, Loss.CROSS_ENTROPY), 1e-12, "seed " + seed);
            Parameters gradient =
                    network.backward(network.forward(x), t, Loss.CROSS_ENTROPY).parameters();
            for (int row = 0; row < v; row++) {
                for (int d = 0; d < dim; d++) {
                    String where = "seed " + seed + ", word " + row + ", component " + d;
                    // a network's loss is the mean of its N pairs, a window's the sum
                    assertEquals(
                            expected[layout.input(row) + d],
                            n * gradient.weights(1).get(d, row),
                            1e-12,
                            "v: " + where);
                    assertEquals(
                            expected[layout.output(row) + d],
                            n * gradient.weights(2).get(row, d),
                            1e-12,
                            "u: " + where);
                }
            }
        }
    }
}
