package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.math.Matrix;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import java.lang.foreign.ValueLayout;
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

/**
 * The same corpus, configuration and seed give the same bytes on any number of threads, and in every run. With {@code
 * -Dfirth.matrix=full} ({@code mvn -Pmatrix test}) on a larger text, with three numbers of shards, and every cell twice.
 */
class DeterminismTest {
    private static final boolean FULL = "full".equals(System.getProperty("firth.matrix"));

    @TempDir
    private static Path folder;

    private static SmallCorpus zipf;
    private static SmallCorpus topics;

    @BeforeAll
    static void open() throws Exception {
        zipf = SmallCorpus.zipf(folder, FULL ? 60_000 : 12_000, 1500);
        topics = SmallCorpus.twoTopics(folder, 600, 0.2);
    }

    @AfterAll
    static void close() throws Exception {
        zipf.close();
        topics.close();
    }

    static Stream<Arguments> choices() {
        List<Arguments> choices = new ArrayList<>();
        for (Architecture architecture :
                List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT), new Cbow(Cbow.Gradient.WORD2VEC))) {
            for (Objective objective : List.of(
                    new NegativeSampling(5, 0.75, true),
                    new NegativeSampling(2, 0.75, false),
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
                .withParallelism(new Deterministic(4))
                .withDim(9)
                .withEpochs(2)
                .withSeed(5);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void threadsMakeNoDifference(Architecture architecture, Objective objective) throws Exception {
        for (int shards : FULL ? new int[] {1, 4, 64} : new int[] {4}) {
            threadsMakeNoDifference(
                    config(architecture, objective).withParallelism(new Deterministic(shards)), shards + " shards");
        }
    }

    private static void threadsMakeNoDifference(Word2VecConfig asked, String what) throws Exception {
        boolean exact = asked.objective() instanceof FullSoftmax;
        Word2VecConfig config = exact ? asked.withEpochs(1).withSubsample(1e-5) : asked;
        Embeddings one = train(config.withThreads(1), zipf);
        for (int threads : new int[] {1, 2, 3, 8}) {
            for (int run = FULL ? 1 : 2; run <= 2; run++) {
                assertSame(one, train(config.withThreads(threads), zipf), what + ", " + threads + " threads");
            }
        }
        assertFalse(
                Arrays.equals(
                        bytes(one.input()),
                        bytes(train(config.withSeed(6), zipf).input())),
                "another seed");
    }

    @Test
    void shardsDoMakeADifference() throws Exception {
        Word2VecConfig config = config(new SkipGram(), new NegativeSampling(5, 0.75, true));
        assertFalse(Arrays.equals(
                bytes(train(config, zipf).input()),
                bytes(train(config.withParallelism(new Deterministic(8)), zipf).input())));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void whatIsRelatedIsFound(Architecture architecture, Objective objective) throws Exception {
        Word2VecConfig config = config(architecture, objective).withEpochs(12).withLearningRate(0.05, 0.001);
        Embeddings trained = train(config.withThreads(2), topics);
        double within = 0;
        double across = 0;
        for (int i = 0; i < SmallCorpus.TOPIC_WORDS; i++) {
            within += cosine(trained, "a" + i, "a" + (i + 1) % SmallCorpus.TOPIC_WORDS);
            across += cosine(trained, "a" + i, "b" + i);
        }
        assertTrue(
                within / SmallCorpus.TOPIC_WORDS > 0.3 + across / SmallCorpus.TOPIC_WORDS,
                "within a topic " + within + ", across " + across + " (sums of " + SmallCorpus.TOPIC_WORDS + ")");
    }

    private static double cosine(Embeddings model, String a, String b) {
        float[] x = model.input().row(model.vocabulary().id(a));
        float[] y = model.input().row(model.vocabulary().id(b));
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int d = 0; d < x.length; d++) {
            xy += x[d] * y[d];
            xx += x[d] * x[d];
            yy += y[d] * y[d];
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static Embeddings train(Word2VecConfig config, SmallCorpus corpus) throws Exception {
        return new Word2VecTrainer(config).train(corpus.training(), corpus.heldOut(), corpus.vocabulary());
    }

    private static void assertSame(Embeddings expected, Embeddings actual, String what) {
        assertArrayEquals(bytes(expected.input()), bytes(actual.input()), what);
        assertArrayEquals(
                bytes(expected.output().orElseThrow()), bytes(actual.output().orElseThrow()), what);
        for (int epoch = 0; epoch < expected.provenance().epochs().size(); epoch++) {
            EpochStatistics a = expected.provenance().epochs().get(epoch);
            EpochStatistics b = actual.provenance().epochs().get(epoch);
            assertEquals(a.loss(), b.loss(), what);
            assertEquals(a.heldOutLoss(), b.heldOutLoss(), what);
        }
        assertEquals(
                expected.provenance().reproducible().toString(),
                actual.provenance().reproducible().toString(),
                what);
    }

    private static byte[] bytes(Matrix matrix) {
        return matrix.segment()
                .asSlice(0, matrix.rows() * matrix.stride() * Float.BYTES)
                .toArray(ValueLayout.JAVA_BYTE);
    }
}
