package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AliasTableTest {
    @Test
    void theTableHoldsTheDistribution() {
        Random random = new Random(7);
        for (int n : new int[] {1, 2, 3, 10, 257}) {
            double[] weights = random.doubles(n, 0, 1).map(w -> w * w * w).toArray();
            weights[0] = n > 2 ? 0 : 1;
            double sum = Arrays.stream(weights).sum();
            AliasTable table = AliasTable.of(weights);
            for (int i = 0; i < n; i++) {
                assertEquals(weights[i] / sum, table.probability(i), 1e-9, n + " weights, outcome " + i);
            }
        }
    }

    @Test
    void oneAfterTheOther() {
        AliasTable.Maker maker = new AliasTable.Maker(4);
        AliasTable table = AliasTable.ofSize(4);
        maker.make(new double[] {1, 2, 3, 4}, table);
        maker.make(new double[] {6, 0, 3, 1}, table);
        for (int i = 0; i < 4; i++) {
            assertEquals(new double[] {0.6, 0, 0.3, 0.1}[i], table.probability(i), 1e-9, "outcome " + i);
        }
        assertThrows(IllegalArgumentException.class, () -> maker.make(new double[] {1, 1}, table));
    }

    @Test
    void drawsFollowIt() {
        double[] weights = {5, 0, 1, 3, 1};
        AliasTable table = AliasTable.of(weights);
        int draws = 1_000_000;
        int[] seen = new int[5];
        long key = CounterRandom.key(42, 0, 0);
        for (int i = 0; i < draws; i++) {
            seen[table.draw(CounterRandom.bits(key, i))]++;
        }
        for (int i = 0; i < 5; i++) {
            // five standard deviations
            assertEquals(weights[i] / 10, seen[i] / (double) draws, 5 * Math.sqrt(0.25 / draws), "outcome " + i);
        }
    }

    @Test
    void refusesWhatIsNoDistribution() {
        assertThrows(IllegalArgumentException.class, () -> AliasTable.of(new double[] {0, 0}));
        assertThrows(IllegalArgumentException.class, () -> AliasTable.of(new double[] {1, -1}));
        assertThrows(IllegalArgumentException.class, () -> AliasTable.of(new double[] {1, Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> AliasTable.of(new double[] {}));
    }
}
