package io.firth.word2vec;

import io.firth.math.RowCopies;
import io.firth.objective.OutputLayer;

/**
 * A stretch of the corpus, trained on copies of all rows that it touches; the shards' changes are combined at the end of the
 * round ({@link RowCopies#merge}). For any architecture and layer, at the price of rows that are a round old.
 */
final class CopyShard implements Shard {
    private final TokenWindow tokens;
    private final RowCopies input;
    private final RowCopies output;
    private final OutputLayer layer;
    private final WindowStep step;

    CopyShard(
            Architecture architecture,
            OutputLayer layer,
            RowCopies input,
            RowCopies output,
            TokenWindow tokens,
            int window) {
        this.layer = layer;
        this.input = input;
        this.output = output;
        this.tokens = tokens;
        this.step = new WindowStep(architecture, layer, input.view(), output.view(), tokens, window);
    }

    @Override
    public void prepare(long from, long to, CorpusPass.EpochKeys epoch, long round, int thread) {
        tokens.moveTo(from, to, epoch.tokens());
        input.clear();
        for (int t = 0; t < tokens.size(); t++) {
            if (tokens.wordAt(t) != TokenWindow.SENTENCE_END) {
                input.want(tokens.wordAt(t));
            }
        }
        input.take();
        output.clear();
        for (int t = tokens.first(); t < tokens.end(); t++) {
            if (tokens.wordAt(t) != TokenWindow.SENTENCE_END) {
                layer.want(output, tokens.wordAt(t), epoch.noise(), tokens.positionAt(t));
            }
        }
        output.take();
    }

    @Override
    public int turns() {
        return 1;
    }

    @Override
    public void train(int turn, CorpusPass.EpochKeys epoch, float rate, int thread) {
        for (int t = tokens.first(); t < tokens.end(); t++) {
            step.train(t, epoch.noise(), rate);
        }
        input.toChanges();
        output.toChanges();
    }

    /** The copies of input rows. */
    RowCopies input() {
        return input;
    }

    /** The copies of output rows. */
    RowCopies output() {
        return output;
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
