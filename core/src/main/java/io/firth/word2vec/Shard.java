package io.firth.word2vec;

import io.firth.math.RowCopies;
import io.firth.objective.OutputLayer;
import io.firth.objective.OutputParts;
import io.firth.objective.PartOutputs;
import io.firth.objective.TreeOutputs;

/**
 * One of the shards that a round of training is cut into: a stretch of the corpus, trained on copies of the rows that other
 * shards may want too, so that what it computes does not depend on when they run.
 *
 * <p>Input rows are copied as the stretch needs them. With negative sampling the outputs of frequent words are copied, and
 * the others come from one part of the rows at a time, which no other shard has at that time ({@link OutputParts}); the
 * windows whose target is in that part are trained then. With hierarchical softmax there is one part, and the nodes are
 * copied.
 */
final class Shard {
    private final TokenWindow tokens;
    private final RowCopies input;
    private final RowCopies output;
    private final OutputLayer layer;
    private final OutputParts outputParts;
    private final WindowStep step;
    private final int number;
    private final int parts;

    /** Indexes of the targets, part by part. */
    private int[] targets = new int[1024];

    private final int[] partEnd;
    private int[] partOf = new int[1024];
    private long round;

    /**
     * @param number of this shard, from 0
     * @param layer {@link PartOutputs} of its own, or the tree that all share
     * @param outputParts null: one part
     */
    Shard(
            int number,
            Architecture architecture,
            OutputLayer layer,
            OutputParts outputParts,
            RowCopies input,
            RowCopies output,
            TokenWindow tokens,
            int window) {
        this.number = number;
        this.layer = layer;
        this.outputParts = outputParts;
        this.parts = outputParts == null ? 1 : outputParts.parts();
        this.partEnd = new int[parts];
        this.input = input;
        this.output = output;
        this.tokens = tokens;
        this.step = new WindowStep(architecture, layer, input.view(), output.view(), tokens, window);
    }

    /** Lays out positions from…to−1 of the corpus and copies the rows that they need. */
    void prepare(long from, long to, long tokenKey, long round) {
        this.round = round;
        tokens.moveTo(from, to, tokenKey);
        input.clear();
        for (int t = 0; t < tokens.size(); t++) {
            if (tokens.wordAt(t) != TokenWindow.SENTENCE_END) {
                input.want(tokens.wordAt(t));
            }
        }
        input.take();
        if (layer instanceof TreeOutputs tree) {
            output.clear();
            for (int t = tokens.first(); t < tokens.end(); t++) {
                if (tokens.wordAt(t) != TokenWindow.SENTENCE_END) {
                    tree.want(output, tokens.wordAt(t));
                }
            }
        }
        output.take();
        dealTargets();
    }

    /** A counting sort of the targets by part; those without a part are spread over all. */
    private void dealTargets() {
        int first = tokens.first();
        int n = tokens.end() - first;
        if (targets.length < n) {
            targets = new int[2 * n];
            partOf = new int[2 * n];
        }
        java.util.Arrays.fill(partEnd, 0);
        for (int i = 0; i < n; i++) {
            int word = tokens.wordAt(first + i);
            int part = outputParts == null
                    ? 0
                    : word < outputParts.hot() ? i & (parts - 1) : outputParts.part(word, round);
            partOf[i] = part;
            partEnd[part]++;
        }
        for (int p = 1; p < parts; p++) {
            partEnd[p] += partEnd[p - 1];
        }
        for (int i = n - 1; i >= 0; i--) {
            targets[--partEnd[partOf[i]]] = first + i;
        }
        // now partEnd[p] is where part p begins; its end is where p + 1 begins
        for (int p = 0; p + 1 < parts; p++) {
            partEnd[p] = partEnd[p + 1];
        }
        partEnd[parts - 1] = n;
    }

    /** How many turns {@link #train} has to take. */
    int turns() {
        return parts;
    }

    /** Trains the windows of one part; at turn s no two shards have the same part. After the last turn changes are left. */
    void train(int turn, long noiseKey, float rate) {
        int part = (number + turn) & (parts - 1);
        if (layer instanceof PartOutputs own) {
            own.moveTo(part, round);
        }
        for (int i = part == 0 ? 0 : partEnd[part - 1]; i < partEnd[part]; i++) {
            step.train(targets[i], noiseKey, rate);
        }
        if (turn == parts - 1) {
            input.toChanges();
            output.toChanges();
        }
    }

    /** The copies of input rows. */
    RowCopies input() {
        return input;
    }

    /** The copies of output rows. */
    RowCopies output() {
        return output;
    }

    /** Loss of all steps since the last call, in nats. */
    double takeLoss() {
        return step.takeLoss();
    }

    /** Pairs (windows for CBOW) since the last call. */
    long takePairs() {
        return step.takePairs();
    }
}
