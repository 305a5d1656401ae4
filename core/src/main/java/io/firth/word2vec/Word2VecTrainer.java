package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Machine;
import io.firth.embeddings.Provenance;
import io.firth.math.CounterRandom;
import io.firth.math.Kernel;
import io.firth.math.Matrix;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.train.Schedule;
import io.firth.train.TrainingException;
import io.firth.train.TrainingListener;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Trains word vectors from an encoded corpus (Mikolov et al. 2013).
 *
 * <p>Threads share the rows and update them without locks (Niu et al. 2011, "Hogwild!"). Input vectors start uniform in
 * ±1/(2D), output vectors at zero. The learning rate falls linearly over all epochs.
 */
public final class Word2VecTrainer {
    /** Entry of {@link Provenance#other}, with early stopping: the epoch, from 1, that the vectors are those of. */
    public static final String BEST_EPOCH = "best-epoch";

    /** Entry of {@link Provenance#other}: after which epoch, and why, training ended before the last. */
    public static final String STOPPED = "stopped";

    /** A loss per pair this many times the loss of knowing nothing counts as exploded. */
    private static final double EXPLODED = 25;

    private final Word2VecConfig config;
    private TrainingListener listener = TrainingListener.SILENT;

    /** A trainer for this configuration. */
    public Word2VecTrainer(Word2VecConfig config) {
        this.config = config;
    }

