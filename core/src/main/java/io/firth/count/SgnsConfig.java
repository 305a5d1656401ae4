package io.firth.count;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How exact skip-gram with negative sampling is trained.
 *
 * @param dim D, 1…65536
 * @param negatives k, 1…1000
 * @param noiseExponent α in P(c) ∝ #(c)^α, 0…1
 * @param passes over all pairs of words, ≥ 1
 * @param learningRate of the first step, &gt; 0; then it adapts
 * @param threads ≥ 1; does not change the result
 * @param seed of the start
 */
public record SgnsConfig(
        int dim, int negatives, double noiseExponent, int passes, double learningRate, int threads, long seed) {
    /** Checks the ranges. */
    public SgnsConfig {
        if (dim < 1 || dim > 65_536) {
            throw new IllegalArgumentException("dim must be in 1…65536, but is " + dim);
        }
        if (negatives < 1 || negatives > 1000) {
            throw new IllegalArgumentException("negatives must be in 1…1000, but is " + negatives);
        }
        if (!(noiseExponent >= 0 && noiseExponent <= 1)) {
            throw new IllegalArgumentException("the noise exponent must be in 0…1, but is " + noiseExponent);
        }
        if (passes < 1) {
            throw new IllegalArgumentException("passes must be at least 1, but is " + passes);
        }
        if (!(learningRate > 0 && learningRate <= 100)) {
            throw new IllegalArgumentException(
                    "the learning rate must be above 0 and at most 100, but is " + learningRate);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
    }

    /** Option names and values, as on the command line; without threads, which change nothing. */
    public Map<String, String> describe() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("method", "sgns");
        map.put("dim", Integer.toString(dim));
        map.put("negatives", Integer.toString(negatives));
        map.put("noise-exponent", Double.toString(noiseExponent));
        map.put("epochs", Integer.toString(passes));
        map.put("learning-rate", Double.toString(learningRate));
        map.put("seed", Long.toString(seed));
        return map;
    }
}
