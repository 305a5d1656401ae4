package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.io.CheckpointFolder;
import io.firth.math.Matrix;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.train.Checkpoint;
import io.firth.train.CheckpointReport;
import io.firth.train.CheckpointStore;
import io.firth.train.Checkpointer;
import io.firth.train.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Training that was interrupted and taken up again ends with the same bytes as one that was not. */
@Timeout(120) // against hanging; nothing here is timed
class ResumeTest {
    private static final Duration AT_EVERY_PLACE = Duration.ofNanos(1);

    @TempDir
    private static Path folder;

    private static SmallCorpus corpus;

    @BeforeAll
    static void open() throws Exception {
        StringBuilder text = new StringBuilder();
        Random random = new Random(31);
        for (int i = 1; i <= 9000; i++) {
            text.append('w').append((int) Math.pow(400, random.nextDouble())).append(i % 40 == 0 ? '\n' : ' ');
        }
        corpus = SmallCorpus.of(folder, 0.1, text.toString());
    }

    @AfterAll
    static void close() throws Exception {
        corpus.close();
    }

    static Stream<Arguments> choices() {
        List<Arguments> choices = new ArrayList<>();
        for (Architecture architecture : List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT))) {
            for (Objective objective :
                    List.of(new NegativeSampling(5, 0.75, true), new HierarchicalSoftmax(), new FullSoftmax(16))) {
                for (Parallelism parallelism : List.of(new Deterministic(4), new LockFree())) {
                    choices.add(Arguments.of(architecture, objective, parallelism));
                }
            }
        }
        return choices.stream();
    }

    private static Word2VecConfig config(Architecture architecture, Objective objective, Parallelism parallelism) {
        return Word2VecConfig.defaults()
                .withArchitecture(architecture)
                .withObjective(objective)
                .withParallelism(parallelism)
                .withDim(7)
                .withEpochs(2)
                .withThreads(1);
    }

    /** Each checkpoint is one that training goes on from: interrupted at every place there is, one after the other. */
    @ParameterizedTest
    @MethodSource("choices")
    void interruptedAtEveryPlace(Architecture architecture, Objective objective, Parallelism parallelism)
            throws Exception {
        Word2VecConfig config = config(architecture, objective, parallelism);
        Embeddings whole = new Word2VecTrainer(config).train(corpus.training(), corpus.heldOut(), corpus.vocabulary());
        // on disk once, for the others in memory: a disk takes its time to make sure
        boolean onDisk = objective instanceof HierarchicalSoftmax && parallelism instanceof Deterministic;
        CheckpointStore kept = onDisk ? new CheckpointFolder(folder.resolve(architecture.name())) : new InMemory();
        boolean fixedThreads = parallelism instanceof LockFree && !(objective instanceof FullSoftmax);
        int runs = 0;
        Embeddings resumed = null;
        while (resumed == null) {
            assertTrue(runs < 1000, "training does not get on");
            int threads = fixedThreads ? 1 : 1 + runs % 3;
            resumed = untilFirstCheckpoint(config.withThreads(threads), kept);
            runs++;
        }
        assertTrue(runs > 10, runs + " runs");
        assertSame(whole, resumed);
    }

    @Test
    void aListenerThatFailsAtTheEndDoesNotHideTheFailure() {
        Thread caller = Thread.currentThread();
        CheckpointStore interrupting = checkpoint -> {
            caller.interrupt();
            return () -> {};
        };
        RuntimeException told = new IllegalStateException("told");
        Word2VecTrainer trainer = new Word2VecTrainer(config(new SkipGram(), new HierarchicalSoftmax(), new LockFree()))
                .checkpoints(new Checkpointer(interrupting, AT_EVERY_PLACE))
                .listener(new TrainingListener() {
                    @Override
                    public void checkpointSaved(CheckpointReport report) {
                        throw told;
                    }
                });
        InterruptedException thrown = assertThrows(
                InterruptedException.class, () -> trainer.train(corpus.training(), null, corpus.vocabulary()));
        Thread.interrupted(); // of the checkpoint that was kept last
        assertArrayEquals(new Throwable[] {told}, thrown.getSuppressed());
    }

    /** Trains until a checkpoint is kept; returns the vectors if training ended before. */
    private static Embeddings untilFirstCheckpoint(Word2VecConfig config, CheckpointStore kept) throws Exception {
        Thread caller = Thread.currentThread();
        CheckpointStore interrupting = checkpoint -> {
            CheckpointStore.Pending pending = kept.save(checkpoint);
            caller.interrupt();
            return pending;
        };
        Word2VecTrainer trainer =
                new Word2VecTrainer(config).checkpoints(new Checkpointer(interrupting, AT_EVERY_PLACE));
        Optional<Checkpoint> found = kept instanceof CheckpointFolder onDisk
                ? onDisk.newest().map(CheckpointFolder.Found::checkpoint)
                : Optional.ofNullable(((InMemory) kept).newest);
        found.ifPresent(trainer::resume);
        try {
            return trainer.train(corpus.training(), corpus.heldOut(), corpus.vocabulary());
        } catch (InterruptedException e) {
            Thread.interrupted(); // of the checkpoint that was kept last
            return null;
        }
    }

    private static void assertSame(Embeddings expected, Embeddings actual) {
        assertArrayEquals(SmallCorpus.bytes(expected), SmallCorpus.bytes(actual));
        assertEquals(
                expected.provenance().reproducible().toString(),
                actual.provenance().reproducible().toString());
        for (EpochStatistics epoch : actual.provenance().epochs()) {
            assertTrue(epoch.heldOutLoss().isPresent() && epoch.seconds() > 0, epoch.toString());
        }
    }

    private static final class InMemory implements CheckpointStore {
        private Checkpoint newest;

        @Override
        public Pending save(Checkpoint checkpoint) {
            Embeddings model = checkpoint.model();
            Embeddings copy = new Embeddings(
                    model.vocabulary(), copy(model.input()), model.output().map(InMemory::copy), model.provenance());
            Optional<Checkpoint.Vectors> best = checkpoint
                    .best()
                    .map(vectors -> new Checkpoint.Vectors(copy(vectors.input()), copy(vectors.output())));
            return () -> newest = new Checkpoint(copy, best, checkpoint.state(), checkpoint.notes());
        }

        private static Matrix copy(Matrix matrix) {
            Matrix copy = Matrix.allocate(matrix.rows(), matrix.dim());
            for (long row = 0; row < matrix.rows(); row++) {
                copy.setRow(row, matrix.row(row));
            }
            return copy;
        }
    }
}
