package io.firth.word2vec;

import io.firth.math.AliasTable;
import io.firth.math.CounterRandom;
import io.firth.math.Kernel;
import io.firth.math.LogisticBlock;
import io.firth.math.RowView;
import io.firth.objective.NoiseOutputs;
import io.firth.objective.RowParts;
import java.util.Arrays;
import java.util.List;

/**
 * Skip-gram with negative sampling in blocks of rows. Input and output rows are each cut into P parts. In a round, a shard
 * first deals the pairs of its stretch of the corpus into P × P cells by (part of the input row, part of the target). Then
 * it trains, in P turns along a row of a Latin square, the cells of input part i and output part (i + turn) mod P, with the
 * pairs of all shards: at no time do two shards touch the same row, so nothing is copied, nothing is added up, and no
 * row is older than it would be with one thread (as in Gemulla et al. 2011, "Large-scale matrix factorization with
 * distributed stochastic gradient descent", section 4).
 *
 * <p>Pairs are trained in groups that share their negatives, as the pairs of a window do elsewhere. The negatives come from the
 * cell's output part ({@link PartNoise}). The pairs of a part's most frequent word, its head, have groups of their own.
 */
final class PairShard implements Shard {
    /** Pairs that share their negatives: about as many as those of a window weighted by their number. */
    private static final int GROUP = 8;

    /** Of the pairs of one part of several, those with this place of a target have the head as their target. */
    private static final int HEAD = 0;

    private static final int NO_HEAD = -1;

    private final int number;
    private final int parts;
    private final RowParts inputParts;
    private final RowParts outputParts;
    private final NoiseOutputs noise;
    private final RowView input;
    private final RowView output;
    private final List<Scratch> scratch;
    private final List<PairShard> all;
    private final int head;
    private final double headTargets;

    /** Of this group of pairs, and of the next one, whose rows are on their way. */
    private LogisticBlock block;

    private LogisticBlock next;

    private final int shift;

    /**
     * The pairs, cell by cell; cell c ends at cellEnd[c]. A pair is two groups of {@link RowParts}, 16 bits each: within a cell
     * they stand for one input row and one target.
     */
    private int[] pairsOfStretch = new int[1024];

    private final int[] cellEnd;

    /** Group → input row of this shard's part, for the round. */
    private final int[] inputRows;

    /** Draws negatives from the output part of this number, for the round: its groups. */
    private final PartNoise noiseOfPart;

    private long inputKey;
    private long outputKey;

    /** Groups of this cell. */
    private long groups;

    /** Groups of all cells. */
    private long steps;

    private long pairs;

    /**
     * @param number i of this shard, from 0
     * @param headTargets share of all pairs whose target is one of the P most frequent words, in [0, 1)
     * @param scratch of each thread, for all shards
     * @param all the shards of a round in their order, this one among them
     */
    PairShard(
            int number,
            RowParts inputParts,
            RowParts outputParts,
            NoiseOutputs noise,
            double headTargets,
            RowView input,
            RowView output,
            List<Scratch> scratch,
            List<PairShard> all) {
        this.number = number;
        this.parts = inputParts.parts();
        this.inputParts = inputParts;
        this.outputParts = outputParts;
        this.noise = noise;
        this.headTargets = headTargets;
        this.head = parts > 1 ? HEAD : NO_HEAD;
        this.input = input;
        this.output = output;
        this.scratch = scratch;
        this.all = all;
        this.block = new LogisticBlock(groupOf(noise), noise.maxOutputs(), input.dim());
        this.next = new LogisticBlock(groupOf(noise), noise.maxOutputs(), input.dim());
        this.shift = Integer.numberOfTrailingZeros(parts);
        this.cellEnd = new int[parts * parts];
        this.inputRows = new int[inputParts.groups()];
        this.noiseOfPart = new PartNoise(outputParts.groups());
    }

    private static int groupOf(NoiseOutputs noise) {
        return noise.perInput() ? 1 : GROUP;
    }

    /**
     * What a shard needs only for one phase: the tokens of its stretch, and their parts as input and as target, while it deals
     * its pairs; the rows of an output part while it trains them.
     */
    static final class Scratch {
        private final TokenWindow tokens;
        private int[] partIn = new int[1024];
        private int[] partOut = new int[1024];
        private final PairBatch batch;

        /** Group → row of the output part. */
        private final int[] outputRows;

        private final double[] weights;
        private final double[] spareWeights;
        private final AliasTable.Maker tables;

        Scratch(TokenWindow tokens, RowParts outputParts, NoiseOutputs noise) {
            this.tokens = tokens;
            this.batch = new PairBatch(groupOf(noise), noise.maxOutputs() - 1);
            this.outputRows = new int[outputParts.groups()];
            this.weights = new double[outputRows.length];
            this.spareWeights = new double[outputRows.length];
            this.tables = new AliasTable.Maker(outputRows.length);
        }
    }

    @Override
    public void prepare(long from, long to, CorpusPass.EpochKeys epoch, long round, int thread) {
        inputKey = CounterRandom.bits(round, 0);
        outputKey = CounterRandom.bits(round, 1);
        inputParts.rowsOfPart(number, inputKey, inputRows);
        Scratch own = scratch.get(thread);
        makeNoise(own);
        own.tokens.moveTo(from, to, epoch.tokens());
        findParts(own);
        countPairs(own.tokens, own.partIn, own.partOut);
        dealPairs(own.tokens, own.partIn, own.partOut);
    }

