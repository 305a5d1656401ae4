package io.firth.word2vec;

import io.firth.objective.NegativeSampling;

/**
 * Deterministic where that costs neither speed nor quality, which is skip-gram with negative sampling, and lock-free
 * otherwise.
 */
public record Automatic() implements Parallelism {
    @Override
    public String name() {
        return "automatic";
    }

    /** What it stands for. */
    static Parallelism of(Word2VecConfig config) {
        return config.architecture() instanceof SkipGram && config.objective() instanceof NegativeSampling
                ? new Deterministic(Deterministic.AUTO)
                : new LockFree();
    }
}
