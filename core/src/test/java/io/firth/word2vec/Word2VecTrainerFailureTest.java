package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.train.TrainingException;
import io.firth.train.TrainingListener;
import io.firth.vocab.EncodedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Training that cannot go on, is not to go on, or has hardly anything to go on. */
@Timeout(60) // against hanging; nothing here is timed
class Word2VecTrainerFailureTest {
    @TempDir
    Path folder;

    static Stream<Arguments> choices() {
        return Word2VecTrainerTest.choices();
    }

    static List<Objective> objectives() {
        return List.of(new NegativeSampling(5, 0.75, true), new HierarchicalSoftmax(), new FullSoftmax(8));
    }

    private static Word2VecConfig config(Objective objective) {
        return Word2VecConfig.defaults()
                .withObjective(objective)
                .withDim(8)
                .withSubsample(0)
                .withEpochs(2)
                .withThreads(2);
    }

    private static boolean threadsAreGone() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("firth-train"));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void hugeLearningRateIsNamed(Architecture architecture, Objective objective) throws Exception {
        try (SmallCorpus corpus = SmallCorpus.twoTopics(folder, 200, 0)) {
            Word2VecConfig config = config(objective)
                    .withArchitecture(architecture)
                    .withEpochs(50)
                    .withLearningRate(100, 50);
            TrainingException e = assertThrows(
                    TrainingException.class,
                    () -> new Word2VecTrainer(config).train(corpus.training(), corpus.vocabulary()));
            assertTrue(e.getMessage().startsWith("the loss per pair is "), e.getMessage());
            assertTrue(e.getMessage().endsWith("try a smaller learning rate, now 100.0"), e.getMessage());
            assertTrue(threadsAreGone());
        }
    }

    /** Two words and one step: the loss is that before the step and quite sane, the vectors after it are not. */
    @Test
    void vectorsThatTheLastStepBrokeAreNotHandedOut() throws Exception {
        try (SmallCorpus corpus = SmallCorpus.of(folder, 0, "a b\n".repeat(30))) {
            Word2VecConfig config =
                    config(new NegativeSampling(1, 0, true)).withEpochs(1).withThreads(1);
            Word2VecTrainer trainer = new Word2VecTrainer(config).listener(new TrainingListener() {
                @Override
                public void epochEnd(EpochReport report) {
                    report.soFar().input().set(1, 3, Float.POSITIVE_INFINITY);
                }
            });
            TrainingException e =
                    assertThrows(TrainingException.class, () -> trainer.train(corpus.training(), corpus.vocabulary()));
            assertEquals(
                    "a vector is no longer finite: training has diverged (epoch 1 of 1); try a smaller learning rate,"
                            + " now 0.025",
                    e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void interruptingTheCallerStopsEverything(Objective objective) throws Exception {
        try (SmallCorpus corpus = SmallCorpus.twoTopics(folder, 200, 0)) {
            CountDownLatch started = new CountDownLatch(1);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Word2VecTrainer trainer = new Word2VecTrainer(config(objective).withEpochs(1_000_000))
                    .listener(new TrainingListener() {
                        @Override
                        public void progress(Progress progress) {
                            started.countDown();
                        }
                    });
            Thread caller = new Thread(() -> {
                try {
                    trainer.train(corpus.training(), corpus.vocabulary());
                } catch (Throwable t) {
                    thrown.set(t);
                }
            });
            caller.start();
            started.await();
            caller.interrupt();
            caller.join();
            assertInstanceOf(InterruptedException.class, thrown.get());
            assertTrue(threadsAreGone());
        }
    }

    @Test
    void anInterruptBeforeTheStartCounts() throws Exception {
        try (SmallCorpus corpus = SmallCorpus.of(folder, 0, "a b\n")) {
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> new Word2VecTrainer(config(new HierarchicalSoftmax()))
                            .train(corpus.training(), corpus.vocabulary()));
            assertFalse(Thread.interrupted());
        }
    }

    @Test
    void aCorpusOfAnotherVocabularyIsRefused() throws Exception {
        try (SmallCorpus small = SmallCorpus.of(folder, 0, "a b\n");
                SmallCorpus large = SmallCorpus.of(folder, 0, "a b c d\n");
                EncodedCorpus inMemory = EncodedCorpus.of(new int[] {0, 3, EncodedCorpus.SENTENCE_END})) {
            Word2VecTrainer trainer = new Word2VecTrainer(config(new NegativeSampling(5, 0.75, true)));
            for (EncodedCorpus foreign : List.of(large.training(), inMemory)) {
                IllegalArgumentException e =
                        assertThrows(IllegalArgumentException.class, () -> trainer.train(foreign, small.vocabulary()));
                assertEquals(
                        "a corpus of word ids up to 3 was not encoded with this vocabulary of 2 words", e.getMessage());
                assertThrows(
                        IllegalArgumentException.class,
                        () -> trainer.train(small.training(), foreign, small.vocabulary()));
            }
            trainer.train(inMemory, large.vocabulary());
        }
    }

    @Test
    void nullIsNoticedAtTheCall() {
        assertThrows(NullPointerException.class, () -> new Word2VecTrainer(null));
        Word2VecTrainer trainer = new Word2VecTrainer(Word2VecConfig.defaults());
        assertThrows(NullPointerException.class, () -> trainer.listener(null));
        assertThrows(NullPointerException.class, () -> new Cbow(null));
    }

    @Test
    void whatAListenerThrowsComesOutAndStopsTheThreads() throws Exception {
        try (SmallCorpus corpus = SmallCorpus.twoTopics(folder, 200, 0)) {
            // checked ones too, which Kotlin and Scala throw without declaring them
            for (Throwable thrown :
                    List.of(new IllegalStateException("mine"), new AssertionError("mine"), new IOException("mine"))) {
                TrainingListener atProgress = new TrainingListener() {
                    @Override
                    public void progress(Progress progress) {
                        Word2VecTrainerFailureTest.<RuntimeException>sneak(thrown);
                    }
                };
                TrainingListener atEpochEnd = new TrainingListener() {
                    @Override
                    public void epochEnd(EpochReport report) {
                        Word2VecTrainerFailureTest.<RuntimeException>sneak(thrown);
                    }
                };
                for (TrainingListener listener : List.of(atProgress, atEpochEnd)) {
                    // an epoch has not ended when progress is first reported
                    NegativeSampling slow = new NegativeSampling(1000, 0.75, true);
                    Word2VecConfig config = config(slow)
                            .withDim(listener == atProgress ? 500 : 1)
                            .withLearningRate(1e-6, 0);
                    Word2VecTrainer trainer = new Word2VecTrainer(config).listener(listener);
                    assertSame(
                            thrown,
                            assertThrows(
                                    thrown.getClass(), () -> trainer.train(corpus.training(), corpus.vocabulary())));
                    assertTrue(threadsAreGone());
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void sentencesOfOneWordHoldNoPair(Objective objective) throws Exception {
        try (SmallCorpus corpus = SmallCorpus.of(folder, 0, "a\nb\na\n")) {
            TrainingException e = assertThrows(
                    TrainingException.class,
                    () -> new Word2VecTrainer(config(objective)).train(corpus.training(), corpus.vocabulary()));
            assertTrue(e.getMessage().startsWith("the corpus holds no pair of neighbouring words"), e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void smallestShapesTrain(Architecture architecture, Objective objective) throws Exception {
        for (String text : List.of("a a a\n", "a b\n", "a b c a\nb\n", "a b c d e f g\n".repeat(20))) {
            try (SmallCorpus corpus = SmallCorpus.of(folder, 0, text)) {
                for (int dim : new int[] {1, 3, 100}) {
                    // a window much longer than any sentence
                    Word2VecConfig config = config(objective)
                            .withArchitecture(architecture)
                            .withDim(dim)
                            .withWindow(50, true);
                    Embeddings embeddings = new Word2VecTrainer(config).train(corpus.training(), corpus.vocabulary());
                    String shape = text + ", dim " + dim;
                    assertEquals(corpus.vocabulary().size(), embeddings.size(), shape);
                    assertEquals(dim, embeddings.dim(), shape);
                    double loss = embeddings.provenance().epochs().getLast().loss();
                    assertTrue(loss >= 0 && loss < 10, shape + ", loss " + loss);
                    boolean learns = corpus.vocabulary().size() > 1 || objective instanceof NegativeSampling;
                    assertEquals(learns, norm(embeddings) > 0, shape);
                }
            }
        }
    }

    /** ‖U‖², zero before training. */
    private static double norm(Embeddings embeddings) {
        double sum = 0;
        for (long r = 0; r < embeddings.output().orElseThrow().rows(); r++) {
            for (float x : embeddings.output().orElseThrow().row(r)) {
                sum += x * x;
            }
        }
        return sum;
    }
}
