package io.firth.lab;

import io.firth.classify.SimilarityHead;
import io.firth.classify.SimilarityModel;
import io.firth.gradient.Differentiable;
import io.firth.gradient.GradientCheck;
import io.firth.nn.Adam;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A classifier that always says yes, and three ways to mend it. */
final class M20Paraphrase implements WorkedExample {
    private static final int PAIRS = 40;
    private static final int INPUTS = 8;
    private static final int DIM = 4;
    private static final int STEPS = 300;

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
                        + " learned, the answer is yes. Dropping the ReLUs mends it, or a learned scale and bias, or 2σ(·) − 1:");
        sheet.formula(
                "p = σ(x₁ᵀx₂)      p = σ(a·x₁ᵀx₂ + b)      p = 2σ(relu(x₁)ᵀ relu(x₂)) − 1",
                "p = \\sigma(x_1^\\top x_2) \\qquad p = \\sigma(a\\,x_1^\\top x_2 + b) \\qquad p ="
                        + " 2\\sigma(\\operatorname{relu}(x_1)^\\top\\operatorname{relu}(x_2)) - 1");
        sheet.text(
                "A synthetic set of 40 pairs of text vectors of 8 numbers: 20 paraphrases (a vector and a noisy copy) and 20"
                        + " unrelated pairs. x = P s + c with a learned 4 × 8 matrix P; cross-entropy, 300 steps of Adam for each"
                        + " head. On real sentences: firth paraphrase.");
        DoubleMatrix first = DoubleMatrix.zeros(PAIRS, INPUTS);
        DoubleMatrix second = DoubleMatrix.zeros(PAIRS, INPUTS);
        boolean[] yes = new boolean[PAIRS];
        draw(first, second, yes);
        List<List<Object>> rows = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        List<Plot.Curve> curves = new ArrayList<>();
        double[] place = IntStream.rangeClosed(1, PAIRS).asDoubleStream().toArray();
        for (SimilarityHead head : SimilarityHead.values()) {
            SimilarityModel model = new SimilarityModel(head, INPUTS, DIM, 1);
            Differentiable loss = model.loss(first, second, yes, 0);
            checks.add(gradient(head, loss, model.parameters().clone()));
            train(loss, model.parameters());
            double[] p = model.probabilities(first, second);
            double least = Arrays.stream(p).min().orElseThrow();
            double saysYes = share(i -> p[i] >= 0.5);
            double right = share(i -> (p[i] >= 0.5) == yes[i]);
            rows.add(List.of(head.formula(), loss.value(model.parameters()), least, saysYes, right));
            curves.add(new Plot.Curve(head.formula(), place, p));
            if (head == SimilarityHead.RELU) {
                checks.add(Check.bound(head.formula() + ": least p", "≥ 0.5", least, least >= 0.5));
                checks.add(Check.bound(head.formula() + ": share of yes", "1", saysYes, saysYes == 1));
                checks.add(Check.bound(
                        head.formula() + ": accuracy, the share of paraphrases", "0.5", right, right == 0.5));
            } else {
                checks.add(Check.bound(head.formula() + ": accuracy", "≥ 0.9", right, right >= 0.9));
            }
        }
        sheet.table("After training", List.of("head", "loss", "least p", "share of yes", "accuracy"), rows);
        sheet.add(new Plot("p of every pair; 1…20 are the paraphrases", "pair", "p", curves));
        checks.forEach(sheet::add);
    }

    private static void draw(DoubleMatrix first, DoubleMatrix second, boolean[] yes) {
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < PAIRS; i++) {
            yes[i] = i < PAIRS / 2;
            for (int d = 0; d < INPUTS; d++) {
                double s = random.nextGaussian();
                double noise = random.nextGaussian();
                first.set(i, d, s);
                second.set(i, d, yes[i] ? s + 0.3 * noise : noise);
            }
        }
    }

    private static Check gradient(SimilarityHead head, Differentiable loss, double[] theta) {
        double worst = GradientCheck.of(loss, theta).worst();
        return Check.bound(
                head.formula() + ": gradient at the start, greatest relative difference",
                "≤ " + Figures.brief(GradientTable.TOLERANCE),
                worst,
                worst <= GradientTable.TOLERANCE);
    }

    private static void train(Differentiable loss, double[] theta) {
        Optimizer.Steps steps = new Adam(0.05).start(theta.length);
        double[] gradient = new double[theta.length];
        for (int step = 0; step < STEPS; step++) {
            loss.gradient(theta, gradient);
            steps.step(theta, gradient);
        }
    }

    private static double share(IntPredicate condition) {
        return IntStream.range(0, PAIRS).filter(condition).count() / (double) PAIRS;
    }
}
