package io.firth.lab;

import io.firth.gradient.Differentiable;
import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.GradientCheck;
import io.firth.gradient.HierarchicalSoftmaxLoss;
import io.firth.gradient.NegativeSamplingLoss;
import io.firth.gradient.OutputLoss;
import io.firth.gradient.ParameterLayout;
import io.firth.gradient.WindowLoss;
import io.firth.math.AliasTable;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.vocab.HuffmanTree;
import io.firth.word2vec.Architecture;
import io.firth.word2vec.Cbow;
import io.firth.word2vec.ContextWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A gradient check of any settings of a training: windows of a random text, random vectors, and at each window the gradient
 * that the settings stand for beside finite differences of its loss. Counts of words fall as in natural text (Zipf), so
 * that words repeat within windows and among negatives.
 *
 * @param architecture skip-gram, or CBOW with either gradient
 * @param objective the output layer
 * @param dim D ≥ 1
 * @param window m ≥ 1
 * @param fixedWindow whether every window is m wide, or drawn from 1…m
 * @param vocabulary V ≥ 2
 * @param windows how many are checked, ≥ 1
 * @param largest the vectors' numbers are uniform between −largest and largest, > 0
 * @param coordinates partial derivatives checked in each window, ≥ 1; of those that can differ from 0
 * @param seed the same seed, the same check
 */
