package io.firth.count;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How GloVe is trained.
 *
 * @param dim D, 1…65536
 * @param xMax the count from which on a cell has full weight, &gt; 0
 * @param exponent of the weight (x/x_max)^exponent below, 0…1
 * @param learningRate η of the first pass, &gt; 0; it falls in a straight line towards 0 behind the last
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

    /** Pairs up to which x_max is {@link #LEAST_X_MAX}: a hundred million bytes of text or so. */
    private static final double FEW_PAIRS = 1e8;

    private static final double LEAST_X_MAX = 10;

    /** The paper's, for thousands of millions of words. */
    private static final double MOST_X_MAX = 100;

    /** 100 dimensions, x_max 10, exponent ¾, η 0.3, 15 epochs (decision 0023). */
    public static GloveConfig defaults() {
        return new GloveConfig(100, LEAST_X_MAX, 0.75, 0.3, 15, 1, 1);
    }

    /**
     * The x_max for a text: 10 up to 10⁸ pairs, as the authors' program is shown with for a text of that size; from there on it
     * grows with the root of their number up to the paper's 100 from 10¹⁰ on.
     *
     * @param pairs |D|, see {@link Cooccurrences#total}
     */
    public static double xMaxFor(double pairs) {
        return Math.clamp(LEAST_X_MAX * Math.sqrt(pairs / FEW_PAIRS), LEAST_X_MAX, MOST_X_MAX);
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

    /** η of a pass, counted from 0: it falls in a straight line to a last one of η/epochs. */
    public double rate(int epoch) {
        return learningRate * (epochs - epoch) / epochs;
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
