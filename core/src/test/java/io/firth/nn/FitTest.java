package io.firth.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FitTest {
    private static final DoubleMatrix XOR =
            DoubleMatrix.of(new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 0}, new double[] {1, 1});
    private static final DoubleMatrix ANSWERS =
            DoubleMatrix.of(new double[] {0}, new double[] {1}, new double[] {1}, new double[] {0});
    private static final Fit.Examples NONE = new Fit.Examples(DoubleMatrix.zeros(0, 2), DoubleMatrix.zeros(0, 1));

    private static FitOptions options(Optimizer optimizer, int epochs, double l2) {
        return new FitOptions(Loss.BINARY_CROSS_ENTROPY, optimizer, epochs, 2, 0, l2, 3, 1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SOFTMAX", "IDENTITY"})
    void learnsExclusiveOr(Activation f) throws Exception {
        FullyConnectedNetwork network =
                new FullyConnectedNetwork(2, Layer.of(16, f), Layer.of(1, Activation.SIGMOID)).initialize(5);
        new Fit(network, options(new Adam(0.03), 800, 0)).run(new Fit.Examples(XOR, ANSWERS), NONE, epoch -> {});
        DoubleMatrix y = network.predict(XOR);
        for (int r = 0; r < 4; r++) {
            assertEquals(ANSWERS.get(r, 0), y.get(r, 0), 0.1, f + ", example " + r);
        }
    }

    @Test
    void momentumLearnsItToo() throws Exception {
        FullyConnectedNetwork network = new FullyConnectedNetwork(
                        2, Layer.of(16, Activation.TANH), Layer.of(1, Activation.SIGMOID))
                .initialize(5);
        new Fit(network, options(new Sgd(0.1, 0.9), 500, 0)).run(new Fit.Examples(XOR, ANSWERS), NONE, epoch -> {});
        assertTrue(network.loss(XOR, ANSWERS, Loss.BINARY_CROSS_ENTROPY) < 0.05);
    }

    /** At the minimum of J + ½·λ·w² the gradient of J is −λ·w. */
    @Test
    void l2BalancesTheLoss() throws Exception {
        FullyConnectedNetwork network = new FullyConnectedNetwork(2, Layer.of(1, Activation.SIGMOID)).initialize(2);
        DoubleMatrix t = DoubleMatrix.of(new double[] {0}, new double[] {0}, new double[] {1}, new double[] {1});
        FitOptions options = new FitOptions(Loss.BINARY_CROSS_ENTROPY, new Sgd(0.5), 5000, 4, 0, 0.1, 1, 1);
        new Fit(network, options).run(new Fit.Examples(XOR, t), NONE, epoch -> {});
        Parameters gradient = network.backward(network.forward(XOR), t, Loss.BINARY_CROSS_ENTROPY)
                .parameters();
        for (int j = 0; j < 2; j++) {
            assertEquals(
                    -0.1 * network.parameters().weights(1).get(0, j),
                    gradient.weights(1).get(0, j),
                    1e-8);
        }
        assertEquals(0, gradient.bias(1).get(0, 0), 1e-8, "biases are free");
        assertTrue(Math.abs(network.parameters().weights(1).get(0, 0)) > 0.1);
    }

    @Test
    void goesBackToTheBestEpoch() throws Exception {
        // pure noise: the validation loss rises soon
        Random random = new Random(3);
        DoubleMatrix x = DoubleMatrix.zeros(40, 10).map(zero -> random.nextGaussian());
        DoubleMatrix t = DoubleMatrix.zeros(40, 1).map(zero -> random.nextInt(2));
        DoubleMatrix vx = DoubleMatrix.zeros(40, 10).map(zero -> random.nextGaussian());
        DoubleMatrix vt = DoubleMatrix.zeros(40, 1).map(zero -> random.nextInt(2));
        FullyConnectedNetwork network = new FullyConnectedNetwork(
                        10, Layer.of(20, Activation.RELU), Layer.of(1, Activation.SIGMOID))
                .initialize(1);
        Fit.Report report = new Fit(network, options(new Adam(0.01), 200, 0))
                .run(new Fit.Examples(x, t), new Fit.Examples(vx, vt), epoch -> {});
        assertEquals(report.best() + 3, report.epochs().size(), "patience 3");
        assertEquals(
                report.epochs().get(report.best() - 1).validationLoss().orElseThrow(),
                network.loss(vx, vt, Loss.BINARY_CROSS_ENTROPY));
    }

    @Test
    void divergenceIsSaid() {
        FullyConnectedNetwork network =
                new FullyConnectedNetwork(2, Layer.of(4, Activation.IDENTITY), Layer.of(1, Activation.IDENTITY));
        network.initialize(1);
        FitOptions options = new FitOptions(Loss.SQUARED_ERROR, new Sgd(1e200), 5, 4, 0, 0, 1, 1);
        assertThrows(
                DivergenceException.class,
                () -> new Fit(network, options).run(new Fit.Examples(XOR, ANSWERS), NONE, epoch -> {}));
    }
}
