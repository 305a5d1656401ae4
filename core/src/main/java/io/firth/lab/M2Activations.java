package io.firth.lab;

import io.firth.gradient.FiniteDifferences;
import io.firth.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The activation functions, their derivatives, and softmax's Jacobian. */
final class M2Activations implements WorkedExample {
    private static final double[] AT = {-20, -2, -0.5, 0, 0.5, 2, 20};

    @Override
    public String id() {
        return "M2";
    }

    @Override
    public String title() {
        return "Activation functions and their derivatives";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "σ′ = σ(1 − σ)      1 − σ(x) = σ(−x)\ntanh′ = 1 − tanh²\nReLU′ = 1[x > 0], 0 at 0",
                "\\sigma' = \\sigma(1 - \\sigma) \\qquad 1 - \\sigma(x) = \\sigma(-x) \\qquad \\tanh' = 1 - \\tanh^2"
                        + " \\qquad \\operatorname{ReLU}'(x) = \\mathbf 1[x > 0]");
        sheet.text("They work element by element, so their Jacobian is diagonal.");
        for (Activation f : new Activation[] {Activation.SIGMOID, Activation.TANH, Activation.RELU}) {
            elementwise(sheet, f);
        }
        sheet.text(
                "At 0 the ReLU has no derivative: the numeric one, between the slopes on both sides, is ½. Firth takes 0.");
        identities(sheet);
        sheet.add(plot("The functions", Activation::value));
        sheet.add(plot("Their derivatives", Activation::derivative));
        softmax(sheet);
    }

    private static void elementwise(Worksheet sheet, Activation f) {
        double[] at =
                DoubleStream.of(AT).filter(z -> f != Activation.RELU || z != 0).toArray();
        double[] numeric = new double[at.length];
        double[] analytic = new double[at.length];
        List<String> names = new ArrayList<>();
        List<List<Object>> values = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            analytic[i] = f.derivative(at[i]);
            numeric[i] = FiniteDifferences.derivative(f::value, at[i]).value();
            names.add("x = " + Figures.precise(at[i]));
            values.add(List.of(names.getLast(), f.value(at[i]), analytic[i]));
        }
        sheet.table("", List.of(f.toString(), "f(x)", "f′(x)"), values);
        sheet.add(new GradientTable(f + "′", names, analytic, numeric, 1, GradientTable.TOLERANCE));
    }

    private static void identities(Worksheet sheet) {
        double complement = 0;
        double tanh = 0;
        for (double x : AT) {
            double sigma = Activation.SIGMOID.value(x);
            complement = Math.max(complement, Math.abs(1 - sigma - Activation.SIGMOID.value(-x)));
            double e = Math.exp(x);
            tanh = Math.max(tanh, Math.abs((e - 1 / e) / (e + 1 / e) - Activation.TANH.value(x)));
        }
        sheet.atMost("greatest |1 − σ(x) − σ(−x)|", 1e-15, complement);
        sheet.atMost("greatest |(eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) − tanh x|", 1e-15, tanh);
        sheet.text(
                "A slip that is seen in print types tanh as eˣe⁻ˣ/(eˣ + e⁻ˣ), without the minus. At x = 1 that would be "
                        + Figures.precise(1 / (Math.E + 1 / Math.E)) + " in the place of "
                        + Figures.precise(Math.tanh(1)) + ".");
        sheet.check("ReLU′(0)", 0, Activation.RELU.derivative(0), 0);
    }

    private interface OfNumber {
        double of(Activation f, double x);
    }

    private static Plot plot(String title, OfNumber function) {
        double[] x = DoubleStream.iterate(-4, z -> z <= 4.001, z -> z + 0.05).toArray();
        List<Plot.Curve> curves = new ArrayList<>();
        for (Activation f : new Activation[] {Activation.SIGMOID, Activation.TANH, Activation.RELU}) {
            double[] shown = f == Activation.RELU
                    ? DoubleStream.of(x).filter(z -> z <= 2).toArray()
                    : x;
            curves.add(new Plot.Curve(
                    f.toString(),
                    shown,
                    DoubleStream.of(shown).map(z -> function.of(f, z)).toArray()));
        }
        return new Plot(title, "x", "", curves);
    }

    private static void softmax(Worksheet sheet) {
        sheet.text("Softmax is not element-wise: every output depends on every input.");
        sheet.formula(
                "∂ŷ/∂x = diag(ŷ) − ŷŷᵀ",
                "\\frac{\\partial \\hat y}{\\partial x} ="
                        + " \\operatorname{diag}(\\hat y) - \\hat y\\,\\hat y^\\top");
        double[] x = {1, 2, 0.5};
        double[] y = new double[3];
        Activation.SOFTMAX.apply(x, y);
        List<String> names = new ArrayList<>();
        double[] analytic = new double[9];
        double[] numeric = new double[9];
        double outer = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int row = i;
                int column = j;
                names.add("∂ŷ" + "₁₂₃".charAt(i) + "/∂x" + "₁₂₃".charAt(j));
                analytic[3 * i + j] = Activation.SOFTMAX.jacobian(x).get(i, j);
                numeric[3 * i + j] = FiniteDifferences.derivative(z -> component(x, row, column, z), x[j])
                        .value();
                outer = Math.max(outer, Math.abs((i == j ? y[i] : 0) - y[i] * y[j] - analytic[3 * i + j]));
            }
        }
        sheet.matrix("x = (1, 2, ½)", List.of("ŷ"), List.of("1", "2", "3"), new double[][] {y});
        sheet.atMost("the library's Jacobian, greatest difference from diag(ŷ) − ŷŷᵀ", 1e-15, outer);
        sheet.add(new GradientTable("∂ŷ/∂x", names, analytic, numeric, 1, GradientTable.TOLERANCE));
    }

    private static double component(double[] x, int row, int column, double z) {
        double[] moved = x.clone();
        moved[column] = z;
        double[] y = new double[x.length];
        Activation.SOFTMAX.apply(moved, y);
        return y[row];
    }
}
