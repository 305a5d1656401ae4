package io.firth.word2vec;

import io.firth.math.Kernel;
import io.firth.math.LogisticBlock;
import io.firth.math.Matrix;
import io.firth.math.Prefetch;
import io.firth.math.RowView;
import io.firth.objective.OutputLayer;

/**
 * One step of training with negative sampling or hierarchical softmax: what a window does to the rows. Scratch space and
 * sums of one thread or shard.
 *
 * <p>For skip-gram the window around position t yields the pairs (word at t + j → word at t): the context words are the
 * inputs v, and they share the target's outputs u, so that a window is one small matrix product. Over all positions these
 * are the same pairs as (word at t → word at t + j). For CBOW the mean h of the context's inputs is the one input.
 */
final class WindowStep {
    private final Kernel kernel = Kernel.active();
    private final Architecture architecture;
    private final OutputLayer layer;
    private final RowView input;
    private final RowView output;
    private final TokenWindow tokens;
    private final int maxInputs;
    private final LogisticBlock block;

    /** CBOW: row 0 is h, row 1 its change. */
    private final Matrix hidden;

    private final int[] context;
    private final Prefetch ahead;
    private long pairs;
    private int steps;

    WindowStep(
            Architecture architecture,
            OutputLayer layer,
            RowView input,
            RowView output,
            TokenWindow tokens,
            int window) {
        this.architecture = architecture;
        this.layer = layer;
        this.input = input;
        this.output = output;
        this.tokens = tokens;
        this.maxInputs = 2 * window;
        boolean oneInput = architecture instanceof Cbow || layer.perInput();
        this.block = new LogisticBlock(oneInput ? 1 : maxInputs, layer.maxOutputs(), input.dim());
        this.hidden = Matrix.allocate(2, input.dim());
        this.context = new int[maxInputs];
        this.ahead = new Prefetch(layer.maxOutputs() + 1, input.dim());
    }

    /**
     * Asks for the rows of the window around the token at index t that the windows before it do not have: its target's, and
     * that of the word that comes in if it is a full one.
     */
    void announce(int t) {
        if (t < tokens.end() && tokens.wordAt(t) != TokenWindow.SENTENCE_END) {
            layer.announce(ahead, output, tokens.wordAt(t));
        }
        int entering = t + maxInputs / 2;
        if (entering < tokens.size() && tokens.wordAt(entering) != TokenWindow.SENTENCE_END) {
            ahead.add(input, tokens.wordAt(entering));
        }
        ahead.fetch();
    }

    /** The window around the token at index t, unless that ends a sentence. */
    void train(int t, long noiseKey, float rate) {
        int target = tokens.wordAt(t);
        if (target == TokenWindow.SENTENCE_END) {
            return;
        }
        int left = tokens.left(t);
        int right = tokens.right(t);
        if (right - left == 1) {
            return;
        }
        long position = tokens.positionAt(t);
        if (architecture instanceof Cbow cbow) {
            mean(left, t, right, target, position, noiseKey, rate, cbow.gradient());
        } else if (layer.perInput()) {
            pairByPair(left, t, right, target, position, noiseKey, rate);
        } else {
            windowAtOnce(left, t, right, target, position, noiseKey, rate);
        }
    }

    private void windowAtOnce(int left, int t, int right, int target, long position, long key, float rate) {
        block.clear();
        layer.addOutputs(block, output, target, key, position);
        for (int j = left; j < right; j++) {
            if (j != t) {
                block.addInput(input, tokens.wordAt(j));
            }
        }
        step(rate);
        pairs += right - left - 1;
    }

    private void pairByPair(int left, int t, int right, int target, long position, long key, float rate) {
        long example = position * maxInputs;
        for (int j = left; j < right; j++) {
            if (j != t) {
                block.clear();
                layer.addOutputs(block, output, target, key, example++);
                block.addInput(input, tokens.wordAt(j));
                step(rate);
                pairs++;
            }
        }
    }

    /** h = (1/n) Σ v_i; ∂J/∂v_i = (1/n) ∂J/∂h for the exact gradient (worked-examples M6). */
    private void mean(
            int left, int t, int right, int target, long position, long key, float rate, Cbow.Gradient gradient) {
        int n = 0;
        for (int j = left; j < right; j++) {
            if (j != t) {
                context[n++] = tokens.wordAt(j);
            }
        }
        kernel.mean(input, context, n, hidden, 0);
        hidden.clearRow(1);
        block.clear();
        layer.addOutputs(block, output, target, key, position);
        block.addInput(hidden, 0, hidden, 1);
        step(rate);
        if (rate != 0) {
            float share = gradient == Cbow.Gradient.EXACT ? 1f / n : 1f;
            kernel.addToEach(input, context, n, share, hidden, 1);
        }
        pairs++;
    }

    private void step(float rate) {
        if (rate == 0) {
            kernel.loss(block);
        } else {
            kernel.step(block, rate);
        }
        if ((++steps & Divergence.EVERY) == 0) {
            Divergence.check(block.leastLoss(), pairs);
        }
    }

    /** Loss of all steps since the last call, in nats. */
    double takeLoss() {
        return block.takeLoss();
    }

    /** Pairs (windows for CBOW) since the last call. */
    long takePairs() {
        long taken = pairs;
        pairs = 0;
        return taken;
    }
}
