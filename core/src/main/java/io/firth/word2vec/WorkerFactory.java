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
import io.firth.objective.OutputParts;
import io.firth.objective.PartOutputs;
import io.firth.objective.TreeOutputs;
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
    private static final int HOT_ROWS = Integer.getInteger("hot", 256);

    /** Positions of a deterministic round, and the least number of rounds that a shorter corpus is cut into. */
    private static final long ROUND_POSITIONS = Long.getLong("round", 65_536);

    private static final int LEAST_ROUNDS = 64;

    private final Word2VecConfig config;
    private final Matrix input;
    private final Matrix output;
    private final long[] keepBelow;
    private final OutputLayer layer;
    private final FullSoftmaxStep softmax;

    /** The average loss per pair of a model that knows nothing, in nats. */
    private final double ignorantLoss;

    WorkerFactory(Word2VecConfig config, Vocabulary vocabulary, Matrix input, Matrix output) {
        this.config = config;
        this.input = input;
        this.output = output;
        long[] counts = new long[vocabulary.size()];
        for (int w = 0; w < counts.length; w++) {
            counts[w] = vocabulary.count(w);
        }
        this.keepBelow = keepBelow(new Subsampling(vocabulary, config.subsample()));

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
    CorpusPass training(EncodedCorpus corpus, double exploded) {
        return layer != null && config.parallelism() instanceof Deterministic deterministic
                ? rounds(corpus, exploded, deterministic.shards())
                : runner(corpus, exploded, hotRows());
    }

    private CorpusPass rounds(EncodedCorpus corpus, double exploded, int shards) {
        OutputParts parts = layer instanceof NoiseOutputs
                ? new OutputParts(Math.toIntExact(output.rows()), HOT_ROWS, Integer.getInteger("parts", shards))
                : null;
        List<Shard> all = new ArrayList<>();
        for (int s = 0; s < shards; s++) {
            all.add(new Shard(
                    s,
                    config.architecture(),
                    layer instanceof NoiseOutputs noise ? new PartOutputs(noise, parts) : layer,
                    parts,
                    RowCopies.ofAny(input),
                    parts == null ? RowCopies.ofAny(output) : RowCopies.ofRange(output, 0, parts.hot()),
                    tokens(corpus),
                    config.window()));
        }
        long positions = Math.clamp(
                corpus.length() / ((long) LEAST_ROUNDS * shards), 1L, Math.max(1L, ROUND_POSITIONS / shards));
        return new RoundRunner(
                all,
                config.threads(),
                corpus.length(),
                positions,
                Math.toIntExact(input.rows()),
                Math.toIntExact(output.rows()),
                exploded * ignorantLoss);
    }

    /** A runner that only computes the loss. */
    CorpusPass evaluation(EncodedCorpus corpus, double exploded) {
        return runner(corpus, exploded, 0);
    }

    private CorpusPass runner(EncodedCorpus corpus, double exploded, int hotRows) {
        // the exact softmax brings its own threads: its products are what is dealt out
        int threads = softmax == null ? config.threads() : 1;
        return new EpochRunner(threads, worker(corpus, hotRows), corpus.length(), exploded * ignorantLoss);
    }

    private Supplier<ExampleWorker> worker(EncodedCorpus corpus, int hotRows) {
        if (softmax == null) {
            return () -> new LogisticWorker(
                    config.architecture(),
                    layer,
                    RowView.withOwn(input, 0, hotRows),
                    RowView.withOwn(output, layer.firstHot(output.rows(), hotRows), hotRows),
                    tokens(corpus),
                    config.window());
        }
        int batch = ((FullSoftmax) config.objective()).batch();
        return () -> new SoftmaxWorker(config.architecture(), input, tokens(corpus), softmax, batch);
    }

    private TokenWindow tokens(EncodedCorpus corpus) {
        return new TokenWindow(corpus.ids(), corpus.length(), keepBelow, config.window(), config.fixedWindow());
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
