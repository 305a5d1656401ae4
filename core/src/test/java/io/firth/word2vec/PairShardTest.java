package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.AliasTable;
import io.firth.math.CounterRandom;
import io.firth.math.Matrix;
import io.firth.math.RowView;
import io.firth.objective.NegativeSampling;
import io.firth.objective.NoiseOutputs;
import io.firth.objective.RowParts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounds of pair shards against a twin in double that takes the same steps one after the other. */
class PairShardTest {
    private static final int WORDS = 50;
    private static final int DIM = 11;
    private static final int WINDOW = 3;
    private static final int GROUP = 8;
    private static final float RATE = 0.1f;
    private static final double HEAD_TARGETS = 0.3;
    private static final CorpusPass.EpochKeys KEYS = new CorpusPass.EpochKeys(11, 22, 33);

    private final double[][] v = new double[WORDS][DIM];
    private final double[][] u = new double[WORDS][DIM];
    private double loss;
    private long pairs;

    @ParameterizedTest
    @CsvSource({
        "1, 5, true, 250",
        "2, 5, true, 250",
        "8, 5, true, 250",
        "4, 1, true, 250",
        "4, 8, true, 250",
        "2, 3, false, 250",
        // more pairs in a cell than a batch holds: what makes no group goes to the next batch
        "1, 5, true, 1500",
        "2, 5, true, 1500",
        "1, 3, false, 1500"
    })
    void roundsTakeTheStepsOfTheTwin(int parts, int negatives, boolean shared, int positions) throws Exception {
        int[] ids = NaiveExamples.randomIds(new Random(parts), 3000, WORDS, 30);
        long[] counts = new long[WORDS];
        Arrays.stream(ids).filter(id -> id >= 0).forEach(id -> counts[id]++);
        NoiseOutputs noise = new NoiseOutputs(new NegativeSampling(negatives, 0.75, shared), counts);
        Matrix input = random(v, 1);
        Matrix output = random(u, 2);
        RowParts cut = new RowParts(WORDS, parts);
        List<PairShard.Scratch> scratch = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            scratch.add(new PairShard.Scratch(
                    NaiveExamples.tokens(ids, NaiveExamples.keepAll(WORDS), WINDOW, false), cut, noise));
        }
        List<PairShard> shards = new ArrayList<>();
        for (int s = 0; s < parts; s++) {
            shards.add(new PairShard(
                    s, cut, cut, noise, HEAD_TARGETS, RowView.of(input), RowView.of(output), scratch, shards));
        }
        RoundRunner runner = new RoundRunner(shards, 2, ids.length, positions, (thread, threads) -> {}, 100);
        runner.run(KEYS, position -> RATE, () -> {});

