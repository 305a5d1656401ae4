package io.firth.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.GradientCheck.Verdict;
import io.firth.gradient.RandomWindow.Architecture;
import io.firth.gradient.RandomWindow.Objective;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The slips that gradients of word vectors are written with, each caught by a check of a few hundred random windows: what
 * mutation testing does to operators, done to the mathematics.
 */
@DisabledIfSystemProperty(named = "firth.kernel", matches = "scalar", disabledReason = "uses no kernel")
class WrongGradientTest {
    private static final int WINDOWS = 300;

    /** ∂J/∂logits as someone has it. */
    private interface Slopes {
        double[] of(OutputLoss output, double[] logits);
    }

    /** What is wrong: slopes, the factor that CBOW's inputs get, and which of h and U learn. */
    private record Slip(Slopes slopes, boolean meanShare, boolean inputs, boolean repeats) {
        static Slip of(Slopes slopes) {
            return new Slip(slopes, true, true, true);
        }
    }

    private static final Slip NONE = Slip.of(OutputLoss::slopes);

    /** The loss of a window with the gradient of the slip, written out anew. */
    private record Mutant(WindowLoss loss, Slip slip) implements Differentiable {
        @Override
        public int size() {
            return loss.size();
        }

        @Override
        public double value(double[] x) {
            return loss.value(x);
        }

        @Override
        public void gradient(double[] x, double[] into) {
            Arrays.fill(into, 0);
            ParameterLayout layout = loss.layout();
            int dim = layout.dim();
            for (Prediction prediction : loss.predictions()) {
                int[] inputs = prediction.inputs();
                int[] rows = prediction.output().rows(layout.outputRows());
                double[] h = new double[dim];
                for (int d = 0; d < dim; d++) {
                    for (int input : inputs) {
                        h[d] += x[layout.input(input) + d] / inputs.length;
                    }
                }
                double[] logits = new double[rows.length];
                for (int j = 0; j < rows.length; j++) {
                    for (int d = 0; d < dim; d++) {
                        logits[j] += x[layout.output(rows[j]) + d] * h[d];
                    }
                }
                double[] g = slip.slopes().of(prediction.output(), logits);
                for (int j = 0; j < rows.length; j++) {
                    boolean again = !slip.repeats() && occursBefore(rows, j);
                    for (int d = 0; d < dim && !again; d++) {
                        into[layout.output(rows[j]) + d] += g[j] * h[d];
                        for (int input : inputs) {
                            double share = slip.meanShare() ? 1.0 / inputs.length : 1;
                            into[layout.input(input) + d] +=
                                    slip.inputs() ? share * g[j] * x[layout.output(rows[j]) + d] : 0;
                        }
                    }
                }
            }
        }

        private static boolean occursBefore(int[] rows, int place) {
            return Arrays.stream(rows, 0, place).anyMatch(row -> row == rows[place]);
        }
    }

    /** In how many windows the check rejects the slip. */
    private static int caught(Objective objective, Architecture architecture, Slip slip) {
        int caught = 0;
        for (int seed = 0; seed < WINDOWS; seed++) {
            Random random = new Random(seed);
            RandomWindow window = RandomWindow.of(objective, architecture, 1 + random.nextInt(5), 4, random);
            GradientCheck check = GradientCheck.of(new Mutant(window.loss(), slip), window.x());
            caught += check.verdict(1e-7) == Verdict.FAIL ? 1 : 0;
        }
        return caught;
    }

    private static double[] with(double[] slopes, int place, double value) {
        double[] changed = slopes.clone();
        changed[place] = value;
        return changed;
    }

    private static void assertCaught(String name, Objective objective, Architecture architecture, Slip slip) {
        int caught = caught(objective, architecture, slip);
        assertTrue(caught >= WINDOWS / 10, name + " is seen in " + caught + " of " + WINDOWS + " windows only");
    }

    @Test
    void withoutASlipNothingIsCaught() {
        for (Objective objective : Objective.values()) {
            for (Architecture architecture : Architecture.values()) {
                assertEquals(0, caught(objective, architecture, NONE), objective + ", " + architecture);
            }
        }
    }

