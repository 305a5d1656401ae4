package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.gradient.Prediction;
import io.firth.math.CounterRandom;
import io.firth.math.Matrix;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.vocab.Subsampling;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The last link of the chain of trust: a whole training by the reference in double, step for step with the same random
 * numbers, against the trainer on one thread.
 */
class ReferenceTrainingTest {
    /** Relative, per epoch; seen: 5e-8. */
    private static final double LOSS_TOLERANCE = 1e-5;

    /** Absolute, per number; seen: 6e-5. */
    private static final double VECTOR_TOLERANCE = 3e-4;

    private static final int EPOCHS = 4;
    private static final int BATCH = 7;
    private static final float RATE = 0.05f;
    private static final float LAST_RATE = 0.01f;

    /** Positions that get the learning rate of the first of them: a corpus of up to 4,096 is dealt out in 64ths. */
    private static final int STRETCH = 64;

    @TempDir
    static Path folder;

    private static SmallCorpus corpus;

    /** Four topics of fifteen words by Zipf's law, and the most frequent word between them. */
    @BeforeAll
    static void corpus() throws IOException, InterruptedException {
        Random random = new Random(21);
        StringBuilder text = new StringBuilder();
        for (int tokens = 0; tokens < 3400; ) {
            int topic = random.nextInt(4);
            int length = 1 + random.nextInt(25);
            for (int i = 0; i < length; i++) {
                int rank = (int) Math.pow(15, random.nextDouble());
                text.append(random.nextInt(4) == 0 ? "the" : "abcd".charAt(topic) + "" + rank)
                        .append(' ');
            }
            text.append('\n');
            tokens += length;
        }
        corpus = SmallCorpus.of(folder, 0, text.toString());
    }

    @AfterAll
    static void close() throws IOException {
        corpus.close();
    }

    static Stream<Arguments> choices() {
        List<Arguments> choices = new ArrayList<>();
        for (Architecture architecture :
                List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT), new Cbow(Cbow.Gradient.WORD2VEC))) {
            for (Objective objective : List.of(
                    new NegativeSampling(5, 0.75, true),
                    new NegativeSampling(5, 0.75, false),
                    new HierarchicalSoftmax(),
                    new FullSoftmax(BATCH))) {
                if (architecture instanceof SkipGram
                        || !(objective instanceof NegativeSampling sampling)
                        || sampling.shared()) {
                    choices.add(Arguments.of(architecture, objective)); // a CBOW window is one pair: nothing to share
                }
            }
        }
        return choices.stream();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void theTrainerTakesTheStepsOfTheReference(Architecture architecture, Objective objective) throws Exception {
        Word2VecConfig config = Word2VecConfig.defaults()
                .withArchitecture(architecture)
                .withObjective(objective)
                .withDim(13)
                .withWindow(4, false)
                .withSubsample(0.05)
                .withEpochs(EPOCHS)
                .withLearningRate(RATE, LAST_RATE)
                .withThreads(1)
                .withSeed(77);
        Embeddings trained = new Word2VecTrainer(config).train(corpus.training(), corpus.vocabulary());
        Matrix v = initial(config, corpus.vocabulary().size());
        Matrix u = Matrix.allocate(objective.outputRows(corpus.vocabulary().size()), config.dim());
        ReferenceModel reference = new ReferenceModel(v, u);
        double[] losses = train(reference, config);

        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            double loss = trained.provenance().epochs().get(epoch).loss();
            assertEquals(losses[epoch], loss, LOSS_TOLERANCE * losses[epoch], "epoch " + epoch);
        }
        assertTrue(losses[EPOCHS - 1] < 0.95 * losses[0], "something is learnt: " + Arrays.toString(losses));
        // the largest number in a vector is 2 to 4
        assertEquals(0, reference.difference(trained.input(), trained.output().orElseThrow()), VECTOR_TOLERANCE);
    }

    /** Loss per pair of each epoch. */
    private static double[] train(ReferenceModel reference, Word2VecConfig config) {
        int[] ids = corpus.training().ids().toArray(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN));
        assertTrue(ids.length > 3400 && ids.length <= 64 * STRETCH, "positions: " + ids.length);
        Vocabulary vocabulary = corpus.vocabulary();
        long[] counts = new long[vocabulary.size()];
        Arrays.setAll(counts, vocabulary::count);
        long[] keepBelow = new long[counts.length];
        Arrays.setAll(
                keepBelow,
                w -> Math.round(
                        0x1p32 * Subsampling.keepProbability(counts[w], vocabulary.totalCount(), config.subsample())));
        ReferenceExamples examples =
                new ReferenceExamples(config.architecture(), config.objective(), counts, config.window());
        boolean exact = !(config.architecture() instanceof Cbow cbow) || cbow.gradient() == Cbow.Gradient.EXACT;
        Streams streams = new Streams(config.seed());
        double[] losses = new double[EPOCHS];
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            long pairs = 0;
            List<NaiveExamples.Example> windows =
                    NaiveExamples.of(ids, keepBelow, config.window(), false, streams.tokens(epoch));
            for (int from = 0; from < ids.length; from += STRETCH) {
                double done = (epoch + (double) from / ids.length) / EPOCHS;
                double rate = RATE + (LAST_RATE - RATE) * done;
                for (List<Prediction> step :
                        steps(examples, windows, from, from + STRETCH, streams.noise(epoch), config)) {
                    losses[epoch] += reference.step(step, exact, rate);
                    pairs += ReferenceExamples.pairs(step);
                }
            }
            losses[epoch] /= pairs;
        }
        return losses;
    }

    private static List<List<Prediction>> steps(
            ReferenceExamples examples,
            List<NaiveExamples.Example> windows,
            int from,
            int to,
            long noiseKey,
            Word2VecConfig config) {
        List<List<Prediction>> steps = new ArrayList<>();
        for (NaiveExamples.Example window : windows) {
            if (window.position() >= from && window.position() < to) {
                steps.addAll(examples.steps(window, noiseKey));
            }
        }
        if (!(config.objective() instanceof FullSoftmax)) {
            return steps;
        }
        List<List<Prediction>> batches = new ArrayList<>();
        for (int first = 0; first < steps.size(); first += BATCH) {
            batches.add(steps.subList(first, Math.min(steps.size(), first + BATCH)).stream()
                    .flatMap(List::stream)
                    .toList());
        }
        return batches;
    }

    /** v uniform in ±1/(2D). */
    private static Matrix initial(Word2VecConfig config, int words) {
        long key = new Streams(config.seed()).initial();
        Matrix v = Matrix.allocate(words, config.dim());
        for (int r = 0; r < words; r++) {
            for (int d = 0; d < config.dim(); d++) {
                long counter = (long) r * config.dim() + d;
                v.set(r, d, (CounterRandom.unitFloat(CounterRandom.bits(key, counter)) - 0.5f) / config.dim());
            }
        }
        return v;
    }
}
