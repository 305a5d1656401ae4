package io.firth.word2vec;

import io.firth.math.AliasTable;

/**
 * Draws the negatives of one part of the output rows in one round, so that over the rounds each word comes with every input
 * about as often as the noise distribution has it.
 *
 * <p>A part has one of the P most frequent words, its head, and where P is large, a good share of the part's pairs have it as
 * their target, and a good share of the part's noise is the head again. Drawn for the head's own pairs, it would come most
 * often as a negative to the very words that it often stands beside, and they would forget that. So the head's pairs take their
 * negatives from the other rows of the part, and the others' pairs take the head the more often, so that it comes as often as
 * it should in all.
 */
final class PartNoise {
    /** The head's greatest share of the others' negatives. */
    private static final double MOST_HEAD = 0.8;

    private final AliasTable forOthers;
    private final AliasTable forHead;

    /** For parts of this many rows. */
    PartNoise(int rows) {
        forOthers = AliasTable.ofSize(rows);
        forHead = AliasTable.ofSize(rows);
    }

    /**
     * Takes the rows of a part.
     *
     * @param weights of the part's rows in the noise distribution, the head first; overwritten
     * @param share that the head shall have of the negatives of pairs with other targets; 0.8 is the most it gets
     * @param spare of the same length; overwritten
     */
    void make(double[] weights, double share, double[] spare, AliasTable.Maker tables) {
        weights[0] = 0;
        double others = 0;
        for (double weight : weights) {
            others += weight;
        }
        for (int row = 1; others == 0 && row < weights.length; row++) {
            weights[row] = 1; // none of them was counted: any will do
        }
        System.arraycopy(weights, 0, spare, 0, weights.length);
        tables.make(spare, forHead);
        double most = Math.min(share, MOST_HEAD);
        weights[0] = most / (1 - most) * (others == 0 ? weights.length - 1 : others);
        tables.make(weights, forOthers);
    }

    /** Where there is one part only: all rows, for all pairs, by the noise distribution itself. */
    void makeWhole(double[] weights, AliasTable.Maker tables) {
        tables.make(weights, forOthers);
    }

    /** For pairs whose target is the head. */
    AliasTable forHead() {
        return forHead;
    }

    /** For pairs with other targets. */
    AliasTable forOthers() {
        return forOthers;
    }
}
