package io.firth.lab;

import io.firth.gradient.GradientCheck;
import io.firth.nn.Activation;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.ForwardPass;
import io.firth.nn.FullyConnectedNetwork;
import io.firth.nn.Layer;
import io.firth.nn.Loss;
import io.firth.nn.NetworkLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A fully connected network: batch form and backpropagation, for several losses and depths. */
final class M15Network implements WorkedExample {
    private static final int N = 4;

    @Override
    public String id() {
        return "M15";
    }

    @Override
    public String title() {
        return "Fully connected network: batch form, losses, backpropagation";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "h_k = f(W_k h_{k−1} + b_k)      a batch: H = f(X Wᵀ + b)   N×d · d×p → N×p",
                "h_k = f(W_k h_{k-1} + b_k) \\qquad \\underset{N \\times p}{H} = f\\bigl(\\underset{N \\times d}{X}\\;"
                        + "\\underset{d \\times p}{W^\\top} + b\\bigr)");
        sheet.formula(
                "∂J/∂W_k = δ_kᵀ H_{k−1}   ∂J/∂b_k = Σ over the batch of δ_k   δ_{k−1} = (δ_k W_k) ∘ f′(Z_{k−1})",
                "\\frac{\\partial J}{\\partial W_k} = \\delta_k^\\top H_{k-1} \\qquad \\frac{\\partial J}{\\partial b_k} ="
                        + " \\sum_{\\text{batch}} \\delta_k \\qquad \\delta_{k-1} = (\\delta_k W_k) \\circ f'(Z_{k-1})");
        sheet.text("A batch of N = 4 examples through 3 layers: tanh, ReLU and softmax.");
        FullyConnectedNetwork network = new FullyConnectedNetwork(
                        3, Layer.of(5, Activation.TANH), Layer.of(4, Activation.RELU), Layer.of(2, Activation.SOFTMAX))
                .initialize(1);
        DoubleMatrix x = random(N, 3, 2);
        ForwardPass pass = network.forward(x);
        List<List<Object>> shapes = new ArrayList<>();
        for (int k = 1; k <= network.depth(); k++) {
            shapes.add(List.of(
                    "layer " + k,
                    network.layers().get(k - 1).activation().toString(),
                    pass.activations(k - 1).shape(),
                    network.parameters().weights(k).shape(),
                    network.parameters().bias(k).shape(),
                    pass.activations(k).shape()));
        }
        sheet.table("", List.of("", "f", "H_{k−1}", "W_k", "b_k", "H_k"), shapes);
        sheet.atMost("batch against one example at a time, greatest difference", 1e-15, oneByOne(network, x, pass));
        sheet.text("Backpropagation against finite differences, every parameter; the last layer goes with its loss.");
        Object[][] ends = {
            {Activation.SIGMOID, Loss.SQUARED_ERROR},
            {Activation.IDENTITY, Loss.SQUARED_ERROR},
            {Activation.SOFTMAX, Loss.CROSS_ENTROPY},
            {Activation.SIGMOID, Loss.NEGATIVE_LOG}
        };
        List<List<Object>> rows = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        for (Object[] end : ends) {
            for (int depth : new int[] {1, 2, 4, 7}) {
                backpropagation((Activation) end[0], (Loss) end[1], depth, rows, checks);
            }
        }
        sheet.table("", List.of("output, loss", "layers", "parameters", "J", "greatest relative difference"), rows);
        checks.forEach(sheet::add);
    }

    /** h_k = f(W_k h_{k−1} + b_k), written out for each example. */
    private static double oneByOne(FullyConnectedNetwork network, DoubleMatrix x, ForwardPass pass) {
        double worst = 0;
        for (int n = 0; n < x.rows(); n++) {
            double[] h = x.row(n);
            for (int k = 1; k <= network.depth(); k++) {
                DoubleMatrix w = network.parameters().weights(k);
                double[] z = network.parameters().bias(k).row(0);
                for (int i = 0; i < z.length; i++) {
                    for (int j = 0; j < h.length; j++) {
                        z[i] += w.get(i, j) * h[j];
                    }
                }
                h = new double[z.length];
                network.layers().get(k - 1).activation().apply(z, h);
            }
            for (int i = 0; i < h.length; i++) {
                worst = Math.max(worst, Math.abs(h[i] - pass.output().get(n, i)));
            }
        }
        return worst;
    }

    private static void backpropagation(
            Activation last, Loss loss, int depth, List<List<Object>> rows, List<Check> checks) {
        List<Layer> layers = new ArrayList<>();
        Activation[] hidden = {Activation.TANH, Activation.SIGMOID, Activation.RELU};
        for (int k = 1; k < depth; k++) {
            layers.add(Layer.of(3 + k % 3, hidden[k % hidden.length]));
        }
        layers.add(Layer.of(2, last));
        FullyConnectedNetwork network = new FullyConnectedNetwork(3, layers).initialize(depth);
        DoubleMatrix targets =
                DoubleMatrix.of(new double[] {1, 0}, new double[] {0, 1}, new double[] {0, 1}, new double[] {1, 0});
        NetworkLoss f = new NetworkLoss(network, random(N, 3, 3), targets, loss);
        double[] theta = network.parameters().values().clone();
        GradientCheck check = GradientCheck.of(f, theta);
        String name = last + ", " + loss;
        rows.add(List.of(name, (long) depth, (long) theta.length, f.value(theta), Figures.brief(check.worst())));
        checks.add(Check.bound(
                name + ", " + depth + (depth == 1 ? " layer" : " layers"),
                "≤ " + Figures.brief(GradientTable.TOLERANCE),
                check.worst(),
                check.worst() <= GradientTable.TOLERANCE));
    }

    private static DoubleMatrix random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DoubleMatrix matrix = DoubleMatrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, random.nextDouble(-1, 1));
            }
        }
        return matrix;
    }
}
