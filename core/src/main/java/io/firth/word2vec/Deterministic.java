package io.firth.word2vec;

import io.firth.train.TrainingException;

/**
 * The corpus is trained in rounds of fixed shards, whatever threads there are: the same vectors on any number of them.
 *
 * @param shards that a round is cut into, a power of two in 1…1024, or {@link #AUTO}; more threads than these have nothing to
 *     do. Another number gives other vectors
 */
public record Deterministic(int shards) implements Parallelism {
    /** As many shards as suit the vocabulary: for skip-gram with negative sampling 8…32, otherwise 8. */
    public static final int AUTO = 0;

    /** Copies are a round old: the more there are, the slower training learns. */
    private static final int AUTO_COPIES = 8;

    private static final int AUTO_LEAST = 8;
    private static final int AUTO_MOST = 32;

    /** Rows of a part that AUTO aims at: few enough to be found again in a core's cache. */
    private static final int AUTO_ROWS = 4096;

    /** Parts of fewer rows would be trained with too few different negatives. */
    private static final int LEAST_ROWS = 64;

    /** A pair has 16 bits for a row of a part. */
    private static final int MOST_ROWS = 1 << 16;

    private static final int MOST_SHARDS = 1024;

    /** Checks the number. */
    public Deterministic {
        if (shards != AUTO && (shards < 1 || shards > MOST_SHARDS || Integer.bitCount(shards) != 1)) {
            throw new IllegalArgumentException("shards must be a power of two in 1…1024, but is " + shards);
        }
    }

    /** Shards with copies of the rows that they train. */
    public int copies() {
        return shards == AUTO ? AUTO_COPIES : shards;
    }

    /**
     * Shards with parts of the rows: as many as asked for, but so that a part has 64…65,536 rows.
     *
     * @param rows V
     * @throws TrainingException if there are more rows than 1024 such parts can hold
     */
    int parts(int rows) throws TrainingException {
        if (rows > MOST_SHARDS * MOST_ROWS) {
            throw new TrainingException("deterministic training of skip-gram with negative sampling takes at most "
                    + MOST_SHARDS * MOST_ROWS + " words, and the vocabulary has " + rows
                    + "; train lock-free, or with a larger min-count");
        }
        int wanted =
                shards == AUTO ? Math.clamp(Integer.highestOneBit(rows / AUTO_ROWS), AUTO_LEAST, AUTO_MOST) : shards;
        int most = Integer.highestOneBit(Math.max(1, rows / LEAST_ROWS));
        int least = Integer.highestOneBit(Math.max(1, 2 * Math.ceilDiv(rows, MOST_ROWS) - 1));
        return Math.max(least, Math.min(wanted, most));
    }

    @Override
    public String name() {
        return "deterministic";
    }
}
