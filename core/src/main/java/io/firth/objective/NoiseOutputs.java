package io.firth.objective;

import io.firth.math.AliasTable;
import io.firth.math.CounterRandom;
import io.firth.math.LogisticBlock;
import io.firth.math.Prefetch;
import io.firth.math.RowCopies;
import io.firth.math.RowView;
import java.util.Arrays;

/**
 * The target with label 1 and K draws from the noise distribution P(w) ∝ count(w)^α with label 0.
 *
 * <p>The draws are what the formula says: one that happens to be the target stays (worked-examples M4 and M19 are then exact;
 * docs/decisions/0003). They are independent where each input has its own; where a window shares them, neighbouring windows
 * take theirs from one {@link NoisePool} (docs/decisions/0024).
 */
public final class NoiseOutputs implements OutputLayer {
    /** log₂ of the number of examples that take their negatives from one pool. */
    private static final int POOL_EXAMPLES = 7;

    private final int negatives;
    private final boolean shared;
    private final AliasTable noise;
    private final double[] weights;
    private final double totalWeight;
    private final NoisePool pool;

    /** Binds the objective to the counts of a vocabulary, by word id. */
    public NoiseOutputs(NegativeSampling objective, long[] counts) {
        this.negatives = objective.negatives();
        this.shared = objective.shared();
        this.weights = new double[counts.length];
        for (int w = 0; w < counts.length; w++) {
            // strict: the same on every processor
            weights[w] = StrictMath.pow(counts[w], objective.noiseExponent());
        }
        this.totalWeight = Arrays.stream(weights).sum();
        this.noise = AliasTable.of(weights);
        this.pool = new NoisePool(negatives);
    }

    private NoiseOutputs(NoiseOutputs shared) {
        this.negatives = shared.negatives;
        this.shared = shared.shared;
        this.weights = shared.weights;
        this.totalWeight = shared.totalWeight;
        this.noise = shared.noise;
        this.pool = new NoisePool(negatives);
    }

    @Override
    public NoiseOutputs forThread() {
        return new NoiseOutputs(this);
    }

    @Override
    public int maxOutputs() {
        return negatives + 1;
    }

    @Override
    public long firstHot(long outputRows, int count) {
        return 0; // ids fall with frequency
    }

    @Override
    public boolean perInput() {
        return !shared;
    }

    /**
     * The weights that the noise distribution has for the rows of one part.
     *
     * @param rows of the part, one for each group of {@link RowParts}
     * @param shift log₂ P: row r is of group r ≫ log₂ P
     * @param part filled: for each group the weight of its row
     */
    public void weightsOfPart(int[] rows, int shift, double[] part) {
        for (int group = 0; group < rows.length; group++) {
            // the part's row of the last, cut group may be one of the group before, which has its place already
            part[group] = rows[group] >> shift == group ? weights[rows[group]] : 0;
        }
    }

    /** The sum of all rows' weights. */
    public double totalWeight() {
        return totalWeight;
    }

    @Override
    public void addOutputs(LogisticBlock block, RowView output, int target, long key, long example) {
        block.addOutput(output, target, true);
        goTo(key, example);
        for (int k = 0; k < negatives; k++) {
            block.addOutput(output, negative(key, example, k), false);
        }
    }

    @Override
    public void announce(Prefetch ahead, RowView output, int target) {
        ahead.add(output, target); // shared negatives are in the cache
    }

    @Override
    public void want(RowCopies copies, int target, long key, long example) {
        copies.want(target);
        goTo(key, example);
        for (int k = 0; k < negatives; k++) {
            copies.want(negative(key, example, k));
        }
    }

    private void goTo(long key, long example) {
        if (shared) {
            long number = example >> POOL_EXAMPLES;
            if (!pool.holds(key, number)) {
                pool.fill(noise, key, number);
            }
            pool.goTo(example);
        }
    }

    private int negative(long key, long example, int k) {
        return shared ? pool.get(k) : noise.draw(CounterRandom.bits(key, example * negatives + k));
    }
}