public record SettingsCheck(
        Architecture architecture,
        Objective objective,
        int dim,
        int window,
        boolean fixedWindow,
        int vocabulary,
        int windows,
        double largest,
        int coordinates,
        long seed) {

    /**
     * One partial derivative, computed twice.
     *
     * @param window in which window, from 1
     * @param name of the parameter, such as {@code v3[7]}
     * @param analytic by the formula
     * @param numeric by finite differences
     * @param difference relative to the greatest component of the window's gradient
     */
    public record Coordinate(int window, String name, double analytic, double numeric, double difference) {}

    /**
     * What a check found.
     *
     * @param verdict of all windows: the worst of theirs
     * @param coordinates all that were checked, those with the largest difference first
     * @param meanInputs mean number of input vectors of a prediction: 1 for skip-gram, n for CBOW
     * @param factor for CBOW, |analytic| / |numeric| over all checked derivatives of input vectors; 1 for a gradient
     */
    public record Result(
            GradientCheck.Verdict verdict, List<Coordinate> coordinates, double meanInputs, double factor) {
        /** The largest relative difference. */
        public double worst() {
            return coordinates.isEmpty() ? 0 : coordinates.getFirst().difference();
        }
    }

    /** Checks. */
    public Result run() {
        SplittableRandom random = new SplittableRandom(seed);
        long[] counts = IntStream.range(0, vocabulary)
                .mapToLong(w -> Math.max(1, 1000L * vocabulary / (w + 1)))
                .toArray();
        int outputRows = Math.toIntExact(objective.outputRows(vocabulary));
        ParameterLayout layout = new ParameterLayout(vocabulary, outputRows, dim);
        Outputs outputs = outputs(counts, random);
        AliasTable text = AliasTable.of(Arrays.stream(counts).asDoubleStream().toArray());
        double[] x = random.doubles(layout.size(), -largest, largest).toArray();
        List<Coordinate> found = new ArrayList<>();
        GradientCheck.Verdict verdict = GradientCheck.Verdict.PASS;
        double inputs = 0;
        double analytic = 0;
        double numeric = 0;
        for (int i = 1; i <= windows; i++) {
            WindowLoss loss = loss(layout, text, outputs, random);
            inputs += loss.predictions().getFirst().inputs().length;
            GradientCheck check = check(loss, x, touched(loss, random));
            GradientCheck.Verdict one = check.verdict(GradientTable.TOLERANCE);
            verdict = verdict == GradientCheck.Verdict.FAIL || one == GradientCheck.Verdict.PASS ? verdict : one;
            for (int c = 0; c < check.coordinates().length; c++) {
                int index = check.coordinates()[c];
                found.add(new Coordinate(
                        i, layout.name(index), check.analytic()[c], check.numeric()[c], check.difference(c)));
                if (index < vocabulary * dim) {
                    analytic += Math.abs(check.analytic()[c]);
                    numeric += Math.abs(check.numeric()[c]);
                }
            }
        }
        found.sort((a, b) -> Double.compare(b.difference(), a.difference()));
        return new Result(verdict, List.copyOf(found), inputs / windows, numeric == 0 ? 1 : analytic / numeric);
    }

    private GradientCheck check(WindowLoss loss, double[] x, int[] indices) {
        if (!(architecture instanceof Cbow cbow) || cbow.gradient() == Cbow.Gradient.EXACT) {
            return GradientCheck.of(loss, x, indices);
        }
        return GradientCheck.of(new Word2VecDirection(loss), x, indices);
    }

    /** word2vec.c's update in the place of the gradient. */
    private record Word2VecDirection(WindowLoss loss) implements Differentiable {
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
            loss.word2vecDirection(x, into);
        }
    }

    /** What a word is predicted with: for every call another draw of negatives. */
    private interface Outputs {
        OutputLoss of(int target);
    }

    private Outputs outputs(long[] counts, SplittableRandom random) {
        return switch (objective) {
            case FullSoftmax full -> target -> new FullSoftmaxLoss(target);
            case HierarchicalSoftmax hierarchical -> {
                HuffmanTree tree = new HuffmanTree(counts);
                yield target -> path(tree, target);
            }
            case NegativeSampling sampling -> {
                AliasTable noise = AliasTable.of(Arrays.stream(counts)
                        .mapToDouble(count -> Math.pow(count, sampling.noiseExponent()))
                        .toArray());
                yield target -> new NegativeSamplingLoss(
                        target,
                        IntStream.range(0, sampling.negatives())
                                .map(k -> noise.draw(random.nextLong()))
                                .toArray());
            }
        };
    }

    private static OutputLoss path(HuffmanTree tree, int word) {
        int from = tree.offsets()[word];
        int to = tree.offsets()[word + 1];
        return new HierarchicalSoftmaxLoss(
                IntStream.range(from, to).map(j -> tree.nodes()[j]).toArray(),
                IntStream.range(from, to).map(j -> tree.codes()[j]).toArray());
    }

    /** A window in the middle of a sentence or cut at its end, its words drawn by count; pairs as the trainer groups them. */
    private WindowLoss loss(ParameterLayout layout, AliasTable text, Outputs outputs, SplittableRandom random) {
        int reach = fixedWindow ? window : 1 + random.nextInt(window);
        int length = 2 + random.nextInt(4 * window);
        int position = random.nextInt(length);
        int centre = text.draw(random.nextLong());
        int[] context = IntStream.range(0, ContextWindow.contextSize(position, length, reach))
                .map(j -> text.draw(random.nextLong()))
                .toArray();
        if (architecture instanceof Cbow) {
            return WindowLoss.cbow(layout, context, outputs.of(centre));
        }
        OutputLoss shared = outputs.of(centre);
        boolean perPair = objective instanceof NegativeSampling sampling && !sampling.shared();
        return WindowLoss.skipGram(layout, context, i -> perPair ? outputs.of(centre) : shared);
    }

    /** Some of the parameters that the loss depends on. */
    private int[] touched(WindowLoss loss, SplittableRandom random) {
        TreeSet<Integer> rows = new TreeSet<>();
        loss.predictions().forEach(prediction -> {
            IntStream.of(prediction.inputs())
                    .forEach(row -> rows.add(loss.layout().input(row)));
            IntStream.of(prediction.output().rows(loss.layout().outputRows()))
                    .forEach(row -> rows.add(loss.layout().output(row)));
        });
        int[] starts = rows.stream().mapToInt(Integer::intValue).toArray();
        long all = (long) starts.length * dim;
        if (all <= coordinates) {
            return IntStream.of(starts)
                    .flatMap(start -> IntStream.range(start, start + dim))
                    .toArray();
        }
        TreeSet<Integer> chosen = new TreeSet<>();
        while (chosen.size() < coordinates) {
            chosen.add(starts[random.nextInt(starts.length)] + random.nextInt(dim));
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }
}
