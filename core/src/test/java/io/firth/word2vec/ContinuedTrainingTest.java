package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.eval.Drift;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training on from a model: {@link Word2Vec#train(Embeddings, Corpus, TextOptions, long, Word2VecConfig)}. */
class ContinuedTrainingTest {
    /** The rate is a float in the end, and this one is zero then. */
    private static final double NOTHING = Double.MIN_VALUE;

    @TempDir
    private static Path folder;

    private static Path text;
    private static Embeddings model;

    @BeforeAll
    static void model() throws Exception {
        try (SmallCorpus topics = SmallCorpus.twoTopics(folder, 400, 0)) {
            model = new Word2VecTrainer(config(new Deterministic(4))).train(topics.training(), topics.vocabulary());
        }
        text = Files.writeString(folder.resolve("more.txt"), more());
    }

    /** Sentences of one topic; "fresh" stands among a's, a0 and b0 do not occur, "rare" occurs too seldom to be added. */
    private static String more() {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("rare a1\n");
        for (int s = 0; s < 300; s++) {
            for (int i = 0; i < 12; i++) {
                boolean fresh = s % 2 == 0 && random.nextInt(6) == 0;
                text.append(fresh ? "fresh" : (s % 2 == 0 ? "a" : "b") + (1 + random.nextInt(7)))
                        .append(i < 11 ? ' ' : '\n');
            }
        }
        return text.toString();
    }

    private static Word2VecConfig config(Parallelism parallelism) {
        return Word2VecConfig.defaults()
                .withDim(12)
                .withEpochs(8)
                .withSubsample(0)
                .withLearningRate(0.05, 0.001)
                .withParallelism(parallelism)
                .withThreads(2)
                .withSeed(3);
    }

    private static Embeddings grown(Word2VecConfig config) throws Exception {
        return grown(model, config);
    }

    private static Embeddings grown(Embeddings model, Word2VecConfig config) throws Exception {
        try (Corpus corpus = Corpus.of(text)) {
            return Word2Vec.train(model, corpus, TextOptions.DEFAULT, 2, config);
        }
    }

    @Test
    void withoutAStepTheOldVectorsAreThereAndTheNewOnesAreAsFromScratch() throws Exception {
        Embeddings same = grown(config(new Deterministic(4)).withEpochs(1).withLearningRate(NOTHING, 0));
        assertEquals(model.size() + 1, same.size());
        for (int id = 0; id < model.size(); id++) {
            assertArrayEquals(
                    model.input().row(id),
                    same.input().row(same.vocabulary().id(model.vocabulary().word(id))),
                    0);
            assertArrayEquals(
                    model.output().orElseThrow().row(id),
                    same.output()
                            .orElseThrow()
                            .row(same.vocabulary().id(model.vocabulary().word(id))),
                    0);
        }
        int fresh = same.vocabulary().id("fresh");
        assertArrayEquals(new float[12], same.output().orElseThrow().row(fresh));
        float[] row = same.input().row(fresh);
        for (float x : row) {
            assertTrue(x != 0 && Math.abs(x) <= 1.0 / 24, Arrays.toString(row));
        }
        assertEquals(-1, same.vocabulary().id("rare"));
        assertEquals(occurrences("fresh"), same.vocabulary().count(fresh));
        int a1 = same.vocabulary().id("a1");
        assertEquals(
                model.vocabulary().count(model.vocabulary().id("a1")) + occurrences("a1"),
                same.vocabulary().count(a1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewWordComesToItsCompanionsAndAbsentWordsStay(boolean deterministic) throws Exception {
        Embeddings grown = grown(config(deterministic ? new Deterministic(4) : new LockFree()));
        double near = 0;
        double far = 0;
        for (int i = 1; i < SmallCorpus.TOPIC_WORDS; i++) {
            near += cosine(grown, "fresh", "a" + i) / 7;
            far += cosine(grown, "fresh", "b" + i) / 7;
        }
        assertTrue(near > far + 0.5, near + " to its companions, " + far + " to others");
        for (String absent : List.of("a0", "b0")) {
            int old = model.vocabulary().id(absent);
            int now = grown.vocabulary().id(absent);
            assertArrayEquals(model.input().row(old), grown.input().row(now), 0, absent);
        }
        Drift drift = Drift.between(model, grown, 3);
        assertEquals(1, drift.newWords());
        assertEquals(14, drift.occurring().words());
        assertEquals(2, drift.absent().words());
        assertEquals(1, drift.absent().mean());
        assertTrue(drift.occurring().mean() < 1 && drift.occurring().mean() > 0.3, drift.toString());
        assertTrue(drift.absentOutput().mean() < 1, "outputs are drawn as negatives: " + drift);
    }

    @Test
    void threadsMakeNoDifference() throws Exception {
        byte[] one = SmallCorpus.bytes(grown(config(new Deterministic(4)).withThreads(1)));
        for (int threads : new int[] {2, 3}) {
            assertArrayEquals(
                    one, SmallCorpus.bytes(grown(config(new Deterministic(4)).withThreads(threads))));
        }
        assertFalse(Arrays.equals(
                one, SmallCorpus.bytes(grown(config(new Deterministic(4)).withSeed(9)))));
    }

    @Test
    void anExactSoftmaxGoesOnToo() throws Exception {
        Embeddings grown = grown(config(new LockFree())
                .withObjective(new FullSoftmax(16))
                .withEpochs(1)
                .withLearningRate(NOTHING, 0));
        assertEquals(1, Drift.between(model, grown, 0).occurringOutput().mean());
    }

    @Test
    void wordsAreThinnedOutByTheNewTextAlone() throws Exception {
        // the exact softmax draws no negatives, so that nothing else depends on the old counts, if the order is the
        // same
        Word2VecConfig config = config(new LockFree())
                .withObjective(new FullSoftmax(16))
                .withSubsample(0.01)
                .withEpochs(1);
        byte[] few = SmallCorpus.bytes(grown(withCounts(10_000), config));
        assertArrayEquals(few, SmallCorpus.bytes(grown(withCounts(1_000_000), config)));
        assertFalse(Arrays.equals(few, SmallCorpus.bytes(grown(withCounts(10_000), config.withSubsample(0)))));
    }

    /** The model with counts that fall by {@code step} from word to word. */
    private static Embeddings withCounts(long step) {
        int size = model.size();
        long[] counts =
                IntStream.range(0, size).mapToLong(id -> (size - id) * step).toArray();
        return new Embeddings(model.vocabulary().withCounts(counts), model.input(), model.output(), model.provenance());
    }

    @Test
    void whatCannotGoOnIsRefusedWithTheReason() {
        assertRefused(config(new LockFree()).withObjective(new HierarchicalSoftmax()), model, "nodes of a tree");
        assertRefused(config(new LockFree()).withDim(13), model, "length 12, which cannot become 13");
        Embeddings half = new Embeddings(model.vocabulary(), model.input(), Optional.empty(), Provenance.unknown());
        assertRefused(config(new LockFree()), half, "without output vectors");
    }

    private static long occurrences(String word) throws Exception {
        return Arrays.stream(Files.readString(text).split("\\s"))
                .filter(word::equals)
                .count();
    }

    private static void assertRefused(Word2VecConfig config, Embeddings model, String why) {
        var e = assertThrows(IllegalArgumentException.class, () -> {
            try (Corpus corpus = Corpus.of(text)) {
                Word2Vec.train(model, corpus, TextOptions.DEFAULT, 1, config);
            }
        });
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void negativeSamplingWithNegativesPerPairGoesOn() throws Exception {
        Embeddings grown = grown(config(new Deterministic(2)).withObjective(new NegativeSampling(3, 0.75, false)));
        assertTrue(Drift.between(model, grown, 0).occurring().mean() > 0.3);
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
}
