package io.firth.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void confusionByHand() {
        ConfusionMatrix m = new ConfusionMatrix(
                List.of("a", "b", "c"), List.of("a", "a", "a", "b", "b", "d"), List.of("a", "a", "b", "b", "a", "a"));
        assertEquals(List.of("a", "b", "c", "d"), m.labels());
        assertEquals(3.0 / 6, m.accuracy());
        assertEquals(2.0 / 4, m.precision(0));
        assertEquals(2.0 / 3, m.recall(0));
        assertEquals(4.0 / 7, m.f1(0), 1e-15, "2PR/(P + R)");
        assertEquals(0.5, m.f1(1));
        // c occurs nowhere and does not count; d was never found and counts 0
        assertEquals((4.0 / 7 + 0.5 + 0) / 3, m.macroF1(), 1e-15);
        assertEquals(1, m.count(3, 0));
    }

    @Test
    void wilsonsInterval() {
        ConfusionMatrix m = new ConfusionMatrix(
                List.of("a", "b"),
                List.of("a", "a", "a", "a", "a", "a", "a", "a", "a", "a"),
                List.of("a", "a", "a", "a", "a", "a", "a", "a", "b", "b"));
        // 8 of 10: (0.4902, 0.9433), the textbook example
        assertEquals(0.4902, m.accuracyInterval()[0], 5e-5);
        assertEquals(0.9433, m.accuracyInterval()[1], 5e-5);
    }

    @Test
    void rocAucIsTheShareOfPairsInOrder() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            double[] p = random.doubles(40).map(x -> Math.round(x * 10) / 10.0).toArray(); // many ties
            boolean[] yes = new boolean[40];
            for (int i = 0; i < yes.length; i++) {
                yes[i] = random.nextInt(3) == 0 || i == 0;
            }
            yes[1] = false;
            double ordered = 0;
            int pairs = 0;
            for (int i = 0; i < 40; i++) {
                for (int j = 0; j < 40; j++) {
                    if (yes[i] && !yes[j]) {
                        pairs++;
                        ordered += p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0;
                    }
                }
            }
            assertEquals(ordered / pairs, BinaryScores.of(p, yes).rocAuc(), 1e-12, "seed " + seed);
        }
    }

    @Test
    void binaryScoresByHand() {
        BinaryScores s = BinaryScores.of(new double[] {0.9, 0.5, 0.2, 0.6}, new boolean[] {true, false, true, true});
        assertEquals(0.5, s.accuracy());
        assertEquals(2.0 * 2 / (3 + 3), s.f1());
        assertEquals(0.75, s.predictedPositiveShare());
        assertEquals(0.2, s.least());
        assertEquals(-(Math.log(0.9) + Math.log(0.5) + Math.log(0.2) + Math.log(0.6)) / 4, s.logLoss(), 1e-15);
        assertEquals((0.1 + 0.5 + 0.8 + 0.4) / 4, s.calibrationError(), 1e-15, "every example is alone in its bin");
        assertThrows(IllegalArgumentException.class, () -> BinaryScores.of(new double[] {Double.NaN}, new boolean[1]));
    }

    @Test
    void calibrationBins() {
        List<Calibration.Bin> bins = Calibration.of(
                new double[] {0, 0.05, 0.31, 0.39, 1}, new boolean[] {false, true, true, true, true}, 10);
        assertEquals(
                List.of(
                        new Calibration.Bin(0, 0.1, 2, 0.025, 0.5),
                        new Calibration.Bin(0.3, 0.4, 2, 0.35, 1),
                        new Calibration.Bin(0.9, 1, 1, 1, 1)),
                bins);
        assertTrue(Calibration.of(new double[0], new boolean[0], 10).isEmpty());
    }

    @Test
    void theMajorityOfEquallyFrequentLabelsIsTheFirstInTheAlphabet() {
        List<TextExample> training = Stream.of("c", "b", "b", "c", "a")
                .map(label -> new TextExample("t", null, label))
                .toList();
        List<TextExample> test = Stream.of("b", "c", "c", "d")
                .map(label -> new TextExample("t", null, label))
                .toList();
        ConfusionMatrix m = ConfusionMatrix.majority(training, test);
        assertEquals(List.of("a", "b", "c", "d"), m.labels());
        assertEquals(0.25, m.accuracy());
        assertEquals(4, m.total());
        assertEquals(2, m.count(2, 1));
        assertEquals(2, m.examples(2));
        assertEquals(0, m.precision(2), "never predicted");
        assertEquals(0, m.recall(0), "never there");
    }

    @Test
    void labelsThatDoNotFitAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfusionMatrix(List.of("a", "b"), List.of("a", "b"), List.of("a")));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new ConfusionMatrix(List.of("a"), List.of("b"), List.of("c")));
        assertEquals("unknown label 'c'", e.getMessage());
    }

    /** What is certain and wrong costs −log 1e-12; with one kind of example there is no pair to order. */
    @Test
    void binaryScoresAtTheEnds() {
        BinaryScores wrong = BinaryScores.of(new double[] {0, 1}, new boolean[] {true, false});
        assertEquals(-Math.log(1e-12), wrong.logLoss(), 1e-9);
        assertEquals(0, wrong.rocAuc());
        assertEquals(1, wrong.calibrationError());
        assertEquals(0, wrong.correct());
        BinaryScores right = BinaryScores.of(new double[] {1, 0, 0}, new boolean[] {true, false, false});
        assertEquals(0, right.logLoss());
        assertEquals(1, right.rocAuc());
        assertEquals(1, right.f1());
        assertEquals(1 / 3.0, right.positiveShare());
        BinaryScores none = BinaryScores.of(new double[] {0.1, 0.3}, new boolean[2]);
        assertEquals(0, none.f1(), "neither predicted nor there");
        assertTrue(Double.isNaN(none.rocAuc()));
        assertEquals(0, BinaryScores.of(new double[] {0.6}, new boolean[1]).f1());
        // two in one bin: (0.12 + 0.18) / 2 and one of two, weighed with 2/3; one alone, 1/3
        BinaryScores bins = BinaryScores.of(new double[] {0.12, 0.18, 0.4}, new boolean[] {true, false, false});
        assertEquals(2 / 3.0 * (0.5 - 0.15) + 1 / 3.0 * 0.4, bins.calibrationError(), 1e-15);
        for (double p : new double[] {-0.01, 1.01}) {
            assertThrows(IllegalArgumentException.class, () -> BinaryScores.of(new double[] {0.5, p}, new boolean[2]));
        }
        assertThrows(IllegalArgumentException.class, () -> BinaryScores.of(new double[1], new boolean[2]));
        assertThrows(IllegalArgumentException.class, () -> BinaryScores.of(new double[0], new boolean[0]));
    }
}
