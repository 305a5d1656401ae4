package io.firth.eval;

import java.util.List;

/**
 * Pairs of words with a score that people gave; a model is right as far as its cosines put the pairs in the same order.
 *
 * @param name what it is called
 * @param pairs in the file's order, at least one
 */
public record WordSimilarityTask(String name, List<ScoredPair> pairs) implements Task {
    /** Copies the list. */
    public WordSimilarityTask {
        pairs = List.copyOf(pairs);
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public String kind() {
        return "word similarity";
    }

    @Override
    public String item() {
        return "pair";
    }

    @Override
    public Task named(String other) {
        return new WordSimilarityTask(other, pairs);
    }
}
