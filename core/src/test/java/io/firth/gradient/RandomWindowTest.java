package io.firth.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.RandomWindow.Architecture;
import io.firth.gradient.RandomWindow.Objective;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Gradients are only as well checked as the windows are varied. */
class RandomWindowTest {
    private static final int WINDOWS = 2000;

    private static RandomWindow window(Objective objective, Architecture architecture, int seed) {
        return RandomWindow.of(objective, architecture, 1 + seed % 9, 20, new Random(seed));
    }

    @Test
    void names() {
        assertEquals(
                "[negative-sampling-per-pair, negative-sampling-shared, hierarchical-softmax, full-softmax]",
                Arrays.toString(Objective.values()));
        assertEquals("[skip-gram, cbow]", Arrays.toString(Architecture.values()));
    }

    @Test
    void theSameSeedTheSameWindow() {
        for (Objective objective : Objective.values()) {
            RandomWindow one = window(objective, Architecture.CBOW, 5);
            RandomWindow other = window(objective, Architecture.CBOW, 5);
            assertArrayEquals(one.x(), other.x());
            assertEquals(one.loss().value(one.x()), other.loss().value(other.x()));
        }
    }

    /** Words, context words and outputs in all their numbers, and everything that may coincide does. */
    @Test
    void everyShapeAndEveryCoincidence() {
        for (Architecture architecture : Architecture.values()) {
            for (Objective objective : Objective.values()) {
                String name = objective + ", " + architecture;
                Set<Integer> words = new TreeSet<>();
                Set<Integer> context = new TreeSet<>();
                Set<Integer> outputs = new TreeSet<>();
                Set<String> seen = new HashSet<>();
                for (int seed = 0; seed < WINDOWS; seed++) {
                    RandomWindow window = window(objective, architecture, seed);
                    ParameterLayout layout = window.loss().layout();
                    words.add(layout.inputRows());
                    assertEquals(1 + seed % 9, layout.dim());
                    assertEquals(
                            layout.inputRows() - (objective == Objective.HIERARCHICAL_SOFTMAX ? 1 : 0),
                            layout.outputRows());
                    context.add(contextSize(window.loss().predictions()));
                    for (Prediction prediction : window.loss().predictions()) {
                        Arrays.stream(prediction.inputs()).forEach(input -> seen.add("input " + input));
                        Arrays.stream(prediction.output().rows(layout.outputRows()))
                                .skip(1)
                                .forEach(row -> seen.add("output " + row));
                        outputs.add(prediction.output().rows(layout.outputRows()).length);
                        seen.addAll(coincidences(prediction));
                    }
                    if (sharesOutputs(window.loss().predictions())) {
                        seen.add("outputs shared");
                    }
                }
                assertEquals(Set.of(2, 3, 4, 5, 6, 7, 8), words, name);
                assertEquals(Set.of(1, 2, 3, 4, 5, 6), context, name);
                boolean sampling = objective.name().startsWith("NEGATIVE");
                int most = objective == Objective.FULL_SOFTMAX ? 8 : 7;
                int least = objective == Objective.HIERARCHICAL_SOFTMAX ? 1 : 2;
                assertEquals(Set.of(least, most), Set.of(min(outputs), max(outputs)), name);
                for (int row = 0; row < 8; row++) {
                    assertTrue(seen.contains("input " + row), name + ", input " + row);
                    boolean inner = objective == Objective.HIERARCHICAL_SOFTMAX && row == 7;
                    boolean first = objective == Objective.FULL_SOFTMAX && row == 0;
                    assertEquals(!inner && !first, seen.contains("output " + row), name + ", output " + row);
                }
                boolean skipGram = architecture == Architecture.SKIP_GRAM;
                assertEquals(
                        sampling,
                        seen.containsAll(Set.of("draw twice", "draw is target", "draw is input", "input is target")),
                        name);
                assertEquals(!skipGram, seen.contains("input twice"), name);
                assertEquals(skipGram && objective == Objective.FULL_SOFTMAX, seen.contains("target twice"), name);
                assertEquals(
                        skipGram && objective == Objective.NEGATIVE_SAMPLING_SHARED,
                        seen.contains("outputs shared"),
                        name);
                if (objective == Objective.HIERARCHICAL_SOFTMAX) {
                    assertTrue(seen.containsAll(Set.of("bit 0", "bit 1")), name);
                }
            }
        }
    }

