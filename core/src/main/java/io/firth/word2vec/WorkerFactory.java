package io.firth.word2vec;

import io.firth.math.Matrix;
import io.firth.math.RowCopies;
import io.firth.math.RowView;
import io.firth.objective.FullSoftmax;
import io.firth.objective.FullSoftmaxStep;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.NoiseOutputs;
import io.firth.objective.OutputLayer;
import io.firth.objective.RowParts;
import io.firth.objective.TreeOutputs;
import io.firth.train.TrainingException;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.HuffmanTree;
import io.firth.vocab.Subsampling;
import io.firth.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Makes the workers that a configuration asks for, with what they share: noise table or tree, thinning of words. */
final class WorkerFactory implements AutoCloseable {
    /** Rows that each of several threads has copies of: the words that make up most of a thinned-out text. */
    private static final int HOT_ROWS = 256;

    /** Positions of a deterministic round on copies of rows: the longer, the older the copies. */
    private static final long COPY_POSITIONS = 8192;

    /** Positions of a deterministic round in blocks of rows: the longer, the less often rows change threads. */
    private static final long PAIR_POSITIONS = 1_048_576;

    /** With a wider window a round has fewer positions, so that its list of pairs does not grow. */
    private static final int PAIR_WINDOW = 16;

    /** Rounds that a shorter corpus is cut into, at least. */
    private static final int LEAST_ROUNDS = 8;

    private final Word2VecConfig config;
    private final Matrix input;
    private final Matrix output;
    private final Vocabulary text;
    private final long[] keepBelow;
    private final OutputLayer layer;
    private final FullSoftmaxStep softmax;

    /** The average loss per pair of a model that knows nothing, in nats. */
    private final double ignorantLoss;

    /**
     * @param vocabulary with the counts of all text that the model stands for, by which negatives are drawn
     * @param text the same words with their counts in the text to train on, by which frequent ones are thinned out
     */
    WorkerFactory(Word2VecConfig config, Vocabulary vocabulary, Vocabulary text, Matrix input, Matrix output) {
        this.config = config;
        this.input = input;
        this.output = output;
        long[] counts = new long[vocabulary.size()];
        for (int w = 0; w < counts.length; w++) {
            counts[w] = vocabulary.count(w);
        }
        this.text = text;
        this.keepBelow = keepBelow(new Subsampling(text, config.subsample()));
        switch (config.objective()) {
            case NegativeSampling sampling -> {
                layer = new NoiseOutputs(sampling, counts);
                softmax = null;
            }
            case HierarchicalSoftmax tree -> {
                layer = new TreeOutputs(HuffmanTree.of(vocabulary));
                softmax = null;
            }
            case FullSoftmax full -> {
                layer = null;
                softmax = new FullSoftmaxStep(output, full.batch(), config.threads());
            }
        }
        this.ignorantLoss = layer == null ? Math.log(counts.length + 1.0) : layer.maxOutputs() * Math.log(2);
    }

    /** By word id: keep a token if 32 random bits are below. */
    private static long[] keepBelow(Subsampling subsampling) {
        return Arrays.stream(subsampling.thresholds())
                .mapToLong(largest -> Integer.toUnsignedLong(largest) + 1)
                .toArray();
    }

    /** A runner for a corpus; a loss of {@code exploded} times that of knowing nothing stops it. */
    CorpusPass training(EncodedCorpus corpus, double exploded) throws TrainingException {
        return layer != null && config.effectiveParallelism() instanceof Deterministic deterministic
                ? rounds(corpus, exploded, deterministic)
                : runner(corpus, exploded, hotRows(), true);
    }

    private CorpusPass rounds(EncodedCorpus corpus, double exploded, Deterministic deterministic)
            throws TrainingException {
        if (layer instanceof NoiseOutputs noise && config.architecture() instanceof SkipGram) {
            return pairRounds(noise, corpus, exploded, deterministic.parts(Math.toIntExact(output.rows())));
        }
        List<CopyShard> all = new ArrayList<>();
        for (int s = 0; s < deterministic.copies(); s++) {
            all.add(new CopyShard(
                    config.architecture(),
                    layer.forThread(),
                    RowCopies.of(input),
                    RowCopies.of(output),
                    tokens(corpus),
                    config.window()));
        }
        List<RowCopies> inputs = all.stream().map(CopyShard::input).toList();
        List<RowCopies> outputs = all.stream().map(CopyShard::output).toList();
        // with CBOW a row moves little in a round, and the changes are summed; the upper nodes of a tree move far
        boolean combine = layer instanceof TreeOutputs;
        long[] firstInput = new long[Math.toIntExact(input.rows())];
        long[] firstOutput = new long[Math.toIntExact(output.rows())];
        return runner(all, corpus, exploded, COPY_POSITIONS, (thread, threads) -> {
            RowCopies.merge(inputs, thread, threads, combine, firstInput);
            RowCopies.merge(outputs, thread, threads, combine, firstOutput);
        });
    }

