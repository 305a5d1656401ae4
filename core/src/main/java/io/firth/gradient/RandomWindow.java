package io.firth.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * A random window and random vectors, to check gradients at: few words, so that they repeat among context, target and
 * negatives, and vectors whose sizes range from small ones to the largest allowed, with logits that are moderate in most
 * cases and far out, where σ and softmax saturate, in the others.
 *
 * @param loss of the window
 * @param x the vectors, laid out as {@code loss.layout()} says
 */
public record RandomWindow(WindowLoss loss, double[] x) {
    private static final int MAX_WORDS = 8;
    private static final int MAX_CONTEXT = 6;
    private static final int MAX_NEGATIVES = 6;

    /** The output layers. */
    public enum Objective {
        /** K draws for each pair. */
        NEGATIVE_SAMPLING_PER_PAIR,
        /** K draws for a whole window. */
        NEGATIVE_SAMPLING_SHARED,
        /** A path through a random binary tree. */
        HIERARCHICAL_SOFTMAX,
        /** All words. */
        FULL_SOFTMAX;

        /** {@code full-softmax} for {@link #FULL_SOFTMAX}. */
        @Override
        public String toString() {
            return lowercase(name());
        }
    }

    /** The ways from context to prediction. */
    public enum Architecture {
        /** Each pair for itself. */
        SKIP_GRAM,
        /** The mean of the context predicts the centre word. */
        CBOW;

        /** {@code skip-gram} for {@link #SKIP_GRAM}. */
        @Override
        public String toString() {
            return lowercase(name());
        }
    }

    private static String lowercase(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A window of 2…8 words' vocabulary.
     *
     * @param dim D ≥ 1
     * @param largest the vectors' numbers are at most this in absolute value, &gt; 0
     * @param random the same state, the same window
     */
    public static RandomWindow of(
            Objective objective, Architecture architecture, int dim, double largest, RandomGenerator random) {
        int words = random.nextInt(2, MAX_WORDS + 1);
        int outputRows = objective == Objective.HIERARCHICAL_SOFTMAX ? words - 1 : words;
        ParameterLayout layout = new ParameterLayout(words, outputRows, dim);
        int centre = random.nextInt(words);
        int[] context =
                random.ints(random.nextInt(1, MAX_CONTEXT + 1), 0, words).toArray();
        WindowLoss loss = architecture == Architecture.CBOW
                ? WindowLoss.cbow(layout, context, output(objective, words, random, centre))
                : skipGram(objective, layout, centre, context, random);
        return new RandomWindow(loss, vectors(layout, largest, random));
    }

    /** The window as (centre → context word) pairs, or grouped by what is predicted: (context word → centre). */
    private static WindowLoss skipGram(
            Objective objective, ParameterLayout layout, int centre, int[] context, RandomGenerator random) {
        int words = layout.inputRows();
        if (objective == Objective.NEGATIVE_SAMPLING_SHARED) {
            OutputLoss shared = output(objective, words, random, centre);
            return WindowLoss.skipGram(layout, context, i -> shared);
        }
        if (objective == Objective.FULL_SOFTMAX) {
            return new WindowLoss(layout, new Prediction(centre, new FullSoftmaxLoss(context)));
        }
        List<Prediction> pairs = new ArrayList<>();
        for (int word : context) {
            pairs.add(new Prediction(centre, output(objective, words, random, word)));
        }
        return new WindowLoss(layout, pairs);
    }

    private static OutputLoss output(Objective objective, int words, RandomGenerator random, int target) {
        return switch (objective) {
            case NEGATIVE_SAMPLING_PER_PAIR, NEGATIVE_SAMPLING_SHARED ->
                new NegativeSamplingLoss(
                        target,
                        random.ints(random.nextInt(1, MAX_NEGATIVES + 1), 0, words)
                                .toArray());
            case HIERARCHICAL_SOFTMAX -> path(words, random);
            case FULL_SOFTMAX -> new FullSoftmaxLoss(target);
        };
    }

    /** The way to a random leaf: from the root down, each inner node at most once. */
    private static HierarchicalSoftmaxLoss path(int words, RandomGenerator random) {
        int length = random.nextInt(1, words);
        List<Integer> nodes = new ArrayList<>();
        for (int node = 0; node < words - 1; node++) {
            nodes.add(random.nextInt(node + 1), node);
        }
        int[] path =
                nodes.subList(0, length).stream().mapToInt(Integer::intValue).toArray();
        return new HierarchicalSoftmaxLoss(path, random.ints(length, 0, 2).toArray());
    }

    private static double[] vectors(ParameterLayout layout, double largest, RandomGenerator random) {
        double one = largest * Math.scalb(1.0, -random.nextInt(8));
        // logits x = uᵀv of a standard deviation up to about 8, or whatever comes of the largest vectors
        double moderate = 24 * random.nextDouble() / (one * Math.sqrt(layout.dim()));
        double other = random.nextInt(4) == 0 ? largest : Math.min(largest, moderate);
        boolean inputIsOne = random.nextBoolean();
        double[] x = new double[layout.size()];
        for (int i = 0; i < x.length; i++) {
            boolean input = i < layout.inputRows() * layout.dim();
            x[i] = (2 * random.nextDouble() - 1) * (input == inputIsOne ? one : other);
        }
        return x;
    }
}
