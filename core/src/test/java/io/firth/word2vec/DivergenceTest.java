package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import io.firth.math.RowView;
import io.firth.objective.FullSoftmaxStep;
import io.firth.objective.NegativeSampling;
import io.firth.objective.NoiseOutputs;
import io.firth.objective.RowParts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A vector that is not a number is noticed within a thousand steps, not at the end of a stretch or round. */
class DivergenceTest {
    private static final int TOKENS = 100_000;
    private static final CorpusPass.EpochKeys KEYS = new CorpusPass.EpochKeys(1, 2, 3);

    private static TokenWindow tokens() {
        int[] ids = new int[TOKENS];
        for (int t = 0; t < TOKENS; t++) {
            ids[t] = t % 50 == 49 ? TokenWindow.SENTENCE_END : t % 4;
        }
        return NaiveExamples.tokens(ids, NaiveExamples.keepAll(4), 2, true);
    }

    private static Matrix broken(float value) {
        Matrix matrix = Matrix.allocate(4, 3);
        for (int row = 0; row < 4; row++) {
            matrix.set(row, 1, value);
        }
        return matrix;
    }

    private static NoiseOutputs noise() {
        return new NoiseOutputs(new NegativeSampling(2, 1, true), new long[] {1, 1, 1, 1});
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void inWindows(float value) {
        RowView input = RowView.of(broken(value));
        RowView output = RowView.of(broken(1));
        for (Architecture architecture : List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT))) {
            LogisticWorker worker = new LogisticWorker(architecture, noise(), input, output, tokens(), 2);
            Divergence e = assertThrows(Divergence.class, () -> worker.run(0, TOKENS, 1, 2, 0.1f));
            assertTrue(e.pairs() <= 1000, e.pairs() + " pairs");
        }
    }

    @Test
    void inCells() {
        RowView input = RowView.of(broken(Float.NaN));
        RowView output = RowView.of(broken(1));
        RowParts parts = new RowParts(4, 1);
        List<PairShard.Scratch> scratch = List.of(new PairShard.Scratch(tokens(), parts, noise()));
        List<PairShard> all = new ArrayList<>();
        all.add(new PairShard(0, parts, parts, noise(), 0, input, output, scratch, all));
        all.getFirst().prepare(0, TOKENS, KEYS, 5, 0);
        Divergence e = assertThrows(Divergence.class, () -> all.getFirst().train(0, KEYS, 0.1f, 0));
        assertTrue(e.pairs() <= 1000, e.pairs() + " pairs");
    }

    @Test
    void inBatches() {
        Matrix input = broken(Float.NaN);
        try (FullSoftmaxStep softmax = new FullSoftmaxStep(broken(1), 16, 1)) {
            SoftmaxWorker worker = new SoftmaxWorker(new SkipGram(), input, tokens(), softmax, 16);
            Divergence e = assertThrows(Divergence.class, () -> worker.run(0, TOKENS, 1, 2, 0.1f));
            assertTrue(e.pairs() <= 1000, e.pairs() + " pairs");
        }
    }
}
