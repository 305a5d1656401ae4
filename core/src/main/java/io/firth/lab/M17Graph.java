package io.firth.lab;

import io.firth.gradient.FiniteDifferences;
import io.firth.nn.Activation;
import io.firth.nn.ComputationGraph;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.Operations;
import java.util.ArrayList;
import java.util.List;

/** A formula as a graph: values forward, gradients back. */
final class M17Graph implements WorkedExample {
    private static final DoubleMatrix G = DoubleMatrix.ofColumn(1, -2);

    @Override
    public String id() {
        return "M17";
    }

    @Override
    public String title() {
        return "A computation graph, with values and gradients on its edges";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "y = W₂ ReLU(W₁x + b₁) + b₂      z = W₁x + b₁   a = ReLU(z)",
                "y = W_2\\operatorname{ReLU}(\\underbrace{W_1 x + b_1}_{z}) + b_2 \\qquad a ="
                        + " \\operatorname{ReLU}(z)");
        sheet.formula(
                "Given ∂l/∂y = g:\n∂W₂ = g aᵀ   ∂b₂ = g\n∂W₁ = ((W₂ᵀg) ∘ 1[z>0]) xᵀ   ∂b₁ = (W₂ᵀg) ∘ 1[z>0]",
                "\\frac{\\partial l}{\\partial y} = g: \\qquad \\begin{aligned} \\partial W_2 &= g\\,a^\\top & \\partial b_2"
                        + " &= g\\\\ \\partial W_1 &= \\bigl((W_2^\\top g) \\circ \\mathbf 1[z>0]\\bigr)\\,x^\\top & \\partial"
                        + " b_1 &= (W_2^\\top g) \\circ \\mathbf 1[z>0]\\end{aligned}");
        DoubleMatrix x = DoubleMatrix.ofColumn(1, 2, -1);
        DoubleMatrix w1 = DoubleMatrix.of(new double[] {1, 0.5, -1}, new double[] {-2, 0.5, 0.5});
        DoubleMatrix b1 = DoubleMatrix.ofColumn(0.5, -0.5);
        DoubleMatrix w2 = DoubleMatrix.of(new double[] {2, 1}, new double[] {0.5, -1});
        DoubleMatrix b2 = DoubleMatrix.ofColumn(0, 1);
        ComputationGraph graph = new ComputationGraph();
        var nodeW2 = graph.leaf("W₂", w2);
        var nodeW1 = graph.leaf("W₁", w1);
        var nodeX = graph.leaf("x", x);
        var nodeB1 = graph.leaf("b₁", b1);
        var nodeB2 = graph.leaf("b₂", b2);
        var z = graph.add(graph.multiply(nodeW1, nodeX), nodeB1).named("z");
        var a = graph.apply(Activation.RELU, z).named("a");
        var y = graph.add(graph.multiply(nodeW2, a), nodeB2).named("y");
        graph.backward(y, G);
        sheet.add(GraphDiagram.of("Forward: values. Backward: gradients, for g = (1, −2)", graph));
        sheet.check("z = W₁x + b₁", "[3.5; -2]", text(z.value()));
        sheet.check("a = ReLU(z)", "[3.5; 0]", text(a.value()));
        sheet.check("y", "[7; 2.75]", text(y.value()));
        sheet.text("By the formulas: W₂ᵀg = (2·1 − 0.5·2, 1·1 + 1·2) = (1, 3), and 1[z > 0] = (1, 0).");
        sheet.check("∂W₂ = g aᵀ", "[3.5 0; -7 0]", text(nodeW2.gradient()));
        sheet.check("∂b₂ = g", "[1; -2]", text(nodeB2.gradient()));
        sheet.check("∂b₁ = (W₂ᵀg) ∘ 1[z>0]", "[1; 0]", text(nodeB1.gradient()));
        sheet.check("∂W₁ = ((W₂ᵀg) ∘ 1[z>0]) xᵀ", "[1 2 -1; 0 0 0]", text(nodeW1.gradient()));
        numeric(sheet, graph, y, List.of(nodeW1, nodeB1, nodeW2, nodeB2));
    }

    /** l = gᵀy has the gradient g at y. */
    private static void numeric(
            Worksheet sheet, ComputationGraph graph, ComputationGraph.Node y, List<ComputationGraph.Node> parameters) {
        List<String> names = new ArrayList<>();
        List<Double> analytic = new ArrayList<>();
        List<Double> theta = new ArrayList<>();
        for (ComputationGraph.Node node : parameters) {
            for (int i = 0; i < node.value().rows(); i++) {
                for (int j = 0; j < node.value().columns(); j++) {
                    names.add(node.name() + "[" + (i + 1) + (node.value().columns() > 1 ? "," + (j + 1) : "") + "]");
                    analytic.add(node.gradient().get(i, j));
                    theta.add(node.value().get(i, j));
                }
            }
        }
        var g = graph.leaf("g", G);
        var l = graph.apply(Operations.SUM, graph.apply(Operations.HADAMARD, g, y));
        double[] x = theta.stream().mapToDouble(Double::doubleValue).toArray();
        double[] numeric =
                FiniteDifferences.gradient(graph.asFunctionOf(l, parameters.toArray(ComputationGraph.Node[]::new)), x);
        sheet.text("With l = gᵀy, whose gradient at y is g, the same by finite differences:");
        sheet.add(new GradientTable(
                "∂l",
                names,
                analytic.stream().mapToDouble(Double::doubleValue).toArray(),
                numeric,
                7,
                GradientTable.TOLERANCE));
    }

    private static String text(DoubleMatrix matrix) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < matrix.rows(); i++) {
            text.append(i == 0 ? "" : "; ");
            for (int j = 0; j < matrix.columns(); j++) {
                text.append(j == 0 ? "" : " ").append(Figures.precise(matrix.get(i, j)));
            }
        }
        return text.append("]").toString();
    }
}
