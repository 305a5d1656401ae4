package io.firth.objective;

import io.firth.math.LogisticBlock;
import io.firth.math.Prefetch;
import io.firth.math.RowCopies;
import io.firth.math.RowView;

/**
 * An objective made of binary logistic regressions, bound to a vocabulary: says which output rows an example touches and
 * with which labels. Belongs to one thread; others get one {@link #forThread}, which shares the tables.
 */
public sealed interface OutputLayer permits NoiseOutputs, TreeOutputs {
    /** The same for another thread. */
    OutputLayer forThread();

    /** The most outputs that {@link #addOutputs} adds. */
    int maxOutputs();

    /** The first of the output rows that most examples touch, of which there are {@code count}. */
    long firstHot(long outputRows, int count);

    /** Whether each input of a window asks for outputs of its own. */
    boolean perInput();

    /**
     * Adds the outputs of one example.
     *
     * @param block to add to
     * @param output a view of U, {@link Objective#outputRows} rows
     * @param target word id of the word to predict
     * @param key of the random numbers for this seed and epoch
     * @param example number of the example within the epoch: the same number, the same draws
     */
    void addOutputs(LogisticBlock block, RowView output, int target, long key, long example);

    /** Names the rows that {@link #addOutputs} would add and that no example before is likely to have fetched. */
    void announce(Prefetch ahead, RowView output, int target);

    /** Asks for copies of the rows that {@link #addOutputs} would add. */
    void want(RowCopies copies, int target, long key, long example);
}
