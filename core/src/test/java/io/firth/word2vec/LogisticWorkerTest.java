package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.Prediction;
import io.firth.math.Matrix;
import io.firth.math.RowView;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.NoiseOutputs;
import io.firth.objective.Objective;
import io.firth.objective.OutputLayer;
import io.firth.objective.TreeOutputs;
import io.firth.vocab.HuffmanTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows with negative sampling and hierarchical softmax against the reference in double. */
@Tag("kernel")
class LogisticWorkerTest {
    private static final long TOKEN_KEY = 11;
    private static final long NOISE_KEY = 22;
    private static final float RATE = 0.2f;

    /** Small, since a few words that repeat all the time make long steps unstable, and then rounding is all one sees. */
    private static final float CORPUS_RATE = 0.02f;

    static Stream<Arguments> choices() {
        List<Arguments> choices = new ArrayList<>();
        for (Architecture architecture :
                List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT), new Cbow(Cbow.Gradient.WORD2VEC))) {
            for (Objective objective : List.of(
                    new NegativeSampling(5, 0.75, true),
                    new NegativeSampling(2, 0.5, true),
                    new NegativeSampling(12, 1, true),
                    new NegativeSampling(3, 0.75, false),
                    new HierarchicalSoftmax())) {
                choices.add(Arguments.of(architecture, objective));
            }
        }
        return choices.stream();
    }

    /** A worker, and everything that the twin needs to do the same. */
    private static final class Trial {
        final Architecture architecture;
        final Objective objective;
        final int[] ids;
        final long[] counts;
        final long[] keepBelow;
        final int window;
        final boolean fixed;
        final Matrix v;
        final Matrix u;
        final LogisticWorker worker;
        final ReferenceExamples examples;

        Trial(
                Architecture architecture,
                Objective objective,
                int[] ids,
                long[] counts,
                long[] keepBelow,
                int window,
                boolean fixed,
                int dim,
                Random random) {
            this.architecture = architecture;
            this.objective = objective;
            this.ids = ids;
            this.counts = counts;
            this.keepBelow = keepBelow;
            this.window = window;
            this.fixed = fixed;
            examples = new ReferenceExamples(architecture, objective, counts, window);
            v = ReferenceModel.random(random, counts.length, dim, 0.7);
            u = ReferenceModel.random(random, objective.outputRows(counts.length), dim, 0.7);
            OutputLayer layer = objective instanceof NegativeSampling sampling
                    ? new NoiseOutputs(sampling, counts)
                    : new TreeOutputs(new HuffmanTree(counts));
            TokenWindow tokens = NaiveExamples.tokens(ids, keepBelow, window, fixed);
            // a worker with copies of its own of some rows does the same
            int own = random.nextInt((int) Math.min(v.rows(), u.rows()) + 1);
            worker = new LogisticWorker(
                    architecture,
                    layer,
                    RowView.withOwn(v, 0, own),
                    RowView.withOwn(u, layer.firstHot(u.rows(), own), own),
                    tokens,
                    window);
        }

        List<NaiveExamples.Example> windows() {
            return NaiveExamples.of(ids, keepBelow, window, fixed, TOKEN_KEY);
        }

        /** Runs the reference over windows and compares loss, pairs, V and U with what the worker has come to. */
        void check(
                ReferenceModel reference,
                List<NaiveExamples.Example> windows,
                float rate,
                double tolerance,
                String replay) {
            boolean exact = !(architecture instanceof Cbow cbow) || cbow.gradient() == Cbow.Gradient.EXACT;
            double loss = 0;
            long pairs = 0;
            for (NaiveExamples.Example window : windows) {
                for (List<Prediction> step : examples.steps(window, NOISE_KEY)) {
                    loss += reference.step(step, exact, rate);
                    pairs += ReferenceExamples.pairs(step);
                }
            }
            assertEquals(pairs, worker.takePairs(), replay);
            assertEquals(loss, worker.takeLoss(), 1e-5 * loss + 1e-5, replay);
            assertEquals(0, reference.difference(v, u), tolerance, replay);
        }
    }

    /** Position 3 of "3 0 2 2 2 0 1": its context 0 2 2 0 repeats words and holds the centre word. */
    @ParameterizedTest
    @MethodSource("choices")
    void oneWindowIsOneStepOfTheFormulas(Architecture architecture, Objective objective) {
        int[] ids = {3, 0, 2, 2, 2, 0, 1, TokenWindow.SENTENCE_END};
        long[] counts = {40, 30, 20, 10};
        Trial trial =
                new Trial(architecture, objective, ids, counts, NaiveExamples.keepAll(4), 2, true, 19, new Random(4));
        NaiveExamples.Example window = trial.windows().get(3);
        assertArrayEquals(new int[] {0, 2, 2, 0}, window.contextArray());
        ReferenceModel reference = new ReferenceModel(trial.v, trial.u);
        trial.worker.run(3, 4, TOKEN_KEY, NOISE_KEY, RATE);
        trial.check(reference, List.of(window), RATE, 2e-6, "one window");
    }

    @ParameterizedTest
    @MethodSource("choices")
    void aCorpusIsItsWindowsOneAfterTheOther(Architecture architecture, Objective objective) {
        for (int seed = 0; seed < 12; seed++) {
            Trial trial = randomTrial(architecture, objective, seed);
            ReferenceModel reference = new ReferenceModel(trial.v, trial.u);
            int stretch = 1 + new Random(seed).nextInt(90);
            for (int from = 0; from < trial.ids.length; from += stretch) {
                int to = Math.min(trial.ids.length, from + stretch);
                trial.worker.run(from, to, TOKEN_KEY, NOISE_KEY, CORPUS_RATE);
            }
            trial.check(reference, trial.windows(), CORPUS_RATE, 3e-5, "seed " + seed);
        }
    }

    private static Trial randomTrial(Architecture architecture, Objective objective, int seed) {
        Random random = new Random(seed);
        int words = 2 + random.nextInt(8);
        int[] ids = NaiveExamples.randomIds(random, 120, words, 25);
        long[] counts = random.longs(words, 1, 1000).toArray();
        long[] keepBelow = random.longs(words, NaiveExamples.ALWAYS / 3, NaiveExamples.ALWAYS)
                .toArray();
        int window = 1 + random.nextInt(6);
        int dim = 1 + random.nextInt(40);
        return new Trial(architecture, objective, ids, counts, keepBelow, window, random.nextBoolean(), dim, random);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void rateZeroOnlyMeasures(Architecture architecture, Objective objective) {
        Trial trial = randomTrial(architecture, objective, 3);
        ReferenceModel reference = new ReferenceModel(trial.v, trial.u);
        trial.worker.run(0, trial.ids.length, TOKEN_KEY, NOISE_KEY, 0);
        double loss = 0;
        for (NaiveExamples.Example window : trial.windows()) {
            for (List<Prediction> step : trial.examples.steps(window, NOISE_KEY)) {
                loss += reference.loss(step);
            }
        }
        assertTrue(loss > 0);
        assertEquals(loss, trial.worker.takeLoss(), 1e-5 * loss);
        assertEquals(0, reference.difference(trial.v, trial.u));
        assertEquals(0, trial.worker.takeLoss(), "what was taken is gone");
    }
}
