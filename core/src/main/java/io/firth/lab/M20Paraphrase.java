package io.firth.lab;

import io.firth.gradient.Differentiable;
import io.firth.gradient.GradientCheck;
import io.firth.nn.Activation;
import io.firth.nn.Adam;
import io.firth.nn.ComputationGraph;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.Loss;
import io.firth.nn.Operations;
import io.firth.nn.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A classifier that always says yes, and three ways to mend it. */
final class M20Paraphrase implements WorkedExample {
    private static final int PAIRS = 40;
    private static final int INPUTS = 8;
    private static final int DIM = 4;
    private static final int STEPS = 300;

    /** 2σ(·) − 1 is squeezed into [ε, 1 − ε], so that −log p is finite. */
    private static final double EPSILON = 1e-3;

    /** What makes a probability of two hidden vectors. */
    private enum Head {
        RELU("σ(relu(x₁)ᵀrelu(x₂))", true),
        DOT("σ(x₁ᵀx₂)", false),
        RESCALED("2σ(relu(x₁)ᵀrelu(x₂)) − 1", true),
        LEARNED("σ(a·x₁ᵀx₂ + b)", false);

        private final String formula;
        private final boolean relu;

        Head(String formula, boolean relu) {
            this.formula = formula;
            this.relu = relu;
        }
    }

    @Override
    public String id() {
        return "M20";
    }