    @Test
    void slipsOfEveryObjective() {
        for (Objective objective : Objective.values()) {
            for (Architecture architecture : Architecture.values()) {
                assertCaught("the sign of all", objective, architecture, Slip.of((output, x) -> {
                    double[] g = output.slopes(x);
                    Arrays.setAll(g, j -> -g[j]);
                    return g;
                }));
                assertCaught("the first output's sign", objective, architecture, Slip.of((output, x) -> {
                    double[] g = output.slopes(x);
                    return with(g, 0, -g[0]);
                }));
                assertCaught("the last output dropped", objective, architecture, Slip.of((output, x) -> {
                    double[] g = output.slopes(x);
                    return with(g, g.length - 1, 0);
                }));
                assertCaught(
                        "inputs that do not learn",
                        objective,
                        architecture,
                        new Slip(OutputLoss::slopes, true, false, true));
            }
        }
    }

    @Test
    void slipsOfNegativeSampling() {
        for (Architecture architecture : Architecture.values()) {
            Objective objective = Objective.NEGATIVE_SAMPLING_PER_PAIR;
            assertCaught("σ for 1 − σ in the target", objective, architecture, Slip.of((output, x) -> {
                double[] g = output.slopes(x);
                return with(g, 0, -Logistic.sigma(x[0]));
            }));
            assertCaught("1 − σ for σ in a negative", objective, architecture, Slip.of((output, x) -> {
                double[] g = output.slopes(x);
                return with(g, 1, Logistic.sigma(-x[1]));
            }));
            assertCaught("a sum over all negatives in each one's row", objective, architecture, Slip.of((output, x) -> {
                double[] g = output.slopes(x);
                double sum = Arrays.stream(g).skip(1).sum();
                for (int k = 1; k < g.length; k++) {
                    g[k] = sum;
                }
                return g;
            }));
            assertCaught("a gradient too many by σ′", objective, architecture, Slip.of((output, x) -> {
                double[] g = output.slopes(x);
                Arrays.setAll(g, j -> g[j] * Logistic.sigma(x[j]));
                return g;
            }));
            assertCaught(
                    "a negative that repeats counted once",
                    objective,
                    architecture,
                    new Slip(OutputLoss::slopes, true, true, false));
        }
    }

    @Test
    void slipsOfTheSoftmax() {
        for (Architecture architecture : Architecture.values()) {
            Objective objective = Objective.FULL_SOFTMAX;
            assertCaught("only the target's row learns", objective, architecture, Slip.of((output, x) -> {
                double[] g = output.slopes(x);
                Arrays.setAll(g, w -> w == ((FullSoftmaxLoss) output).targets()[0] ? g[w] : 0);
                return g;
            }));
            assertCaught(
                    "the target's own term left out of the denominator",
                    objective,
                    architecture,
                    Slip.of((output, x) -> {
                        int[] targets = ((FullSoftmaxLoss) output).targets();
                        double[] g = new double[x.length];
                        for (int target : targets) {
                            double[] y = Softmax.probabilities(with(x, target, -1e9));
                            Arrays.setAll(g, w -> g[w] + y[w] - (w == target ? 1 : 0));
                        }
                        return g;
                    }));
            assertCaught("y for y − 1", objective, architecture, Slip.of((output, x) -> {
                double[] g = output.slopes(x);
                int target = ((FullSoftmaxLoss) output).targets()[0];
                return with(g, target, g[target] + 1);
            }));
        }
    }

    @Test
    void cbowWithoutTheMean() {
        for (Objective objective : Objective.values()) {
            assertCaught("1/n left out", objective, Architecture.CBOW, new Slip(OutputLoss::slopes, false, true, true));
            assertEquals(
                    0,
                    caught(objective, Architecture.SKIP_GRAM, new Slip(OutputLoss::slopes, false, true, true)),
                    "skip-gram has no mean");
        }
    }
}
