package io.firth.lab;

import io.firth.gradient.FiniteDifferences;
import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.NegativeSamplingLoss;
import io.firth.gradient.OutputLoss;
import io.firth.gradient.RandomWindow;
import io.firth.gradient.WindowLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** CBOW: the mean of the context predicts the centre word, and the gradient of a mean has a 1/n. */
final class M6Cbow implements WorkedExample {
    private static final int[] CONTEXT = {Toy.DAENERYS, Toy.DRAGON, Toy.SHIP};

    @Override
    public String id() {
        return "M6";
    }

    @Override
    public String title() {
        return "CBOW: the gradient of a mean, with its 1/n";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "h = (1/n) Σᵢ vᵢ\n∂J/∂vᵢ = (1/n) ∂J/∂h   for each of the n context words",
                "h = \\frac1n \\sum_{i=1}^{n} v_i \\qquad \\frac{\\partial J}{\\partial v_i} = \\frac1n\\,"
                        + "\\frac{\\partial J}{\\partial h}\\qquad\\text{for each of the } n \\text{ context words}");
        sheet.text(
                "Context Daenerys, dragon, ship; centre word Frodo is the target; toy matrices of M14. J(h) is that of"
                        + " M3 or M4 with h in the place of v_c.");
        double[] h = new double[3];
        for (int word : CONTEXT) {
            for (int d = 0; d < 3; d++) {
                h[d] += Toy.input()[word][d] / CONTEXT.length; // h = (1/n) Σ v_i
            }
        }
        sheet.matrix("", List.of("h"), List.of("1", "2", "3"), new double[][] {h});
        sheet.check("h[2]", 0.67, h[1], 1e-15);
        objective(
                sheet, "negative sampling (draws ring, ring)", new NegativeSamplingLoss(Toy.FRODO, Toy.RING, Toy.RING));
        objective(sheet, "full softmax", new FullSoftmaxLoss(Toy.FRODO));
        word2vec(sheet);
        Claims.randomWindows(
                sheet, RandomWindow.Objective.NEGATIVE_SAMPLING_SHARED, RandomWindow.Architecture.CBOW, 100);
        Claims.randomWindows(sheet, RandomWindow.Objective.FULL_SOFTMAX, RandomWindow.Architecture.CBOW, 100);
    }

    private static void objective(Worksheet sheet, String name, OutputLoss output) {
        WindowLoss loss = WindowLoss.cbow(Toy.LAYOUT, CONTEXT, output);
        sheet.value("J, " + name, loss.value(Toy.parameters()));
        Claims.gradient(
                sheet,
                name + ": ∂J/∂vᵢ",
                loss,
                IntStream.of(CONTEXT)
                        .flatMap(word -> IntStream.of(Toy.inputRow(word)))
                        .toArray());
        Claims.gradient(sheet, name + ": ∂J/∂U", loss, Toy.outputRows(0, 1, 2, 3, 4, 5));
    }

    /** What word2vec.c and gensim do instead. */
    private static void word2vec(Worksheet sheet) {
        WindowLoss loss = WindowLoss.cbow(Toy.LAYOUT, CONTEXT, new NegativeSamplingLoss(Toy.FRODO, Toy.RING, Toy.RING));
        double[] update = new double[loss.size()];
        loss.word2vecDirection(Toy.parameters(), update);
        double[] numeric = FiniteDifferences.gradient(loss, Toy.parameters());
        sheet.text(
                "word2vec.c and gensim leave out the 1/n. What they subtract is no gradient of any loss: too large by"
                        + " the number of context words, which differs from window to window. Firth has it as an option by name,"
                        + " --cbow-gradient word2vec.");
        List<List<Object>> rows = new ArrayList<>();
        double worst = 0;
        for (int i : Toy.inputRow(Toy.DRAGON)) {
            rows.add(List.of(Toy.name(i), update[i], numeric[i], update[i] / numeric[i]));
            worst = Math.max(worst, Math.abs(update[i] / numeric[i] - CONTEXT.length));
        }
        sheet.table("", List.of("component", "word2vec's update", "numeric gradient", "ratio"), rows);
        sheet.atMost("greatest difference of the ratio from n = 3", 1e-6, worst);
    }
}
