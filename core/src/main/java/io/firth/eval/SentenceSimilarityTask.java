package io.firth.eval;

import java.util.List;

/**
 * Pairs of sentences with a score that people gave (such as the STS benchmark; Cer et al. 2017).
 *
 * @param name what it is called
 * @param pairs in the file's order, at least one
 */
public record SentenceSimilarityTask(String name, List<ScoredPair> pairs) implements Task {
    /** Copies the list. */
    public SentenceSimilarityTask {
        pairs = List.copyOf(pairs);
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public String kind() {
        return "sentence similarity";
    }

    @Override
    public String item() {
        return "pair";
    }

    @Override
    public Task named(String other) {
        return new SentenceSimilarityTask(other, pairs);
    }
}