        twin(ids, counts, cut, positions, negatives, shared ? GROUP : 1);
        assertEquals(
                NaiveExamples.of(ids, NaiveExamples.keepAll(WORDS), WINDOW, false, KEYS.tokens()).stream()
                        .mapToLong(example -> example.context().size())
                        .sum(),
                pairs,
                "every pair once");
        assertEquals(pairs, runner.pairs());
        assertEquals(loss, runner.loss(), 1e-4 * loss);
        assertEquals(ids.length, runner.done());
        assertClose(v, input);
        assertClose(u, output);
    }

    private void twin(int[] ids, long[] counts, RowParts cut, int positions, int negatives, int group) {
        List<NaiveExamples.Example> windows =
                NaiveExamples.of(ids, NaiveExamples.keepAll(WORDS), WINDOW, false, KEYS.tokens());
        int parts = cut.parts();
        for (int from = 0; from < ids.length; from += positions * parts) {
            long round = CounterRandom.bits(KEYS.parts(), from);
            long inputKey = CounterRandom.bits(round, 0);
            long outputKey = CounterRandom.bits(round, 1);
            for (int turn = 0; turn < parts; turn++) {
                for (int shard = 0; shard < parts; shard++) {
                    int outputPart = (shard + turn) % parts;
                    long key = CounterRandom.bits(KEYS.noise() ^ outputKey, shard * parts + outputPart);
                    List<int[]> cell = new ArrayList<>();
                    for (NaiveExamples.Example window : windows) {
                        for (int word : window.contextArray()) {
                            if (window.position() >= from
                                    && window.position() < from + positions * parts
                                    && cut.part(word, inputKey) == shard
                                    && cut.part(window.target(), outputKey) == outputPart) {
                                cell.add(new int[] {word, window.target()});
                            }
                        }
                    }
                    int[] rows = new int[Math.ceilDiv(WORDS, parts)];
                    double[] weights = new double[rows.length];
                    for (int row = 0; row < WORDS; row++) {
                        if (cut.part(row, outputKey) == outputPart) {
                            rows[row / parts] = row;
                            weights[row / parts] = StrictMath.pow(counts[row], 0.75);
                        }
                    }
                    Cell steps = new Cell(rows, weights, counts, parts, negatives, key);
                    List<int[]> head = new ArrayList<>();
                    List<int[]> others = new ArrayList<>();
                    for (int[] pair : cell) {
                        boolean ofHead = parts > 1 && pair[1] == rows[0];
                        List<int[]> own = ofHead ? head : others;
                        own.add(pair);
                        if (own.size() == group) {
                            steps.step(own, ofHead);
                        }
                    }
                    steps.step(head, true);
                    steps.step(others, false);
                }
            }
        }
        assertTrue(pairs > 1000);
    }

    /** The steps of one cell, with negatives from the rows of its output part. */
    private final class Cell {
        private final int[] rows;
        private final AliasTable forOthers;
        private final AliasTable forHead;
        private final int negatives;
        private final long key;
        private long steps;

        Cell(int[] rows, double[] weights, long[] counts, int parts, int negatives, long key) {
            this.rows = rows;
            this.negatives = negatives;
            this.key = key;
            double[] others = weights.clone();
            others[0] = parts > 1 ? 0 : weights[0];
            this.forHead = AliasTable.of(others);
            double[] all = weights.clone();
            if (parts > 1) {
                double total = Arrays.stream(counts)
                        .mapToDouble(n -> StrictMath.pow(n, 0.75))
                        .sum();
                double share = Math.min(0.8, parts * weights[0] / total / (1 - HEAD_TARGETS));
                all[0] = share / (1 - share) * Arrays.stream(others).sum();
            }
            this.forOthers = AliasTable.of(all);
        }

        void step(List<int[]> group, boolean ofHead) {
            if (group.isEmpty()) {
                return;
            }
            int[] drawn = new int[negatives];
            for (int k = 0; k < negatives; k++) {
                long bits = CounterRandom.bits(key, steps * negatives + k);
                drawn[k] = rows[(ofHead ? forHead : forOthers).draw(bits)];
            }
            steps++;
            PairShardTest.this.step(group, drawn);
            group.clear();
        }
    }

    private void step(List<int[]> group, int[] negatives) {
        double[][] g = new double[group.size()][negatives.length + 1];
        for (int i = 0; i < group.size(); i++) {
            for (int k = 0; k <= negatives.length; k++) {
                double[] target = u[k == 0 ? group.get(i)[1] : negatives[k - 1]];
                double x = 0;
                for (int d = 0; d < DIM; d++) {
                    x += v[group.get(i)[0]][d] * target[d];
                }
                loss += Math.log1p(Math.exp(k == 0 ? -x : x));
                g[i][k] = RATE * ((k == 0 ? 1 : 0) - 1 / (1 + Math.exp(-x)));
            }
        }
        pairs += group.size();
        for (int d = 0; d < DIM; d++) {
            double[] old = new double[negatives.length];
            double[] change = new double[negatives.length];
            for (int k = 0; k < negatives.length; k++) {
                old[k] = u[negatives[k]][d];
            }
            // with more than one panel, inputs are as they were before the step
            double[] inputs = new double[group.size()];
            for (int i = 0; i < group.size(); i++) {
                inputs[i] = v[group.get(i)[0]][d];
            }
            boolean onePanel = negatives.length == 1 || negatives.length == 5;
            for (int i = 0; i < group.size(); i++) {
                int word = group.get(i)[0];
                int target = group.get(i)[1];
                double input = onePanel ? v[word][d] : inputs[i];
                double before = u[target][d];
                u[target][d] += g[i][0] * input;
                v[word][d] += g[i][0] * before;
                for (int k = 0; k < negatives.length; k++) {
                    v[word][d] += g[i][k + 1] * old[k];
                    change[k] += g[i][k + 1] * input;
                }
            }
            for (int k = 0; k < negatives.length; k++) {
                u[negatives[k]][d] += change[k];
            }
        }
    }

    private static Matrix random(double[][] rows, long seed) {
        Random random = new Random(seed);
        Matrix matrix = Matrix.allocate(WORDS, DIM);
        for (int r = 0; r < WORDS; r++) {
            for (int d = 0; d < DIM; d++) {
                matrix.set(r, d, random.nextFloat() - 0.5f);
                rows[r][d] = matrix.get(r, d);
            }
        }
        return matrix;
    }

    private static void assertClose(double[][] expected, Matrix actual) {
        for (int r = 0; r < WORDS; r++) {
            for (int d = 0; d < DIM; d++) {
                assertEquals(expected[r][d], actual.get(r, d), 2e-4, "row " + r + ", column " + d);
            }
        }
    }
}
