package io.firth.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
    private static FullyConnectedNetwork network() {
        return new FullyConnectedNetwork(3, Layer.of(4, Activation.TANH), Layer.of(2, Activation.SOFTMAX))
                .initialize(1);
    }

    /** H = f(X·Wᵀ + b), by loops. */
    @Test
    void aBatchIsItsExamplesOneByOne() {
        FullyConnectedNetwork network = network();
        DoubleMatrix x = DoubleMatrix.of(new double[] {1, -2, 0.5}, new double[] {0, 3, -1}, new double[] {0.1, 0, 2});
        Parameters p = network.parameters();
        for (int r = 0; r < x.rows(); r++) {
            double[] h = x.row(r);
            for (int k = 1; k <= 2; k++) {
                double[] z = new double[network.layers().get(k - 1).outputs()];
                for (int i = 0; i < z.length; i++) {
                    z[i] = p.bias(k).get(0, i);
                    for (int j = 0; j < h.length; j++) {
                        z[i] += p.weights(k).get(i, j) * h[j];
                    }
                }
                network.layers().get(k - 1).activation().apply(z, z);
                h = z;
            }
            assertArrayEquals(h, network.predict(x).row(r), 1e-15);
        }
    }

    @ParameterizedTest
    @EnumSource
    void initialWeightsHaveTheVarianceOfTheirName(Initialization initialization) {
        int d = 300;
        int p = 100;
        FullyConnectedNetwork network =
                new FullyConnectedNetwork(d, Layer.of(p, Activation.RELU)).initialize(initialization, 7);
        DoubleMatrix w = network.parameters().weights(1).copy();
        double variance = w.hadamard(w).sum() / (d * p);
        boolean xavier = initialization.name().startsWith("XAVIER");
        double expected = xavier ? 2.0 / (d + p) : 2.0 / d;
        assertEquals(expected, variance, 0.05 * expected);
        assertEquals(0, w.sum() / (d * p), 0.01 * Math.sqrt(expected) * 3);
        assertEquals(0, network.parameters().bias(1).sum());
        assertEquals(
                w,
                new FullyConnectedNetwork(d, Layer.of(p, Activation.RELU))
                        .initialize(initialization, 7)
                        .parameters()
                        .weights(1),
                "the same seed draws the same");
        assertNotEquals(w, network.initialize(initialization, 8).parameters().weights(1));
    }

    @Test
    void adamsFirstStepsByHand() {
        double[] theta = {1};
        Optimizer.Steps adam = new Adam(0.1).start(1);
        adam.step(theta, new double[] {4});
        assertEquals(0.9, theta[0], 1e-9, "the first step is η·sign(g)");
        adam.step(theta, new double[] {-2});
        // m = 0.9·0.4 − 0.2 = 0.16, m̂ = 0.16/0.19; v = 0.999·0.016 + 0.004 = 0.019984, v̂ = v/0.001999
        assertEquals(0.9 - 0.1 * (0.16 / 0.19) / Math.sqrt(0.019984 / 0.001999), theta[0], 1e-8);
    }

    @Test
    void momentumByHand() {
        double[] theta = {0};
        Optimizer.Steps sgd = new Sgd(0.5, 0.8).start(1);
        sgd.step(theta, new double[] {1});
        assertEquals(-0.5, theta[0]);
        sgd.step(theta, new double[] {1});
        assertEquals(-0.5 - 0.5 * 1.8, theta[0], 1e-15);
    }

    @Test
    void lossesSurviveCertainty() {
        FullyConnectedNetwork network =
                new FullyConnectedNetwork(1, Layer.of(2, Activation.SOFTMAX).withoutBias());
        network.parameters().weights(1).set(0, 0, 1e4);
        double j = network.loss(DoubleMatrix.ofRow(1), DoubleMatrix.ofRow(0, 1), Loss.CROSS_ENTROPY);
        assertEquals(1e4, j, "−log of a probability that is 0 in double precision");
        FullyConnectedNetwork yesNo =
                new FullyConnectedNetwork(1, Layer.of(1, Activation.SIGMOID).withoutBias());
        yesNo.parameters().weights(1).set(0, 0, -1e4);
        assertEquals(1e4, yesNo.loss(DoubleMatrix.ofRow(1), DoubleMatrix.ofRow(1), Loss.BINARY_CROSS_ENTROPY));
        assertEquals(1e4, yesNo.loss(DoubleMatrix.ofRow(1), DoubleMatrix.ofRow(1), Loss.NEGATIVE_LOG));
    }

    @Test
    void errorsNameBothShapesAndPlaces() {
        FullyConnectedNetwork network = network();
        DoubleMatrix x = DoubleMatrix.zeros(5, 3);
        ForwardPass pass = network.forward(x);
        message(
                "the input is 5 × 2, but W₁ is 4 × 3: both must have the same columns",
                () -> network.predict(DoubleMatrix.zeros(5, 2)));
        message("an empty batch: the input is 0 × 3", () -> network.predict(DoubleMatrix.zeros(0, 3)));
        message(
                "the targets are 4 × 2, but the output is 5 × 2",
                () -> network.loss(x, DoubleMatrix.zeros(4, 2), Loss.CROSS_ENTROPY));
        message(
                "the targets are 5 × 3, but the output is 5 × 2",
                () -> network.backward(pass, DoubleMatrix.zeros(5, 3), Loss.SQUARED_ERROR));
        message(
                "the gradient at the output is 2 × 5, but the output is 5 × 2",
                () -> network.backward(pass, DoubleMatrix.zeros(2, 5)));
        DoubleMatrix nan = x.copy();
        nan.set(3, 1, Double.NaN);
        message("the input holds NaN at row 3, column 1 (both from 0)", () -> network.predict(nan));
        message("dropout must be at least 0 and below 1, but is 1.0", () -> network.forward(x, 1, null));
        message(
                "cannot multiply 2 × 3 and 2 × 3: the first's columns must equal the second's rows",
                () -> DoubleMatrix.zeros(2, 3).times(DoubleMatrix.zeros(2, 3)));
        message(
                "cannot add 2 × 3 and 1 × 2: both must have the same shape",
                () -> DoubleMatrix.zeros(2, 3).plus(DoubleMatrix.zeros(1, 2)));
        message("a network needs at least one layer", () -> new FullyConnectedNetwork(3));
        message("a layer needs at least one output, not 0", () -> Layer.of(0, Activation.TANH));
        message("the learning rate must be above 0, but is NaN", () -> new Adam(Double.NaN));
        message(
                "an optimiser of 3 parameters was given 2 parameters and a gradient of 3",
                () -> new Sgd(1).start(3).step(new double[2], new double[3]));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Loss.parse("hinge"))
                .getMessage()
                .startsWith("unknown loss 'hinge'; choose one of squared-error, "));
    }

    private static void message(String expected, Executable executable) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
