package io.firth.count;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What is counted.
 *
 * @param window m ≥ 1, the farthest context word, in words of the vocabulary; never across the end of a sentence
 * @param weighting what a context word counts
 * @param side where context words stand
 * @param subsample t, 0 … 1: threshold of {@link io.firth.vocab.Subsampling}; 0 keeps every word
 * @param subsampling when frequent words are thinned out; of no effect with t = 0
 * @param seed of the draws of {@link SubsamplingMode#DIRTY}
 */
public record CountSettings(
        int window,
        WindowWeighting weighting,
        WindowSide side,
        double subsample,
        SubsamplingMode subsampling,
        long seed) {
    /** Widest window. */
    public static final int MOST_WINDOW = 1000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if window or threshold is out of range
     */
    public CountSettings {
        Objects.requireNonNull(weighting, "weighting");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(subsampling, "subsampling");
        if (window < 1 || window > MOST_WINDOW) {
            throw new IllegalArgumentException("window must be in 1…" + MOST_WINDOW + ", but is " + window);
        }
        if (!(subsample >= 0 && subsample <= 1)) {
            throw new IllegalArgumentException("the subsampling threshold must be in 0…1, but is " + subsample);
        }
    }

    /** Five words on either side, each counting 1, nothing thinned out. */
    public static CountSettings defaults() {
        return new CountSettings(5, WindowWeighting.FLAT, WindowSide.BOTH, 0, SubsamplingMode.CLEAN, 1);
    }

    /** The same with another window. */
    public CountSettings withWindow(int value) {
        return new CountSettings(value, weighting, side, subsample, subsampling, seed);
    }

    /** The same with another weighting. */
    public CountSettings withWeighting(WindowWeighting value) {
        return new CountSettings(window, value, side, subsample, subsampling, seed);
    }

    /** The same with another side. */
    public CountSettings withSide(WindowSide value) {
        return new CountSettings(window, weighting, value, subsample, subsampling, seed);
    }

    /** The same with other subsampling. */
    public CountSettings withSubsample(double threshold, SubsamplingMode mode) {
        return new CountSettings(window, weighting, side, threshold, mode, seed);
    }

    /** The same with another seed. */
    public CountSettings withSeed(long value) {
        return new CountSettings(window, weighting, side, subsample, subsampling, value);
    }

    /** Option names and values, as on the command line. */
    public Map<String, String> describe() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("window", Integer.toString(window));
        map.put("weighting", weighting.toString());
        map.put("side", side.toString());
        map.put("subsample", Double.toString(subsample));
        map.put("subsampling", subsampling.toString());
        map.put("seed", Long.toString(seed));
        return map;
    }

    /**
     * The inverse of {@link #describe}.
     *
     * @throws IllegalArgumentException if a value is missing, unreadable or out of range
     */
    public static CountSettings parse(Map<String, String> map) {
        return new CountSettings(
                value(map, "window", Integer::valueOf),
                value(map, "weighting", text -> choose(text, WindowWeighting.values())),
                value(map, "side", text -> choose(text, WindowSide.values())),
                value(map, "subsample", Double::valueOf),
                value(map, "subsampling", text -> choose(text, SubsamplingMode.values())),
                value(map, "seed", Long::valueOf));
    }

    private static <T> T value(Map<String, String> map, String name, Function<String, T> parser) {
        String text = map.get(name);
        if (text == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is '" + text + "', which cannot be read", e);
        }
    }

    private static <T> T choose(String text, T[] values) {
        for (T value : values) {
            if (value.toString().equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("unknown value");
    }
}