    private CorpusPass pairRounds(NoiseOutputs noise, EncodedCorpus corpus, double exploded, int shards) {
        RowParts inputParts = new RowParts(Math.toIntExact(input.rows()), shards);
        RowParts outputParts = new RowParts(Math.toIntExact(output.rows()), shards);
        List<PairShard.Scratch> scratch = new ArrayList<>();
        for (int t = 0; t < Math.min(shards, config.threads()); t++) {
            scratch.add(new PairShard.Scratch(tokens(corpus), outputParts, noise));
        }
        double headTargets = targetsAmongFirst(shards);
        List<PairShard> all = new ArrayList<>();
        for (int s = 0; s < shards; s++) {
            all.add(new PairShard(
                    s,
                    inputParts,
                    outputParts,
                    noise,
                    headTargets,
                    RowView.of(input),
                    RowView.of(output),
                    scratch,
                    all));
        }
        long positions = PAIR_POSITIONS * PAIR_WINDOW / Math.max(PAIR_WINDOW, config.window());
        return runner(all, corpus, exploded, positions, (thread, threads) -> {});
    }

    /** Share of the tokens that are kept, and so about of all targets, that are one of the first {@code words}. */
    private double targetsAmongFirst(int words) {
        double first = 0;
        double all = 0;
        for (int w = 0; w < keepBelow.length; w++) {
            double kept = text.count(w) * (keepBelow[w] * 0x1p-32);
            first += w < words ? kept : 0;
            all += kept;
        }
        return all == 0 ? 0 : Math.min(first / all, 1 - 1e-6);
    }

    private CorpusPass runner(
            List<? extends Shard> shards,
            EncodedCorpus corpus,
            double exploded,
            long roundPositions,
            RoundRunner.Merge merge) {
        int n = shards.size();
        long positions = Math.clamp(corpus.length() / ((long) LEAST_ROUNDS * n), 1L, Math.max(1L, roundPositions / n));
        return new RoundRunner(shards, config.threads(), corpus.length(), positions, merge, exploded * ignorantLoss);
    }

    /** A runner that only computes the loss. */
    CorpusPass evaluation(EncodedCorpus corpus, double exploded) {
        return runner(corpus, exploded, 0, false);
    }

    private CorpusPass runner(EncodedCorpus corpus, double exploded, int hotRows, boolean training) {
        // the exact softmax brings its own threads: its products are what is dealt out
        int threads = softmax == null ? config.threads() : 1;
        return new EpochRunner(
                threads, worker(corpus, hotRows), corpus.length(), exploded * ignorantLoss, training && threads > 1);
    }

    private Supplier<ExampleWorker> worker(EncodedCorpus corpus, int hotRows) {
        if (softmax == null) {
            return () -> new LogisticWorker(
                    config.architecture(),
                    layer.forThread(),
                    RowView.withOwn(input, 0, hotRows),
                    RowView.withOwn(output, layer.firstHot(output.rows(), hotRows), hotRows),
                    tokens(corpus),
                    config.window());
        }
        int batch = ((FullSoftmax) config.objective()).batch();
        return () -> new SoftmaxWorker(config.architecture(), input, tokens(corpus), softmax, batch);
    }

    private TokenWindow tokens(EncodedCorpus corpus) {
        return new TokenWindow(corpus.ids(), corpus.pages(), keepBelow, config.window(), config.fixedWindow());
    }

    private int hotRows() {
        return config.threads() == 1 ? 0 : (int) Math.min(HOT_ROWS, Math.min(input.rows(), output.rows()));
    }

    @Override
    public void close() {
        if (softmax != null) {
            softmax.close();
        }
    }
}
