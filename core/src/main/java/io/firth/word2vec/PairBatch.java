package io.firth.word2vec;

import io.firth.math.AliasTable;
import io.firth.math.CounterRandom;
import io.firth.math.LogisticBlock;
import io.firth.math.RowView;

/**
 * Some thousand pairs of a cell before they are trained: their rows, cut into groups, and the groups' negatives. The tables that
 * rows and negatives are looked up in are pushed out of the first cache by the rows themselves. Looked up one by one between the
 * groups, each entry would be waited for; looked up all at once, many are on their way side by side.
 *
 * <p>Pairs whose target is the part's head have groups of their own. Groups are trained in the order in which they become full.
 * The scratch space of one thread.
 */
final class PairBatch {
    /** Enough that an entry that is looked up again is found, few enough that they are still in a cache when they are trained. */
    private static final int PAIRS = 2048;

    private final int group;

    private final int negatives;

    /** Of the pairs whose target is not the head, in their order: input row and target row. */
    private final int[] inputs = new int[PAIRS];

    private final int[] targets = new int[PAIRS];
    private int others;

    /** Of the pairs whose target is the head: input row. */
    private final int[] headInputs = new int[PAIRS];

    private int heads;

    /** Group → whether it is of the head. */
    private final boolean[] ofHead;

    /** Group by group, the rows of its negatives. */
    private final int[] noise;

    private int groups;

    /** What the last call of {@link #next} came to. */
    private int current;

    private int othersDone;
    private int headsDone;

    /**
     * @param group pairs that share their negatives, a power of two
     * @param negatives of a group
     */
    PairBatch(int group, int negatives) {
        this.group = group;
        this.negatives = negatives;
        this.ofHead = new boolean[PAIRS / group + 2];
        this.noise = new int[ofHead.length * negatives];
    }

    /**
     * Takes pairs as long as there is room.
     *
     * @param pairs two groups of {@link io.firth.objective.RowParts} each, 16 bits for either, from…to−1
     * @param inputRows of the cell, by group
     * @param outputRows of the cell, by group
     * @param head the group of the target whose pairs have groups of their own
     * @return the first that was not taken
     */
    int take(int[] pairs, int from, int to, int[] inputRows, int[] outputRows, int head) {
        int end = Math.min(to, from + PAIRS - others - heads);
        int withinGroup = group - 1;
        for (int p = from; p < end; p++) {
            int pair = pairs[p];
            int target = pair & 0xFFFF;
            if (target == head) {
                headInputs[heads++] = inputRows[pair >>> 16];
                if ((heads & withinGroup) == 0) {
                    ofHead[groups++] = true;
                }
            } else {
                inputs[others] = inputRows[pair >>> 16];
                targets[others++] = outputRows[target];
                if ((others & withinGroup) == 0) {
                    ofHead[groups++] = false;
                }
            }
        }
        return end;
    }

    /** No pairs are to follow: makes groups of the rest. */
    void finish() {
        if (heads % group != 0) {
            ofHead[groups++] = true;
        }
        if (others % group != 0) {
            ofHead[groups++] = false;
        }
    }

    /**
     * Draws the negatives of all groups, and goes before the first.
     *
     * @param words of the cell's output part
     * @param outputRows of the cell, by group
     * @param before the number of groups that were drawn with this key
     */
    void draw(PartNoise words, int[] outputRows, long key, long before) {
        int drawn = 0;
        for (int g = 0; g < groups; g++) {
            AliasTable table = ofHead[g] ? words.forHead() : words.forOthers();
            long counter = (before + g) * negatives;
            for (int k = 0; k < negatives; k++) {
                noise[drawn++] = outputRows[table.draw(CounterRandom.bits(key, counter + k))];
            }
        }
        current = -1;
        othersDone = 0;
        headsDone = 0;
    }

    /** Goes to the next group; after the last, to the beginning, with no more than the pairs that are in no group yet. */
    boolean next() {
        if (++current < groups) {
            return true;
        }
        int restOfOthers = others - othersDone;
        System.arraycopy(inputs, othersDone, inputs, 0, restOfOthers);
        System.arraycopy(targets, othersDone, targets, 0, restOfOthers);
        others = restOfOthers;
        int restOfHeads = heads - headsDone;
        System.arraycopy(headInputs, headsDone, headInputs, 0, restOfHeads);
        heads = restOfHeads;
        groups = 0;
        return false;
    }

    /**
     * Fills a block with the group: pairs that have a target each, and the negatives they share. The head's pairs are no exception, although
     * their target is one row: so there is one kind of step, and less to compile before training is fast.
     */
    void fill(LogisticBlock block, RowView input, RowView output, int headRow) {
        block.clearForPairs();
        if (ofHead[current]) {
            int end = Math.min(heads, headsDone + group);
            for (int i = headsDone; i < end; i++) {
                block.addPair(input, headInputs[i], output, headRow);
            }
            headsDone = end;
        } else {
            int end = Math.min(others, othersDone + group);
            for (int i = othersDone; i < end; i++) {
                block.addPair(input, inputs[i], output, targets[i]);
            }
            othersDone = end;
        }
        int first = current * negatives;
        for (int k = first; k < first + negatives; k++) {
            block.addOutput(output, noise[k], false);
        }
    }
}
