package io.firth.classify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Examples in two parts with the same shares of labels.
 *
 * @param kept the larger part
 * @param heldOut the smaller part; at least one of every label with two examples or more, if the share is not 0
 */
public record Split(List<TextExample> kept, List<TextExample> heldOut) {
    /**
     * Draws {@code share} of each label's examples. Both parts keep the order of the examples.
     *
     * @param share 0…0.5
     */
    public static Split of(List<TextExample> examples, double share, long seed) {
        Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
        for (int i = 0; i < examples.size(); i++) {
            byLabel.computeIfAbsent(examples.get(i).label(), label -> new ArrayList<>())
                    .add(i);
        }
        boolean[] drawn = new boolean[examples.size()];
        Random random = new Random(seed);
        for (List<Integer> indices : byLabel.values()) {
            Collections.shuffle(indices, random);
            int n = share == 0 || indices.size() < 2 ? 0 : (int) Math.max(1, Math.round(share * indices.size()));
            indices.subList(0, n).forEach(i -> drawn[i] = true);
        }
        List<TextExample> kept = new ArrayList<>();
        List<TextExample> heldOut = new ArrayList<>();
        for (int i = 0; i < drawn.length; i++) {
            (drawn[i] ? heldOut : kept).add(examples.get(i));
        }
        return new Split(kept, heldOut);
    }
}
