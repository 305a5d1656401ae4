package io.firth.count;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How GloVe is trained.
 *
 * @param dim D, 1…65536
 * @param xMax the count from which on a cell has full weight, &gt; 0
 * @param exponent of the weight (x/x_max)^exponent below, 0…1
 * @param learningRate η, &gt; 0
 * @param epochs passes over the counts, ≥ 1
 * @param threads ≥ 1; does not change the result
 * @param seed of start and order
 */
public record GloveConfig(
        int dim, double xMax, double exponent, double learningRate, int epochs, int threads, long seed) {
    /** Checks the ranges. */
    public GloveConfig {
        if (dim < 1 || dim > 65_536) {
            throw new IllegalArgumentException("dim must be in 1…65536, but is " + dim);
        }
        if (!(xMax > 0 && xMax < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("x-max must be above 0, but is " + xMax);
        }
        if (!(exponent >= 0 && exponent <= 1)) {
            throw new IllegalArgumentException("the exponent must be in 0…1, but is " + exponent);
        }
        if (!(learningRate > 0 && learningRate <= 100)) {
            throw new IllegalArgumentException(
                    "the learning rate must be above 0 and at most 100, but is " + learningRate);
        }
        if (epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, but is " + epochs);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
    }

    /** The paper's: x_max 100, exponent ¾, η 0.05; 100 dimensions and 25 epochs. */
    public static GloveConfig defaults() {
        return new GloveConfig(100, 100, 0.75, 0.05, 25, 1, 1);
    }

    /** The same with another D. */
    public GloveConfig withDim(int value) {
        return new GloveConfig(value, xMax, exponent, learningRate, epochs, threads, seed);
    }

    /** The same with another weight function. */
    public GloveConfig withWeight(double newXMax, double newExponent) {
        return new GloveConfig(dim, newXMax, newExponent, learningRate, epochs, threads, seed);
    }

    /** The same with another η. */
    public GloveConfig withLearningRate(double value) {
        return new GloveConfig(dim, xMax, exponent, value, epochs, threads, seed);
    }

    /** The same with another number of epochs. */
    public GloveConfig withEpochs(int value) {
        return new GloveConfig(dim, xMax, exponent, learningRate, value, threads, seed);
    }

    /** The same with another number of threads. */
    public GloveConfig withThreads(int value) {
        return new GloveConfig(dim, xMax, exponent, learningRate, epochs, value, seed);
    }

    /** The same with another seed. */
    public GloveConfig withSeed(long value) {
        return new GloveConfig(dim, xMax, exponent, learningRate, epochs, threads, value);
    }

    /** f(x) = min(1, (x/x_max)^exponent): Pennington, Socher &amp; Manning 2014, equation 9. */
    public double weight(double count) {
        return count >= xMax ? 1 : Math.pow(count / xMax, exponent);
    }

    /** Option names and values, as on the command line; without threads, which change nothing. */
    public Map<String, String> describe() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("method", "glove");
        map.put("dim", Integer.toString(dim));
        map.put("x-max", Double.toString(xMax));
        map.put("exponent", Double.toString(exponent));
        map.put("learning-rate", Double.toString(learningRate));
        map.put("epochs", Integer.toString(epochs));
        map.put("seed", Long.toString(seed));
        return map;
    }
}