    private static int min(Set<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).min().orElseThrow();
    }

    private static int max(Set<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    private static int contextSize(List<Prediction> predictions) {
        int inputs = predictions.get(0).inputs().length;
        boolean oneInput = predictions.size() == 1 && inputs == 1;
        return oneInput && predictions.get(0).output() instanceof FullSoftmaxLoss softmax
                ? softmax.targets().length
                : predictions.size() * inputs;
    }

    private static boolean sharesOutputs(List<Prediction> predictions) {
        return predictions.size() > 1
                && predictions.get(0).output() == predictions.get(1).output();
    }

    private static Set<String> coincidences(Prediction prediction) {
        Set<String> seen = new HashSet<>();
        int[] inputs = prediction.inputs();
        if (repeats(inputs)) {
            seen.add("input twice");
        }
        switch (prediction.output()) {
            case NegativeSamplingLoss sampled -> {
                if (repeats(sampled.negatives())) {
                    seen.add("draw twice");
                }
                if (contains(sampled.negatives(), sampled.target())) {
                    seen.add("draw is target");
                }
                if (Arrays.stream(inputs).anyMatch(input -> contains(sampled.negatives(), input))) {
                    seen.add("draw is input");
                }
                if (contains(inputs, sampled.target())) {
                    seen.add("input is target");
                }
            }
            case FullSoftmaxLoss softmax -> {
                if (repeats(softmax.targets())) {
                    seen.add("target twice");
                }
            }
            case HierarchicalSoftmaxLoss path -> {
                assertTrue(!repeats(path.nodes()), "a path meets each node once");
                Arrays.stream(path.bits()).forEach(bit -> seen.add("bit " + bit));
            }
        }
        return seen;
    }

    private static boolean repeats(int[] numbers) {
        return Arrays.stream(numbers).distinct().count() < numbers.length;
    }

    private static boolean contains(int[] numbers, int number) {
        return Arrays.stream(numbers).anyMatch(other -> other == number);
    }

    @Test
    void fromSmallVectorsToTheLargestAndFromModerateLogitsToFarOnes() {
        double largest = 0;
        int negative = 0;
        int large = 0;
        int largeInputs = 0;
        int moderate = 0;
        for (int seed = 0; seed < WINDOWS; seed++) {
            RandomWindow window = window(Objective.FULL_SOFTMAX, Architecture.SKIP_GRAM, seed);
            double[] x = window.x();
            int outputs = window.loss().layout().output(0);
            double v = norm(x, 0, outputs);
            double u = norm(x, outputs, x.length);
            largest = Math.max(largest, Math.max(v, u));
            negative += x[0] < 0 ? 1 : 0;
            large += v > 5 && u > 5 ? 1 : 0;
            largeInputs += v > u ? 1 : 0;
            double logits = v * u * Math.sqrt(window.loss().layout().dim()) / 3;
            moderate += logits > 0.1 && logits < 10 ? 1 : 0;
        }
        assertTrue(largest <= 20 && largest > 19.9, "largest " + largest);
        assertEquals(WINDOWS / 2.0, negative, 0.05 * WINDOWS);
        assertEquals(WINDOWS / 2.0, largeInputs, 0.05 * WINDOWS);
        // both within a factor of four of the largest: about an eighth of the windows
        assertTrue(large > 0.05 * WINDOWS && large < 0.25 * WINDOWS, "both large: " + large);
        assertTrue(moderate > 0.6 * WINDOWS && moderate < 0.9 * WINDOWS, "moderate logits: " + moderate);
    }

    /** The largest absolute value of x[from…to−1]. */
    private static double norm(double[] x, int from, int to) {
        return Arrays.stream(x, from, to).map(Math::abs).max().orElseThrow();
    }
}