    @Override
    public String title() {
        return "Paraphrase detection: the head that always says yes";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "p = σ(relu(x₁)ᵀ relu(x₂)) ≥ σ(0) = ½   for every pair",
                "p = \\sigma\\bigl(\\operatorname{relu}(x_1)^\\top \\operatorname{relu}(x_2)\\bigr) \\ge \\sigma(0) ="
                        + " \\tfrac12 \\qquad\\text{for every pair}");
        sheet.text(
                "After a ReLU no component is negative, so no inner product is, so no probability is below ½: whatever is"
                        + " learned, the answer is yes. Dropping the ReLUs mends it, or 2σ(·) − 1, or a learned scale and bias:");
        sheet.formula(
                "p = σ(x₁ᵀx₂)      p = 2σ(relu(x₁)ᵀrelu(x₂)) − 1      p = σ(a·x₁ᵀx₂ + b)",
                "p = \\sigma(x_1^\\top x_2) \\qquad p = 2\\sigma(\\operatorname{relu}(x_1)^\\top"
                        + "\\operatorname{relu}(x_2)) - 1 \\qquad p = \\sigma(a\\,x_1^\\top x_2 + b)");
        sheet.text(
                "A synthetic set of 40 pairs of sentence vectors of 8 numbers: 20 paraphrases (a vector and a noisy copy) and"
                        + " 20 unrelated pairs. x = W s with a learned 4 × 8 matrix W; cross-entropy, 300 steps of Adam for each"
                        + " head from the same start.");
        double[][] first = new double[PAIRS][INPUTS];
        double[][] second = new double[PAIRS][INPUTS];
        double[][] labels = new double[PAIRS][1];
        draw(first, second, labels);
        List<List<Object>> rows = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        List<Plot.Curve> curves = new ArrayList<>();
        double[] place = IntStream.rangeClosed(1, PAIRS).asDoubleStream().toArray();
        for (Head head : Head.values()) {
            Model model = new Model(head, first, second, labels);
            checks.add(model.gradientCheck());
            double[] p = model.train();
            double least =
                    IntStream.range(0, PAIRS).mapToDouble(i -> p[i]).min().getAsDouble();
            double yes = IntStream.range(0, PAIRS).filter(i -> p[i] >= 0.5).count() / (double) PAIRS;
            double right = IntStream.range(0, PAIRS)
                            .filter(i -> (p[i] >= 0.5) == (labels[i][0] == 1))
                            .count()
                    / (double) PAIRS;
            rows.add(List.of(head.formula, model.loss(), least, yes, right));
            curves.add(new Plot.Curve(head.formula, place, p));
            if (head == Head.RELU) {
                checks.add(Check.bound(head.formula + ": least p", "≥ 0.5", least, least >= 0.5));
                checks.add(Check.bound(head.formula + ": share of yes", "1", yes, yes == 1));
                checks.add(
                        Check.bound(head.formula + ": accuracy", "0.5, the share of paraphrases", right, right == 0.5));
            } else {
                checks.add(Check.bound(head.formula + ": accuracy", "≥ 0.9", right, right >= 0.9));
            }
        }
        sheet.table("After training", List.of("head", "loss", "least p", "share of yes", "accuracy"), rows);
        sheet.add(new Plot("p of every pair; 1…20 are the paraphrases", "pair", "p", curves));
        checks.forEach(sheet::add);
    }

    private static void draw(double[][] first, double[][] second, double[][] labels) {
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < PAIRS; i++) {
            boolean paraphrase = i < PAIRS / 2;
            labels[i][0] = paraphrase ? 1 : 0;
            for (int d = 0; d < INPUTS; d++) {
                first[i][d] = random.nextGaussian();
                second[i][d] = paraphrase ? first[i][d] + 0.3 * random.nextGaussian() : random.nextGaussian();
            }
        }
    }

    /** A head on one linear layer, as a computation graph over all pairs. */
    private static final class Model {
        private final ComputationGraph graph = new ComputationGraph();
        private final ComputationGraph.Node p;
        private final ComputationGraph.Node loss;
        private final Differentiable function;
        private final double[] theta;
        private final Head head;

        Model(Head head, double[][] first, double[][] second, double[][] labels) {
            this.head = head;
            var w = graph.leaf("Wᵀ", DoubleMatrix.zeros(INPUTS, DIM));
            var a = graph.leaf("a", DoubleMatrix.ofRow(1));
            var b = graph.leaf("b", DoubleMatrix.ofRow(0));
            var x1 = graph.multiply(graph.leaf("S₁", DoubleMatrix.of(first)), w); // N × D
            var x2 = graph.multiply(graph.leaf("S₂", DoubleMatrix.of(second)), w);
            if (head.relu) {
                x1 = graph.apply(Activation.RELU, x1);
                x2 = graph.apply(Activation.RELU, x2);
            }
            double[][] ones = new double[DIM][1];
            IntStream.range(0, DIM).forEach(d -> ones[d][0] = 1);
            var dot = graph.multiply(graph.apply(Operations.HADAMARD, x1, x2), graph.leaf("1", DoubleMatrix.of(ones)));
            if (head == Head.LEARNED) {
                dot = graph.add(graph.multiply(dot, a), b);
            }
            var sigma = graph.apply(Activation.SIGMOID, dot);
            if (head == Head.RESCALED) { // ε + (1 − 2ε)(2σ − 1)
                double span = 1 - 2 * EPSILON;
                sigma = graph.add(
                        graph.apply(Operations.scale(2 * span), sigma),
                        graph.leaf("", DoubleMatrix.ofRow(EPSILON - span)));
            }
            this.p = sigma;
            this.loss = graph.loss(Loss.BINARY_CROSS_ENTROPY, p, graph.leaf("t", DoubleMatrix.of(labels)));
            this.function = graph.asFunctionOf(loss, w, a, b);
            this.theta = new double[function.size()];
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < INPUTS * DIM; i++) {
                theta[i] = random.nextGaussian() / Math.sqrt(INPUTS);
            }
            theta[INPUTS * DIM] = 1; // a
        }

        Check gradientCheck() {
            double worst = GradientCheck.of(function, theta).worst();
            return Check.bound(
                    head.formula + ": gradient at the start, greatest relative difference",
                    "≤ " + Figures.brief(GradientTable.TOLERANCE),
                    worst,
                    worst <= GradientTable.TOLERANCE);
        }

        /** Trains, and returns p of every pair. */
        double[] train() {
            Optimizer.Steps steps = new Adam(0.05).start(theta.length);
            double[] gradient = new double[theta.length];
            for (int step = 0; step < STEPS; step++) {
                function.gradient(theta, gradient);
                steps.step(theta, gradient);
            }
            function.value(theta);
            return IntStream.range(0, PAIRS)
                    .mapToDouble(i -> p.value().get(i, 0))
                    .toArray();
        }

        double loss() {
            return loss.value().get(0, 0);
        }
    }
}
