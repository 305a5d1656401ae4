package io.firth.word2vec;

/**
 * The corpus is trained in rounds of fixed shards, whatever threads there are: the same vectors on any number of them.
 *
 * @param shards that a round is cut into, a power of two in 1…1024; more threads than these have nothing to do. Another
 *     number gives other vectors
 */
public record Deterministic(int shards) implements Parallelism {
    /** Checks the number. */
    public Deterministic {
        if (shards < 1 || shards > 1024 || Integer.bitCount(shards) != 1) {
            throw new IllegalArgumentException("shards must be a power of two in 1…1024, but is " + shards);
        }
    }

    @Override
    public String name() {
        return "deterministic";
    }
}