    private void makeNoise(Scratch own) {
        outputParts.rowsOfPart(number, outputKey, own.outputRows);
        noise.weightsOfPart(own.outputRows, shift, own.weights);
        if (head == NO_HEAD) {
            noiseOfPart.makeWhole(own.weights, own.tables);
            return;
        }
        // of all negatives it shall have weights[0] / Σ weights; the pairs of the part with other targets are
        // (1 − headTargets) / P of all pairs
        double share = own.weights[HEAD] / noise.totalWeight() * parts / (1 - headTargets);
        noiseOfPart.make(own.weights, share, own.spareWeights, own.tables);
    }

    private void findParts(Scratch own) {
        TokenWindow tokens = own.tokens;
        if (own.partIn.length < tokens.size()) {
            own.partIn = new int[tokens.size() + tokens.size() / 8];
            own.partOut = new int[own.partIn.length];
        }
        for (int t = 0; t < tokens.size(); t++) {
            int word = tokens.wordAt(t);
            if (word != TokenWindow.SENTENCE_END) {
                own.partIn[t] = inputParts.part(word, inputKey) * parts;
                own.partOut[t] = outputParts.part(word, outputKey);
            }
        }
    }

    private void countPairs(TokenWindow tokens, int[] partIn, int[] partOut) {
        Arrays.fill(cellEnd, 0);
        for (int t = tokens.first(); t < tokens.end(); t++) {
            if (tokens.wordAt(t) != TokenWindow.SENTENCE_END) {
                int right = tokens.right(t);
                for (int j = tokens.left(t); j < right; j++) {
                    cellEnd[partIn[j] + partOut[t]]++;
                }
                cellEnd[partIn[t] + partOut[t]]--; // a word is not in its own context
            }
        }
        for (int c = 1; c < cellEnd.length; c++) {
            cellEnd[c] += cellEnd[c - 1];
        }
        int total = cellEnd[cellEnd.length - 1];
        if (pairsOfStretch.length < total) {
            pairsOfStretch = new int[total + total / 8];
        }
    }

    /** From the last to the first, so that each cell's end becomes its beginning and then, by one shift, its end again. */
    private void dealPairs(TokenWindow tokens, int[] partIn, int[] partOut) {
        int total = cellEnd[cellEnd.length - 1];
        for (int t = tokens.end() - 1; t >= tokens.first(); t--) {
            int target = tokens.wordAt(t);
            if (target != TokenWindow.SENTENCE_END) {
                deal(tokens, tokens.right(t) - 1, t + 1, partIn, partOut[t], target >> shift);
                deal(tokens, t - 1, tokens.left(t), partIn, partOut[t], target >> shift);
            }
        }
        System.arraycopy(cellEnd, 1, cellEnd, 0, cellEnd.length - 1);
        cellEnd[cellEnd.length - 1] = total;
    }

    private void deal(TokenWindow tokens, int last, int first, int[] partIn, int partOut, int target) {
        for (int j = last; j >= first; j--) {
            int place = --cellEnd[partIn[j] + partOut];
            pairsOfStretch[place] = tokens.wordAt(j) >> shift << 16 | target;
        }
    }

    @Override
    public int turns() {
        return parts;
    }

    @Override
    public void train(int turn, CorpusPass.EpochKeys epoch, float rate, int thread) {
        int outputPart = (number + turn) & (parts - 1);
        int cell = number * parts + outputPart;
        // a cell is trained once in a round, so that the round's key and the cell give fresh numbers
        long key = CounterRandom.bits(epoch.noise() ^ outputKey, cell);
        groups = 0;
        Scratch own = scratch.get(thread);
        int[] outputRows = own.outputRows;
        outputParts.rowsOfPart(outputPart, outputKey, outputRows);
        PartNoise noiseWords = all.get(outputPart).noiseOfPart;
        for (PairShard source : all) {
            int end = source.cellEnd[cell];
            int p = cell == 0 ? 0 : source.cellEnd[cell - 1];
            while (p < end) {
                p = own.batch.take(source.pairsOfStretch, p, end, inputRows, outputRows, head);
                if (p < end) {
                    train(own, noiseWords, key, rate);
                }
            }
        }
        own.batch.finish();
        train(own, noiseWords, key, rate);
    }

    private void train(Scratch own, PartNoise noiseWords, long key, float rate) {
        PairBatch batch = own.batch;
        batch.draw(noiseWords, own.outputRows, key, groups);
        boolean more = fillNext(batch, own.outputRows);
        while (more) {
            LogisticBlock filled = next;
            next = block;
            block = filled;
            more = fillNext(batch, own.outputRows);
            groups++;
            pairs += block.inputCount();
            Kernel.active().step(block, rate);
            // counted on from cell to cell: so in short texts, too, it comes often enough to be compiled
            if ((++steps & Divergence.EVERY) == 0) {
                Divergence.check(block.leastLoss(), pairs);
            }
        }
    }

    /** Fills the block of the next group, if there is one, and asks for its rows. */
    private boolean fillNext(PairBatch batch, int[] outputRows) {
        if (!batch.next()) {
            return false;
        }
        batch.fill(next, input, output, outputRows[HEAD]);
        next.prefetch();
        return true;
    }

    @Override
    public double takeLoss() {
        return block.takeLoss() + next.takeLoss();
    }

    @Override
    public long takePairs() {
        long taken = pairs;
        pairs = 0;
        return taken;
    }
}
