package io.firth.objective;

import io.firth.math.CounterRandom;
import io.firth.math.LogisticBlock;
import io.firth.math.RowView;

/** {@link NoiseOutputs} for one shard: noise words come from the part of the output rows that the shard has for itself. */
public final class PartOutputs implements OutputLayer {
    private final NoiseOutputs noise;
    private final OutputParts parts;
    private int part;
    private long round;

    /** Of this noise; {@link #moveTo} comes first. */
    public PartOutputs(NoiseOutputs noise, OutputParts parts) {
        this.noise = noise;
        this.parts = parts;
    }

    /** Which part, and in which round. */
    public void moveTo(int part, long round) {
        this.part = part;
        this.round = round;
    }

    @Override
    public int maxOutputs() {
        return noise.maxOutputs();
    }

    @Override
    public long firstHot(long outputRows, int count) {
        return noise.firstHot(outputRows, count);
    }

    @Override
    public boolean perInput() {
        return noise.perInput();
    }

    @Override
    public void addOutputs(LogisticBlock block, RowView output, int target, long key, long example) {
        block.addOutput(output, target, true);
        int negatives = noise.maxOutputs() - 1;
        long counter = example * negatives;
        for (int k = 0; k < negatives; k++) {
            int drawn = noise.draw(CounterRandom.bits(key, counter + k));
            block.addOutput(output, parts.inPart(drawn, part, round), false);
        }
    }
}
