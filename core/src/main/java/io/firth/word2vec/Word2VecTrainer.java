package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Machine;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import io.firth.train.Checkpoint;
import io.firth.train.Checkpointer;
import io.firth.train.EpochReport;
import io.firth.train.Schedule;
import io.firth.train.TrainingException;
import io.firth.train.TrainingListener;
import io.firth.train.TrainingState;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Trains word vectors from an encoded corpus (Mikolov et al. 2013).
 *
 * <p>Threads work on blocks of rows in turn, or share all rows and update them without locks (Niu et al. 2011, "Hogwild!"), as {@link
 * Parallelism} says. Input vectors start uniform in ±1/(2D), output vectors at zero. The learning rate falls linearly over all
 * epochs.
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
    private Checkpointer checkpointer;
    private Checkpoint from;

    /** A trainer for this configuration. */
    public Word2VecTrainer(Word2VecConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Tells {@code listener} how training goes; returns this trainer. */
    public Word2VecTrainer listener(TrainingListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Takes checkpoints; returns this trainer. An interrupt then ends training at the next place where it can be taken up
     * again, not at once, and leaves a checkpoint of it; a second interrupt ends it at once.
     */
    public Word2VecTrainer checkpoints(Checkpointer value) {
        checkpointer = value;
        return this;
    }

    /**
     * Goes on from a checkpoint; returns this trainer. With the same corpus, the same number of threads where these matter,
     * and the same kernel, the vectors will be those of a training that was never interrupted.
     *
     * @throws IllegalArgumentException if the checkpoint is of another configuration, threads and learning rates aside; the
     *     message names the difference
     */
    public Word2VecTrainer resume(Checkpoint checkpoint) {
        Resumption.check(config, checkpoint);
        from = checkpoint;
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
     * @throws IllegalArgumentException if a corpus has word ids that the vocabulary lacks
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TrainingException if the corpus holds no pair, or training diverges; the message says what to change
     * @throws OutOfMemoryError if the matrices do not fit
     */
    public Embeddings train(EncodedCorpus corpus, EncodedCorpus heldOut, Vocabulary vocabulary)
            throws TrainingException, InterruptedException {
        checkNotEmpty(corpus);
        return train(corpus, heldOut, InitialVectors.random(config, vocabulary));
    }

    /**
     * Trains vectors that are there already; otherwise as {@link #train(EncodedCorpus, EncodedCorpus, Vocabulary)}.
     *
     * @param corpus to train on, encoded with the vocabulary of {@code initial}
     * @param heldOut text whose loss is reported after each epoch, or null
     * @param initial changed, so not to be used again
     * @throws IllegalArgumentException if a corpus has word ids that the vocabulary lacks
     * @throws InterruptedException if the calling thread is interrupted
     * @throws TrainingException if the corpus holds no pair, or training diverges; the message says what to change
     */
    public Embeddings train(EncodedCorpus corpus, EncodedCorpus heldOut, InitialVectors initial)
            throws TrainingException, InterruptedException {
        checkNotEmpty(corpus);
        long start = System.nanoTime();
        Streams streams = new Streams(config.seed());
        Vocabulary vocabulary = initial.vocabulary();
        corpus.checkEncodedWith(vocabulary);
        if (heldOut != null) {
            heldOut.checkEncodedWith(vocabulary);
        }
        Matrix input = initial.input();
        Matrix output = initial.output();
        TrainingState state = TrainingState.START;
        List<EpochStatistics> history = new ArrayList<>();
        BestEpoch best = new BestEpoch(config);
        best.check(heldOut != null && heldOut.tokens() > 0);
        if (from != null) {
            state = from.state();
            Resumption.restore(from, corpus, input, output);
            from.best().ifPresent(best::restore);
            history.addAll(from.model().provenance().epochs());
        }
        Pauses pauses = new Pauses(checkpointer);
        try (WorkerFactory factory = new WorkerFactory(config, vocabulary, initial.text(), input, output)) {
            CorpusPass runner = factory.training(corpus, EXPLODED);
            CorpusPass heldOutRunner =
                    heldOut == null || heldOut.tokens() == 0 ? null : factory.evaluation(heldOut, EXPLODED);
            Schedule schedule =
                    new Schedule(config.learningRate(), config.minLearningRate(), corpus.length(), config.epochs());
            Meter meter = new Meter(listener, checkpointer, config.epochs(), corpus, schedule, state);
            for (int epoch = state.epoch(); epoch < config.epochs() && !best.stops(history); epoch++) {
                TrainingState begin = epoch == state.epoch() ? state : TrainingState.atEpoch(epoch);
                long epochStart = System.nanoTime() - (long) (begin.epochSeconds() * 1e9);
                runner.begin(begin.position(), begin.loss(), begin.pairs());
                meter.startEpoch(epoch, runner);
                Snapshot snapshot = new Snapshot(
                        epoch,
                        epochStart,
                        corpus,
                        runner,
                        best,
                        () -> new Embeddings(
                                vocabulary, input, Optional.of(output), provenance(history, Map.of(), corpus, start)));
                runEpoch(runner, epoch, streams, schedule, meter, pauses, snapshot);
                double seconds = (System.nanoTime() - epochStart) / 1e9;
                double loss = runner.loss() / runner.pairs();
                OptionalDouble heldOutLoss;
                try {
                    heldOutLoss = heldOutLoss(heldOutRunner, epoch, streams);
                } catch (InterruptedException e) {
                    save(snapshot);
                    throw e;
                }
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
        } catch (Throwable e) {
            settleAfter(e);
            throw e;
        }
        settle();
        Matrix finalInput = best.input(history, input);
        Matrix finalOutput = best.output(history, output);
        checkFinite(finalInput, config.epochs() - 1);
        checkFinite(finalOutput, config.epochs() - 1);
        return new Embeddings(
                vocabulary,
                finalInput,
                Optional.of(finalOutput),
                provenance(history, best.facts(history), corpus, start));
    }

    private static void checkNotEmpty(EncodedCorpus corpus) throws TrainingException {
        if (corpus.length() == 0) {
            throw new TrainingException("the corpus holds no sentence to train on");
        }
    }

    private void runEpoch(
            CorpusPass runner,
            int epoch,
            Streams streams,
            Schedule schedule,
            Meter meter,
            Pauses pauses,
            Snapshot snapshot)
            throws TrainingException, InterruptedException {
        try {
            while (!pauses.ending() && !snapshot.isWhole()) {
                runner.run(streams.epoch(epoch), position -> schedule.rate(epoch, position), meter, pauses);
                if (!snapshot.isWhole() && !pauses.ending()) {
                    save(snapshot);
                }
            }
        } catch (TrainingException e) {
            throw diverged(e.getMessage(), epoch);
        }
        if (pauses.ending()) {
            save(snapshot);
            throw new InterruptedException();
        }
        if (runner.pairs() == 0) {
            throw new TrainingException("the corpus holds no pair of neighbouring words to train on: every sentence has"
                    + " fewer than two words left after the vocabulary is cut and frequent words are thinned out;"
                    + " lower min-count or set subsample to 0");
        }
    }

    private void save(Snapshot snapshot) throws TrainingException {
        if (checkpointer == null) {
            return;
        }
        Checkpoint checkpoint = snapshot.take();
        if (!checkpointer.save(checkpoint)) {
            // what could not be kept may be vectors that are not finite, which is no fault of the disk
            int epoch = checkpoint.state().epoch();
            checkFinite(checkpoint.model().input(), epoch);
            checkFinite(checkpoint.model().output().orElseThrow(), epoch);
        }
    }

    /** What a listener throws now does not take the place of the failure. */
    private void settleAfter(Throwable failure) {
        try {
            settle();
        } catch (Throwable e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }

    /** No checkpoint is on its way any more, and all is told. */
    private void settle() {
        if (checkpointer != null) {
            checkpointer.await();
            checkpointer.tell(listener);
        }
    }

    private TrainingException diverged(String what, int epoch) {
        return TrainingException.divergence(String.format(
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
    private void checkFinite(Matrix matrix, int epoch) throws TrainingException {
        int blocks = config.threads();
        boolean finite = IntStream.range(0, blocks)
                .parallel()
                .allMatch(block ->
                        matrix.hasFiniteLengths(matrix.rows() * block / blocks, matrix.rows() * (block + 1) / blocks));
        if (!finite) {
            throw diverged("a vector is no longer finite: training has diverged", epoch);
        }
    }

    private Provenance provenance(
            List<EpochStatistics> history, Map<String, String> facts, EncodedCorpus corpus, long start) {
        Map<String, String> other = new LinkedHashMap<>(Resumption.changes(config, from));
        other.putAll(facts);
        return new Provenance(
                "",
                Optional.of(Instant.now()),
                OptionalLong.of(config.seed()),
                config.describe(),
                Map.of("training.tokens", Long.toString(corpus.tokens())),
                Machine.describe(),
                Resumption.kernel(from),
                history,
                Optional.of(Resumption.earlier(from).plusNanos(System.nanoTime() - start)),
                other);
    }
}
