package io.firth.lab;

import io.firth.gradient.GradientCheck;
import io.firth.nn.Activation;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.ForwardPass;
import io.firth.nn.FullyConnectedNetwork;
import io.firth.nn.Layer;
import io.firth.nn.Loss;
import io.firth.nn.NetworkLoss;
import io.firth.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Why a saturated sigmoid stops learning in the layers below it. */
final class M18Saturation implements WorkedExample {
    private static final double A0 = 0.5;
    private static final double W1 = 1;
    private static final double W2 = 2;
    private static final double B2 = -1;

    /** (σ(2σ(2) − 1) − 1)·2·σ(2)(1 − σ(2)), from σ(2) = 0.8807970780 and σ(2σ(2) − 1) = 0.6816997422. */
    private static final double AT_TWO = -0.066838970604;

    private static final String[] NAMES = {"∂l/∂w₁", "∂l/∂b₁", "∂l/∂w₂", "∂l/∂b₂"};

    @Override
    public String id() {
        return "M18";
    }

    @Override
    public String title() {
        return "Saturation: gradients that vanish below a sigmoid";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "z₀ = w₁a₀ + b₁   a₁ = σ(z₀)   z₁ = w₂a₁ + b₂   a₂ = σ(z₁)   l = −log a₂",
                "z_0 = w_1 a_0 + b_1 \\qquad a_1 = \\sigma(z_0) \\qquad z_1 = w_2 a_1 + b_2 \\qquad a_2 = \\sigma(z_1)"
                        + " \\qquad l = -\\log a_2");
        sheet.formula(
                "∂l/∂w₂ = (a₂−1) a₁\n∂l/∂b₂ = a₂−1\n∂l/∂w₁ = (a₂−1) w₂ a₁(1−a₁) a₀\n∂l/∂b₁ = (a₂−1) w₂ a₁(1−a₁)",
                "\\begin{aligned}\\frac{\\partial l}{\\partial w_2} &= (a_2 - 1)\\,a_1 & \\frac{\\partial l}{\\partial b_2}"
                        + " &= a_2 - 1\\\\ \\frac{\\partial l}{\\partial w_1} &= (a_2 - 1)\\,w_2\\,a_1(1 - a_1)\\,a_0 &"
                        + " \\frac{\\partial l}{\\partial b_1} &= (a_2 - 1)\\,w_2\\,a_1(1 - a_1)\\end{aligned}");
        sheet.text(
                "a₀ = ½, w₁ = 1, w₂ = 2, b₂ = −1; b₁ moves z₀. For large |z₀| the factor a₁(1 − a₁) is nearly 0: the first"
                        + " layer no longer learns, however wrong the output is.");
        List<List<Object>> rows = new ArrayList<>();
        double[] analytic = new double[4];
        double worst = 0;
        for (double z0 : new double[] {-20, -10, -5, -2, 0, 2, 5, 10, 20}) {
            double[] g = gradient(z0);
            double[] formula = formula(z0);
            rows.add(List.of(Figures.precise(z0), g[0], g[1], g[2], g[3]));
            for (int i = 0; i < 4; i++) {
                worst = Math.max(worst, Math.abs(g[i] - formula[i]));
            }
            analytic = z0 == 2 ? g : analytic;
        }
        sheet.table("", List.of("z₀", NAMES[0], NAMES[1], NAMES[2], NAMES[3]), rows);
        sheet.add(plot());
        sheet.atMost("backpropagation against the formulas, greatest difference", 1e-15, worst);
        sheet.text("At z₀ = 2, by finite differences:");
        NetworkLoss loss = loss(2);
        sheet.add(GradientTable.of(
                "∂l",
                GradientCheck.of(loss, loss.network().parameters().values().clone()),
                i -> NAMES[i]));
        sheet.check(
                "∂l/∂b₁ at z₀ = 2, (0.6816997422 − 1)·2·0.8807970780·(1 − 0.8807970780)", AT_TWO, analytic[1], 5e-13);
        sheet.atMost("|∂l/∂w₁| at z₀ = 20", 1e-8, Math.abs(gradient(20)[0]));
        sheet.atMost("|∂l/∂w₁| at z₀ = −20", 1e-8, Math.abs(gradient(-20)[0]));
        sheet.atLeast("|∂l/∂b₂| at z₀ = −20, where the output is wrong", 0.7, Math.abs(gradient(-20)[3]));
    }

    private static double[] formula(double z0) {
        double a1 = 1 / (1 + Math.exp(-z0));
        double a2 = 1 / (1 + Math.exp(-(W2 * a1 + B2)));
        double b1 = (a2 - 1) * W2 * a1 * (1 - a1); // ∂l/∂b₁
        return new double[] {b1 * A0, b1, (a2 - 1) * a1, a2 - 1};
    }

    /** ∂l/∂(w₁, b₁, w₂, b₂) by backpropagation. */
    private static double[] gradient(double z0) {
        NetworkLoss loss = loss(z0);
        ForwardPass pass = loss.network().forward(loss.x());
        return loss.network()
                .backward(pass, loss.targets(), Loss.NEGATIVE_LOG)
                .parameters()
                .values();
    }

    private static NetworkLoss loss(double z0) {
        FullyConnectedNetwork chain =
                new FullyConnectedNetwork(1, Layer.of(1, Activation.SIGMOID), Layer.of(1, Activation.SIGMOID));
        Parameters parameters = chain.parameters();
        parameters.weights(1).set(0, 0, W1);
        parameters.bias(1).set(0, 0, z0 - W1 * A0);
        parameters.weights(2).set(0, 0, W2);
        parameters.bias(2).set(0, 0, B2);
        return new NetworkLoss(chain, DoubleMatrix.ofRow(A0), DoubleMatrix.ofRow(1), Loss.NEGATIVE_LOG);
    }

    private static Plot plot() {
        double[] z = DoubleStream.iterate(-10, x -> x <= 10.001, x -> x + 0.1).toArray();
        List<Plot.Curve> curves = new ArrayList<>();
        for (int i : new int[] {0, 1, 2, 3}) {
            int parameter = i;
            curves.add(new Plot.Curve(
                    NAMES[i],
                    z,
                    DoubleStream.of(z).map(x -> gradient(x)[parameter]).toArray()));
        }
        return new Plot("The four derivatives over z₀", "z₀", "derivative", curves);
    }
}
