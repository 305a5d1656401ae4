package io.firth.lab;

import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.NegativeSamplingLoss;
import io.firth.gradient.OutputLoss;
import io.firth.gradient.Prediction;
import io.firth.gradient.RandomWindow;
import io.firth.gradient.WindowLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A whole window: its loss is the sum over its context words, and so are its gradients. */
final class M5Window implements WorkedExample {
    private static final int CENTRE = Toy.RING;

    /** A word that occurs twice, and the centre word among its own context. */
    private static final int[] CONTEXT = {Toy.FRODO, Toy.DRAGON, Toy.FRODO, Toy.RING};

    @Override
    public String id() {
        return "M5";
    }

    @Override
    public String title() {
        return "A whole window is the sum of its pairs";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "J_window = Σ_{−m≤j≤m, j≠0} J(c, w_{t+j})",
                "J_{\\text{window}} = \\sum_{\\substack{-m \\le j \\le m\\\\ j \\ne 0}} J(c,\\, w_{t+j})");
        sheet.formula(
                "∂J_window/∂U = Σ_j ∂J(c, w_{t+j})/∂U\n∂J_window/∂v_c = Σ_j ∂J(c, w_{t+j})/∂v_c\n"
                        + "∂J_window/∂v_w = 0   for w ≠ c",
                "\\frac{\\partial J_{\\text{window}}}{\\partial U} = \\sum_j \\frac{\\partial J(c, w_{t+j})}{\\partial U}"
                        + " \\qquad \\frac{\\partial J_{\\text{window}}}{\\partial v_c} = \\sum_j \\frac{\\partial J(c,"
                        + " w_{t+j})}{\\partial v_c} \\qquad \\frac{\\partial J_{\\text{window}}}{\\partial v_w} = 0"
                        + " \\quad (w \\ne c)");
        sheet.text("Centre word ring, context words Frodo, dragon, Frodo again, and ring itself; toy matrices of M14.");
        objective(sheet, "negative sampling", new int[][] {{3, 5}, {0, 2}, {4, 4}, {1, 2}});
        objective(sheet, "full softmax", null);
        Claims.randomWindows(
                sheet, RandomWindow.Objective.NEGATIVE_SAMPLING_SHARED, RandomWindow.Architecture.SKIP_GRAM, 100);
    }

    /** {@code negatives}: two draws for each pair, or null for the full softmax. */
    private static void objective(Worksheet sheet, String name, int[][] negatives) {
        List<Prediction> pairs = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        double sum = 0;
        double[] gradients = new double[Toy.LAYOUT.size()];
        for (int j = 0; j < CONTEXT.length; j++) {
            OutputLoss output = negatives == null
                    ? new FullSoftmaxLoss(CONTEXT[j])
                    : new NegativeSamplingLoss(CONTEXT[j], negatives[j]);
            pairs.add(new Prediction(CENTRE, output));
            WindowLoss pair = new WindowLoss(Toy.LAYOUT, pairs.getLast());
            double loss = pair.value(Toy.parameters());
            double[] gradient = Toy.gradient(pair);
            sum += loss;
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] += gradient[i];
            }
            String draws = negatives == null
                    ? "all words"
                    : Toy.WORDS.get(negatives[j][0]) + ", " + Toy.WORDS.get(negatives[j][1]);
            rows.add(List.of("(ring, " + Toy.WORDS.get(CONTEXT[j]) + ")", draws, loss));
        }
        WindowLoss window = new WindowLoss(Toy.LAYOUT, pairs);
        rows.add(List.of("window", "", window.value(Toy.parameters())));
        sheet.table(name, List.of("pair", "against", "J"), rows);
        sheet.check(name + ": the window's J is the sum", sum, window.value(Toy.parameters()), 1e-13);
        double[] whole = Toy.gradient(window);
        sheet.atMost(
                name + ": greatest difference of the window's gradient from the sum of its pairs'",
                1e-14,
                IntStream.range(0, whole.length)
                        .mapToDouble(i -> Math.abs(whole[i] - gradients[i]))
                        .max()
                        .getAsDouble());
        Claims.gradient(sheet, name + ": ∂J/∂v_ring", window, Toy.inputRow(CENTRE));
        Claims.gradient(sheet, name + ": ∂J/∂U", window, Toy.outputRows(0, 1, 2, 3, 4, 5));
        Claims.zero(
                sheet,
                name + ": greatest ∂J/∂v_w for w ≠ ring",
                window,
                IntStream.range(0, 6)
                        .filter(w -> w != CENTRE)
                        .flatMap(w -> IntStream.of(Toy.inputRow(w)))
                        .toArray());
    }
}
