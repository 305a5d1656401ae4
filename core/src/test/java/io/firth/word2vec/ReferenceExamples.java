package io.firth.word2vec;

import io.firth.gradient.FullSoftmaxLoss;
import io.firth.gradient.HierarchicalSoftmaxLoss;
import io.firth.gradient.NegativeSamplingLoss;
import io.firth.gradient.OutputLoss;
import io.firth.gradient.Prediction;
import io.firth.math.AliasTable;
import io.firth.math.CounterRandom;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.vocab.HuffmanTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the windows of a corpus predict, in the terms of {@code io.firth.gradient}, with the trainer's random numbers. */
final class ReferenceExamples {
    private final boolean cbow;
    private final Objective objective;
    private final int window;
    private final AliasTable noise;
    private final HuffmanTree tree;

    /**
     * @param counts by word id
     * @param window m
     */
    ReferenceExamples(Architecture architecture, Objective objective, long[] counts, int window) {
        this.cbow = architecture instanceof Cbow;
        this.objective = objective;
        this.window = window;
        double exponent = objective instanceof NegativeSampling sampling ? sampling.noiseExponent() : 0;
        this.noise = AliasTable.of(
                Arrays.stream(counts).mapToDouble(c -> Math.pow(c, exponent)).toArray());
        this.tree = new HuffmanTree(counts);
    }

    /** Pairs (skip-gram) or windows (CBOW) of some predictions. */
    static long pairs(List<Prediction> predictions) {
        long pairs = 0;
        for (Prediction prediction : predictions) {
            pairs += prediction.output() instanceof FullSoftmaxLoss softmax ? softmax.targets().length : 1;
        }
        return pairs;
    }

    /** The steps of one window in order, each with the predictions that are summed before anything moves. */
    List<List<Prediction>> steps(NaiveExamples.Example example, long noiseKey) {
        int[] context = example.contextArray();
        int target = example.target();
        return switch (objective) {
            case FullSoftmax softmax ->
                List.of(List.of(
                        cbow
                                ? new Prediction(context, new FullSoftmaxLoss(target))
                                : new Prediction(target, new FullSoftmaxLoss(context))));
            case HierarchicalSoftmax softmax -> together(context, path(target));
            case NegativeSampling sampling ->
                cbow || sampling.shared()
                        ? together(context, sampled(sampling, target, example.position(), noiseKey))
                        : pairByPair(sampling, example, noiseKey);
        };
    }

    private List<List<Prediction>> together(int[] context, OutputLoss output) {
        if (cbow) {
            return List.of(List.of(new Prediction(context, output)));
        }
        return List.of(Arrays.stream(context)
                .mapToObj(word -> new Prediction(word, output))
                .toList());
    }

    private List<List<Prediction>> pairByPair(NegativeSampling sampling, NaiveExamples.Example example, long key) {
        List<List<Prediction>> steps = new ArrayList<>();
        for (int word : example.contextArray()) {
            // every pair of the epoch has a number of its own, 2m of them for each position
            long number = example.position() * 2 * window + steps.size();
            steps.add(List.of(new Prediction(word, sampled(sampling, example.target(), number, key))));
        }
        return steps;
    }

    /**
     * Negative k of example {@code number}: one of the 12 K draws, rounded up to a power of two S, of the pool: (a + k·b) mod S
     * with a and an odd b at random.
     */
    static int pooled(AliasTable noise, int negatives, long key, long pool, long number, int k) {
        long size = 1;
        while (size <= 12 * negatives) {
            size *= 2;
        }
        long bits = CounterRandom.bits(key, number);
        long a = bits >> 32;
        long b = (int) bits | 1;
        return noise.draw(CounterRandom.bits(~key, pool * size + Math.floorMod(a + k * b, size)));
    }

    private OutputLoss sampled(NegativeSampling sampling, int target, long number, long noiseKey) {
        int[] negatives = new int[sampling.negatives()];
        for (int k = 0; k < negatives.length; k++) {
            negatives[k] = sampling.shared()
                    ? pooled(noise, negatives.length, noiseKey, number / 128, number, k)
                    : noise.draw(CounterRandom.bits(noiseKey, number * negatives.length + k));
        }
        return new NegativeSamplingLoss(target, negatives);
    }

    private OutputLoss path(int target) {
        int from = tree.offsets()[target];
        int to = tree.offsets()[target + 1];
        int[] bits = new int[to - from];
        for (int j = from; j < to; j++) {
            bits[j - from] = tree.codes()[j];
        }
        return new HierarchicalSoftmaxLoss(Arrays.copyOfRange(tree.nodes(), from, to), bits);
    }
}
