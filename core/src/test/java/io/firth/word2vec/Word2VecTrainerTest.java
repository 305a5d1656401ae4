package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.train.TrainingListener;
import io.firth.vocab.HuffmanTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What training learns, reports and repeats. */
class Word2VecTrainerTest {
    @TempDir
    static Path folder;

    private static SmallCorpus topics;

    @BeforeAll
    static void corpus() throws IOException, InterruptedException {
        topics = SmallCorpus.twoTopics(folder, 400, 0.1);
    }

    @AfterAll
    static void close() throws IOException {
        topics.close();
    }

    static Stream<Arguments> choices() {
        List<Arguments> choices = new ArrayList<>();
        for (Architecture architecture :
                List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT), new Cbow(Cbow.Gradient.WORD2VEC))) {
            for (Objective objective : List.of(
                    new NegativeSampling(5, 0.75, true),
                    new NegativeSampling(5, 0.75, false),
                    new HierarchicalSoftmax(),
                    new FullSoftmax(16))) {
                choices.add(Arguments.of(architecture, objective));
            }
        }
        return choices.stream();
    }

    private static Word2VecConfig config(Architecture architecture, Objective objective) {
        return Word2VecConfig.defaults()
                .withArchitecture(architecture)
                .withObjective(objective)
                .withDim(16)
                .withWindow(4, false)
                .withSubsample(0)
                .withEpochs(5)
                .withLearningRate(0.05, 0.001)
                .withThreads(1);
    }

    private static Embeddings train(Word2VecConfig config) throws Exception {
        return new Word2VecTrainer(config).train(topics.training(), topics.vocabulary());
    }

    private static double[] losses(Embeddings embeddings) {
        return embeddings.provenance().epochs().stream()
                .mapToDouble(EpochStatistics::loss)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void wordsOfATopicComeTogether(Architecture architecture, Objective objective) throws Exception {
        for (int threads = 1; threads <= 2; threads++) {
            Embeddings embeddings = train(config(architecture, objective).withThreads(threads));
            double separation = SmallCorpus.separation(embeddings);
            assertTrue(separation > 0.7, "threads " + threads + ": " + separation);
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void lossFallsFromEpochToEpoch(Architecture architecture, Objective objective) throws Exception {
        // slow, so that there is something left to learn in every epoch
        double[] losses = losses(train(config(architecture, objective).withLearningRate(0.002, 0.002)));
        assertEquals(5, losses.length);
        for (int epoch = 1; epoch < losses.length; epoch++) {
            assertTrue(losses[epoch] < losses[epoch - 1], Arrays.toString(losses));
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void oneThreadGivesTheSameBytesAgainAndAnotherSeedOthers(Architecture architecture, Objective objective)
            throws Exception {
        Word2VecConfig config = config(architecture, objective).withEpochs(2);
        byte[] bytes = SmallCorpus.bytes(train(config));
        assertArrayEquals(bytes, SmallCorpus.bytes(train(config)));
        assertFalse(Arrays.equals(bytes, SmallCorpus.bytes(train(config.withSeed(2)))));
    }

    /** The exact softmax adds up in one order whatever the threads do. */
    @Test
    void fullSoftmaxGivesTheSameBytesOnAnyNumberOfThreads() throws Exception {
        Word2VecConfig config = config(new SkipGram(), new FullSoftmax(32)).withEpochs(1);
        assertArrayEquals(SmallCorpus.bytes(train(config)), SmallCorpus.bytes(train(config.withThreads(3))));
    }

    /** All output vectors are zero at first, so every logit is, and every logistic regression costs ln 2. */
    @ParameterizedTest
    @MethodSource("choices")
    void firstLossIsThatOfKnowingNothing(Architecture architecture, Objective objective) throws Exception {
        Word2VecConfig config = config(architecture, objective)
                .withEpochs(1)
                .withLearningRate(1e-9, 0)
                .withWindow(4, true);
        double expected = switch (objective) {
            case NegativeSampling sampling -> (sampling.negatives() + 1) * Math.log(2);
            // sixteen words that are nearly equally frequent: nearly all paths are of four nodes
            case HierarchicalSoftmax tree -> meanCodeLength() * Math.log(2);
            case FullSoftmax softmax -> Math.log(2 * SmallCorpus.TOPIC_WORDS);
        };
        double tolerance = objective instanceof HierarchicalSoftmax ? 1e-2 : 1e-5;
        assertEquals(expected, losses(train(config))[0], tolerance * expected);
    }

    private static double meanCodeLength() {
        HuffmanTree tree = HuffmanTree.of(topics.vocabulary());
        double sum = 0;
        for (int w = 0; w < tree.size(); w++) {
            sum += (double) topics.vocabulary().count(w) * tree.codeLength(w);
        }
        return sum / topics.vocabulary().totalCount();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void heldOutLossIsMeasuredAndChangesNothing(Architecture architecture, Objective objective) throws Exception {
        Word2VecConfig config = config(architecture, objective).withEpochs(3);
        assertTrue(
                topics.heldOut().tokens() > 200, "held out: " + topics.heldOut().tokens());
        byte[] without = SmallCorpus.bytes(train(config));
        List<Double> first = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Embeddings embeddings =
                    new Word2VecTrainer(config).train(topics.training(), topics.heldOut(), topics.vocabulary());
            assertArrayEquals(without, SmallCorpus.bytes(embeddings));
            List<Double> losses = embeddings.provenance().epochs().stream()
                    .map(epoch -> epoch.heldOutLoss().orElseThrow())
                    .toList();
            if (run == 0) {
                first.addAll(losses);
            }
            assertEquals(first, losses);
        }
        assertTrue(first.get(2) < first.get(0), first.toString());
        // the same text distribution: what is learnt holds for it too
        double last = losses(train(config))[2];
        assertEquals(last, first.get(2), 0.1 * last);
    }

    @Test
    void heldOutNegativesAreTheSameInEveryEpoch() throws Exception {
        // hardly moving vectors: other negatives would show, other vectors do not
        Word2VecConfig config = config(new SkipGram(), new NegativeSampling(5, 0.75, true))
                .withLearningRate(0.05, 0.05)
                .withEpochs(1);
        List<Double> losses = new ArrayList<>();
        Embeddings trained = train(config);
        for (int epoch = 0; epoch < 2; epoch++) {
            try (WorkerFactory factory = new WorkerFactory(
                    config,
                    topics.vocabulary(),
                    topics.vocabulary(),
                    trained.input(),
                    trained.output().orElseThrow())) {
                CorpusPass runner = factory.evaluation(topics.heldOut(), 100);
                Streams streams = new Streams(config.seed());
                runner.run(streams.heldOut(), position -> 0, () -> {});
                losses.add(runner.loss() / runner.pairs());
            }
        }
        assertEquals(losses.get(0), losses.get(1));
        double reported = new Word2VecTrainer(config)
                .train(topics.training(), topics.heldOut(), topics.vocabulary())
                .provenance()
                .epochs()
                .get(0)
                .heldOutLoss()
                .orElseThrow();
        assertEquals(losses.get(0), reported);
    }

    @Test
    void everyPairIsTrainedAndFrequentWordsAreThinnedOut() throws Exception {
        Word2VecConfig config =
                config(new SkipGram(), new HierarchicalSoftmax()).withEpochs(1).withWindow(4, true);
        long sentences = topics.training().sentences();
        assertEquals(sentences * ContextWindow.pairs(12, 4), pairs(config));
        Word2VecConfig cbow = config.withArchitecture(new Cbow(Cbow.Gradient.EXACT));
        assertEquals(sentences * 12, pairs(cbow));
        // f = 1/16 or nearly so, t = 1/64: keep = (√4 + 1)/4; a kept word without a kept neighbour is rare
        double n = topics.training().tokens();
        assertEquals(0.75 * n, pairs(cbow.withSubsample(1.0 / 64)), 5 * Math.sqrt(n * 0.75 * 0.25));
    }

    private static long pairs(Word2VecConfig config) throws Exception {
        long[] pairs = new long[1];
        new Word2VecTrainer(config)
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnd(EpochReport report) {
                        pairs[0] += report.pairs();
                    }
                })
                .train(topics.training(), topics.vocabulary());
        return pairs[0];
    }

    @Test
    void withoutHeldOutTextThereIsNoLossOfIt() throws Exception {
        Embeddings embeddings =
                train(config(new SkipGram(), new FullSoftmax(16)).withEpochs(1));
        assertTrue(embeddings.provenance().epochs().get(0).heldOutLoss().isEmpty());
    }

    @Test
    void progressOnlyGoesForwardAndArrives() throws Exception {
        for (int threads = 1; threads <= 2; threads++) {
            List<Progress> heard = new ArrayList<>();
            List<EpochReport> epochs = new ArrayList<>();
            Word2VecConfig config = config(new SkipGram(), new NegativeSampling(5, 0.75, true))
                    .withThreads(threads)
                    .withEpochs(4);
            new Word2VecTrainer(config)
                    .listener(new TrainingListener() {
                        @Override
                        public void progress(Progress progress) {
                            heard.add(progress);
                        }

                        @Override
                        public void epochEnd(EpochReport report) {
                            epochs.add(report);
                        }
                    })
                    .train(topics.training(), topics.vocabulary());
            long total = 4 * topics.training().tokens();
            long before = 0;
            for (Progress progress : heard) {
                assertTrue(progress.tokensDone() >= before, heard.toString());
                before = progress.tokensDone();
                assertEquals(total, progress.tokensTotal());
                assertEquals(4, progress.epochs());
                assertTrue(progress.tokensDone()
                        <= progress.epoch() * topics.training().tokens());
                assertFalse(progress.remaining().isNegative());
                assertTrue(progress.learningRate() <= 0.05f && progress.learningRate() >= 0.001f);
            }
            assertEquals(total, before);
            assertEquals(0.001f, (float) heard.getLast().learningRate());
            assertEquals(
                    List.of(1, 2, 3, 4), epochs.stream().map(EpochReport::epoch).toList());
            assertTrue(epochs.stream()
                    .allMatch(report -> report.pairs() > topics.training().tokens()));
        }
    }

    /**
     * Threads that train copies of the same frequent rows for too long add up to a step that overshoots: on text with the
     * frequencies of real text, training then diverges with the default learning rate.
     */
    @Test
    void manyThreadsLearnAsWellAsOne() throws Exception {
        try (SmallCorpus zipf = SmallCorpus.zipf(folder, 300_000, 3000)) {
            Word2VecConfig config =
                    Word2VecConfig.defaults().withDim(32).withEpochs(1).withLearningRate(0.05, 0.05);
            double one = lossOf(config.withThreads(1), zipf);
            assertEquals(one, lossOf(config.withThreads(16), zipf), 0.03 * one);
        }
    }

    private static double lossOf(Word2VecConfig config, SmallCorpus corpus) throws Exception {
        return losses(new Word2VecTrainer(config).train(corpus.training(), corpus.vocabulary()))[0];
    }
}
