package io.firth.word2vec;

import io.firth.math.RowView;
import io.firth.objective.OutputLayer;

/**
 * One thread's training with negative sampling or hierarchical softmax: lays windows over a stretch of the corpus and
 * takes one step for each.
 */
final class LogisticWorker implements ExampleWorker {
    private final RowView input;
    private final RowView output;
    private final TokenWindow tokens;
    private final WindowStep step;

    LogisticWorker(
            Architecture architecture,
            OutputLayer layer,
            RowView input,
            RowView output,
            TokenWindow tokens,
            int window) {
        this.input = input;
        this.output = output;
        this.tokens = tokens;
        this.step = new WindowStep(architecture, layer, input, output, tokens, window);
    }

    @Override
    public void run(long from, long to, long tokenKey, long noiseKey, float rate) {
        tokens.moveTo(from, to, tokenKey);
        for (int t = tokens.first(); t < tokens.end(); t++) {
            step.announce(t + 1);
            step.train(t, noiseKey, rate);
        }
        input.exchange();
        output.exchange();
    }

    @Override
    public double takeLoss() {
        return step.takeLoss();
    }

    @Override
    public long takePairs() {
        return step.takePairs();
    }
}