    /** Tells {@code listener} how training goes; returns this trainer. */
    public Word2VecTrainer listener(TrainingListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Bytes that the two matrices of a model take in memory.
     *
     * @param vocabularySize V
     */
    public static long modelBytes(Word2VecConfig config, int vocabularySize) {
        return Math.addExact(
                Matrix.allocatedBytes(vocabularySize, config.dim()),
                Matrix.allocatedBytes(config.objective().outputRows(vocabularySize), config.dim()));
    }

    /**
     * Bytes that all matrices take while a model is trained: those of {@link #modelBytes}, twice with early stopping.
     *
     * @param vocabularySize V
     */
    public static long trainingBytes(Word2VecConfig config, int vocabularySize) {
        long model = modelBytes(config, vocabularySize);
        return config.earlyStopping().isPresent() ? Math.multiplyExact(2, model) : model;
    }

    /** Trains without held-out text. */
    public Embeddings train(EncodedCorpus corpus, Vocabulary vocabulary)
            throws TrainingException, InterruptedException {
        return train(corpus, null, vocabulary);
    }

    /**
     * Trains. The calling thread hears the reports; interrupting it stops all threads, and nothing is returned.
     *
     * @param corpus to train on, encoded with {@code vocabulary}
     * @param heldOut text whose loss is reported after each epoch, or null; early stopping needs it
     * @throws TrainingException if the corpus holds no pair, or training diverges; the message says what to change
     * @throws OutOfMemoryError if the matrices do not fit
     */
    public Embeddings train(EncodedCorpus corpus, EncodedCorpus heldOut, Vocabulary vocabulary)
            throws TrainingException, InterruptedException {
        if (corpus.length() == 0) {
            throw new TrainingException("the corpus holds no sentence to train on");
        }
        long start = System.nanoTime();
        Streams streams = new Streams(config.seed());
        Matrix input = Matrix.allocate(vocabulary.size(), config.dim());
        Matrix output = Matrix.allocate(config.objective().outputRows(vocabulary.size()), config.dim());
        initialise(input, streams.initial());
        List<EpochStatistics> history = new ArrayList<>();
        BestEpoch best = new BestEpoch(config);
        best.check(heldOut != null && heldOut.tokens() > 0);
        try (WorkerFactory factory = new WorkerFactory(config, vocabulary, input, output)) {
            CorpusPass runner = factory.training(corpus, EXPLODED);
            CorpusPass heldOutRunner =
                    heldOut == null || heldOut.tokens() == 0 ? null : factory.evaluation(heldOut, EXPLODED);
            Schedule schedule =
                    new Schedule(config.learningRate(), config.minLearningRate(), corpus.length(), config.epochs());
            Meter meter = new Meter(corpus, schedule);
            for (int epoch = 0; epoch < config.epochs() && !best.stops(history); epoch++) {
                meter.startEpoch(epoch, runner);
                long epochStart = System.nanoTime();
                runEpoch(runner, epoch, streams, schedule, meter);
                double seconds = (System.nanoTime() - epochStart) / 1e9;
                double loss = runner.loss() / runner.pairs();
                OptionalDouble heldOutLoss = heldOutLoss(heldOutRunner, epoch, streams);
                history.add(new EpochStatistics(loss, heldOutLoss, seconds));
                best.ended(history, input, output);
                Provenance provenance = provenance(history, Map.of(), corpus, start);
                listener.epochEnd(new EpochReport(
                        epoch + 1,
                        loss,
                        heldOutLoss,
                        runner.pairs(),
                        corpus.tokens() / seconds,
                        seconds,
                        new Embeddings(vocabulary, input, Optional.of(output), provenance)));
            }
        }
        Matrix finalInput = best.input(history, input);
        Matrix finalOutput = best.output(history, output);
        checkFinite(finalInput);
        checkFinite(finalOutput);
        return new Embeddings(
                vocabulary,
                finalInput,
                Optional.of(finalOutput),
                provenance(history, best.facts(history), corpus, start));
    }

    private void runEpoch(CorpusPass runner, int epoch, Streams streams, Schedule schedule, Meter meter)
            throws TrainingException, InterruptedException {
        try {
            runner.run(streams.epoch(epoch), position -> schedule.rate(epoch, position), meter);
        } catch (TrainingException e) {
            throw diverged(e.getMessage(), epoch);
        }
        if (runner.pairs() == 0) {
            throw new TrainingException("the corpus holds no pair of neighbouring words to train on: every sentence has"
                    + " fewer than two words left after the vocabulary is cut and frequent words are thinned out;"
                    + " lower min-count or set subsample to 0");
        }
    }

    private TrainingException diverged(String what, int epoch) {
        return new TrainingException(String.format(
                Locale.ROOT,
                "%s (epoch %d of %d); try a smaller learning rate, now %s",
                what,
                epoch + 1,
                config.epochs(),
                config.learningRate()));
    }

    private OptionalDouble heldOutLoss(CorpusPass runner, int epoch, Streams streams)
            throws TrainingException, InterruptedException {
        if (runner == null) {
            return OptionalDouble.empty();
        }
        try {
            runner.run(streams.heldOut(), position -> 0, () -> {});
        } catch (TrainingException e) {
            throw diverged("held-out text: " + e.getMessage(), epoch);
        }
        return runner.pairs() == 0 ? OptionalDouble.empty() : OptionalDouble.of(runner.loss() / runner.pairs());
    }

    /** The loss is that of the vectors before a step: what the last steps of all made of them shows only here. */
    private void checkFinite(Matrix matrix) throws TrainingException {
        for (long row = 0; row < matrix.rows(); row++) {
            if (!Float.isFinite(Kernel.active().dot(matrix, row, matrix, row))) {
                throw diverged("a vector is no longer finite: training has diverged", config.epochs() - 1);
            }
        }
    }

    /** v uniform in ±1/(2D). */
    private void initialise(Matrix input, long key) {
        int dim = config.dim();
        int blocks = config.threads();
        IntStream.range(0, blocks).parallel().forEach(block -> {
            float[] row = new float[dim];
            for (long r = input.rows() * block / blocks; r < input.rows() * (block + 1) / blocks; r++) {
                for (int d = 0; d < dim; d++) {
                    row[d] = (CounterRandom.unitFloat(CounterRandom.bits(key, r * dim + d)) - 0.5f) / dim;
                }
                input.setRow(r, row);
            }
        });
    }

    private Provenance provenance(
            List<EpochStatistics> history, Map<String, String> facts, EncodedCorpus corpus, long start) {
        return new Provenance(
                "",
                Optional.of(Instant.now()),
                OptionalLong.of(config.seed()),
                config.describe(),
                Map.of("training.tokens", Long.toString(corpus.tokens())),
                Machine.describe(),
                Kernel.active().describe(),
                history,
                Optional.of(Duration.ofNanos(System.nanoTime() - start)),
                facts);
    }

    /** Turns what the runner has done into progress reports. */
    private final class Meter implements Runnable {
        private final EncodedCorpus corpus;
        private final Schedule schedule;
        private final double tokensPerPosition;
        private final long start = System.nanoTime();
        private CorpusPass runner;
        private int epoch;
        private double lossBefore;
        private long pairsBefore;
        private double latestLoss = Double.NaN;

        Meter(EncodedCorpus corpus, Schedule schedule) {
            this.corpus = corpus;
            this.schedule = schedule;
            this.tokensPerPosition = (double) corpus.tokens() / corpus.length();
        }

        void startEpoch(int epoch, CorpusPass runner) {
            this.epoch = epoch;
            this.runner = runner;
            lossBefore = 0;
            pairsBefore = 0;
        }

        @Override
        public void run() {
            long position = Math.min(runner.done(), corpus.length());
            double loss = runner.loss();
            long pairs = runner.pairs();
            if (pairs > pairsBefore) {
                latestLoss = (loss - lossBefore) / (pairs - pairsBefore);
                lossBefore = loss;
                pairsBefore = pairs;
            }
            long done = epoch * corpus.tokens() + Math.round(position * tokensPerPosition);
            long total = config.epochs() * corpus.tokens();
            double seconds = (System.nanoTime() - start) / 1e9;
            double rate = done / seconds;
            Duration remaining = done == 0 ? Duration.ZERO : Duration.ofMillis(Math.round((total - done) / rate * 1e3));
            listener.progress(new Progress(
                    epoch + 1,
                    config.epochs(),
                    done,
                    total,
                    rate,
                    latestLoss,
                    schedule.rate(epoch, position),
                    remaining));
        }
    }
}
