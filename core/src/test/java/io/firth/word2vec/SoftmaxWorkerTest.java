package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.gradient.Prediction;
import io.firth.math.Matrix;
import io.firth.objective.FullSoftmax;
import io.firth.objective.FullSoftmaxStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows with the exact softmax against the reference in double. */
@Tag("kernel")
class SoftmaxWorkerTest {
    private static final long TOKEN_KEY = 33;
    private static final float RATE = 0.05f;

    static List<Architecture> architectures() {
        return List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT), new Cbow(Cbow.Gradient.WORD2VEC));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void oneWindowIsOneStepOfTheFormulas(Architecture architecture) {
        // position 3: its context 0 2 2 0 repeats words and holds the centre word
        int[] ids = {3, 0, 2, 2, 2, 0, 1, TokenWindow.SENTENCE_END};
        check(architecture, ids, NaiveExamples.keepAll(4), 2, true, 4, 1, 19, 3, 4, "one window");
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void aCorpusIsItsBatchesOneAfterTheOther(Architecture architecture) {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            int words = 2 + random.nextInt(200);
            int[] ids = NaiveExamples.randomIds(random, 150, words, 30);
            long[] keepBelow = random.longs(words, NaiveExamples.ALWAYS / 3, NaiveExamples.ALWAYS)
                    .toArray();
            for (int batch : new int[] {1, 3, 16, 1000}) {
                int dim = 1 + random.nextInt(40);
                boolean fixed = random.nextBoolean();
                String replay = "seed " + seed + ", batch " + batch;
                int window = 1 + random.nextInt(6);
                check(architecture, ids, keepBelow, window, fixed, words, batch, dim, 0, ids.length, replay);
            }
        }
    }

    /** Trains on positions from…to−1 in one stretch; windows are gathered into batches in order. */
    private static void check(
            Architecture architecture,
            int[] ids,
            long[] keepBelow,
            int window,
            boolean fixed,
            int words,
            int batch,
            int dim,
            int from,
            int to,
            String replay) {
        Random random = new Random(1);
        Matrix v = ReferenceModel.random(random, words, dim, 0.5);
        Matrix u = ReferenceModel.random(random, words, dim, 0.5);
        ReferenceModel reference = new ReferenceModel(v, u);
        ReferenceModel atStart = new ReferenceModel(v, u);
        TokenWindow tokens = NaiveExamples.tokens(ids, keepBelow, window, fixed);
        ReferenceExamples examples =
                new ReferenceExamples(architecture, new FullSoftmax(batch), new long[words], window);
        List<Prediction> predictions = new ArrayList<>();
        for (NaiveExamples.Example example : NaiveExamples.of(ids, keepBelow, window, fixed, TOKEN_KEY)) {
            if (example.position() >= from && example.position() < to) {
                predictions.addAll(examples.steps(example, 0).get(0));
            }
        }
        long pairs = ReferenceExamples.pairs(predictions);
        try (FullSoftmaxStep softmax = new FullSoftmaxStep(u, batch, 2)) {
            SoftmaxWorker worker = new SoftmaxWorker(architecture, v, tokens, softmax, batch);
            worker.run(from, to, TOKEN_KEY, 0, 0);
            double before = atStart.loss(predictions);
            assertEquals(before, worker.takeLoss(), 1e-5 * before, "only measured, " + replay);
            assertEquals(0, atStart.difference(v, u), replay);
            assertEquals(pairs, worker.takePairs(), replay);

            worker.run(from, to, TOKEN_KEY, 0, RATE);
            double loss = descend(reference, predictions, batch, architecture);
            assertEquals(loss, worker.takeLoss(), 1e-5 * loss, replay);
            assertEquals(pairs, worker.takePairs(), replay);
            assertEquals(0, reference.difference(v, u), 2e-5, replay);
        }
    }

    private static double descend(
            ReferenceModel reference, List<Prediction> predictions, int batch, Architecture architecture) {
        boolean exact = !(architecture instanceof Cbow cbow) || cbow.gradient() == Cbow.Gradient.EXACT;
        double loss = 0;
        for (int first = 0; first < predictions.size(); first += batch) {
            int end = Math.min(predictions.size(), first + batch);
            loss += reference.step(predictions.subList(first, end), exact, RATE);
        }
        return loss;
    }
}
