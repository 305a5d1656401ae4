package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.AliasTable;
import io.firth.math.CounterRandom;
import io.firth.objective.NegativeSampling;
import io.firth.objective.NoiseOutputs;
import io.firth.objective.RowParts;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartNoiseTest {
    private static final int WORDS = 1024;
    private static final int ROUNDS = 40;

    /** Words of a text by Zipf's law; that of rank r is kept like √(1/r). */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 16})
    void overTheRoundsEachWordComesAsOftenAsTheNoiseDistributionHasIt(int parts) {
        long[] counts = new long[WORDS];
        double[] targets = new double[WORDS];
        for (int w = 0; w < WORDS; w++) {
            counts[w] = Math.round(1e6 / (w + 10));
            targets[w] = counts[w] / Math.sqrt(1e3 / (w + 10) + 1);
        }
        double allTargets = Arrays.stream(targets).sum();
        double headTargets = Arrays.stream(targets).limit(parts).sum() / allTargets;
        NoiseOutputs noise = new NoiseOutputs(new NegativeSampling(5, 0.75, true), counts);
        RowParts cut = new RowParts(WORDS, parts);
        int[] rows = new int[cut.groups()];
        double[] weights = new double[rows.length];
        double[] spare = new double[rows.length];
        AliasTable.Maker tables = new AliasTable.Maker(rows.length);
        PartNoise part = new PartNoise(rows.length);
        double[] drawn = new double[WORDS];
        for (int round = 0; round < ROUNDS; round++) {
            long key = CounterRandom.bits(7, round);
            for (int number = 0; number < parts; number++) {
                cut.rowsOfPart(number, key, rows);
                noise.weightsOfPart(rows, Integer.numberOfTrailingZeros(parts), weights);
                part.make(weights, weights[0] / noise.totalWeight() * parts / (1 - headTargets), spare, tables);
                double ofHead = targets[rows[0]];
                double ofOthers =
                        Arrays.stream(rows).mapToDouble(row -> targets[row]).sum() - ofHead;
                double[] forHead = probabilities(part.forHead(), rows.length);
                double[] forOthers = probabilities(part.forOthers(), rows.length);
                assertEquals(0, forHead[0], "the head is no negative of its own pairs");
                for (int r = 0; r < rows.length; r++) {
                    drawn[rows[r]] += (ofHead * forHead[r] + ofOthers * forOthers[r]) / allTargets / ROUNDS;
                }
            }
        }
        for (int w = 0; w < WORDS; w++) {
            double expected = StrictMath.pow(counts[w], 0.75) / noise.totalWeight();
            assertEquals(expected, drawn[w], 0.06 * expected, "word " + w);
        }
    }

    private static double[] probabilities(AliasTable table, int rows) {
        double[] all = new double[rows];
        for (int r = 0; r < rows; r++) {
            all[r] = table.probability(r);
        }
        return all;
    }

    @Test
    void theHeadNeverTakesAll() {
        PartNoise part = new PartNoise(3);
        part.make(new double[] {90, 3, 1}, 2, new double[3], new AliasTable.Maker(3));
        assertArrayEquals(new double[] {0.8, 0.15, 0.05}, probabilities(part.forOthers(), 3), 1e-9);
        assertArrayEquals(new double[] {0, 0.75, 0.25}, probabilities(part.forHead(), 3), 1e-9);
    }

    @Test
    void wordsThatWereNeverCounted() {
        PartNoise part = new PartNoise(3);
        part.make(new double[] {9, 0, 0}, 0.5, new double[3], new AliasTable.Maker(3));
        assertArrayEquals(new double[] {0.5, 0.25, 0.25}, probabilities(part.forOthers(), 3), 1e-9);
        assertArrayEquals(new double[] {0, 0.5, 0.5}, probabilities(part.forHead(), 3), 1e-9);
        assertTrue(part.forHead().draw(CounterRandom.bits(1, 1)) > 0);
    }
}
