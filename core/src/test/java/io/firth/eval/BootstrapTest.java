package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final EvaluationOptions MANY = new EvaluationOptions(CaseRule.LOWER, 0, 4000, 3, 0.95);

    /** Drawn and counted, against Binomial(n, h/n). */
    @Test
    void sharesAreBinomial() {
        byte[] right = new byte[200];
        double[] values = new double[200];
        for (int i = 0; i < 60; i++) {
            right[i] = 1;
            values[i] = 1;
        }
        Interval exact =
                new Bootstrap(MANY).interval(List.of(new ShareStatistic(right))).orElseThrow();
        Interval drawn =
                new Bootstrap(MANY).interval(List.of(new MeanStatistic(values))).orElseThrow();
        // SciPy: binom.ppf([0.025, 0.975], 200, 0.3) is 48, 73
        assertEquals(new Interval(48 / 200.0, 73 / 200.0), exact);
        assertEquals(exact.low(), drawn.low(), 0.011);
        assertEquals(exact.high(), drawn.high(), 0.011);
        assertEquals(new Interval(0, 0), Binomial.interval(10, 0, 0.95));
        assertEquals(new Interval(1, 1), Binomial.interval(10, 10, 0.95));
        Interval large = Binomial.interval(1_000_000, 500_000, 0.95); // mean ± 1.96 · 500
        assertEquals(0.5 - 0.00098, large.low(), 2e-6);
        assertEquals(0.5 + 0.00098, large.high(), 2e-6);
    }

    /** For a mean the interval is x̄ ± 1.96 · s/√n, nearly. */
    @Test
    void aMeanHasItsNormalInterval() {
        Random random = new Random(11);
        double[] values = random.doubles(400).map(u -> 3 * u).toArray();
        double mean = new MeanStatistic(values).value();
        double variance = 0;
        for (double v : values) {
            variance += (v - mean) * (v - mean) / values.length;
        }
        double half = 1.96 * Math.sqrt(variance / values.length);
        Interval interval =
                new Bootstrap(MANY).interval(List.of(new MeanStatistic(values))).orElseThrow();
        assertEquals(mean - half, interval.low(), 0.1 * half);
        assertEquals(mean + half, interval.high(), 0.1 * half);
    }

    @Test
    void theSeedDecides() {
        double[] values = new Random(5).doubles(50).toArray();
        List<Statistic> one = List.of(new MeanStatistic(values));
        assertEquals(new Bootstrap(MANY).interval(one), new Bootstrap(MANY).interval(one));
        EvaluationOptions other = new EvaluationOptions(CaseRule.LOWER, 0, 4000, 4, 0.95);
        assertNotEquals(new Bootstrap(MANY).interval(one), new Bootstrap(other).interval(one));
        EvaluationOptions none = new EvaluationOptions(CaseRule.LOWER, 0, 0, 4, 0.95);
        assertTrue(new Bootstrap(none).interval(one).isEmpty());
    }

    @Test
    void pairedDifferences() {
        Random random = new Random(8);
        double[] a = random.doubles(300).toArray();
        double[] noisy = a.clone();
        double[] better = a.clone();
        for (int i = 0; i < a.length; i++) {
            noisy[i] += random.nextGaussian();
            better[i] += 0.02; // far less than a's own spread: only pairing can see it
        }
        Bootstrap bootstrap = new Bootstrap(MANY);
        Difference same = bootstrap.difference(List.of(new MeanStatistic(a)), List.of(new MeanStatistic(a.clone())));
        assertEquals(0, same.value());
        assertEquals(1, same.p());
        assertFalse(same.isReal());
        Difference chance = bootstrap.difference(List.of(new MeanStatistic(noisy)), List.of(new MeanStatistic(a)));
        assertFalse(chance.isReal(), chance.toString());
        assertTrue(chance.p() > 0.05, chance.toString());
        Difference real = bootstrap.difference(List.of(new MeanStatistic(better)), List.of(new MeanStatistic(a)));
        assertTrue(real.isReal(), real.toString());
        assertEquals(0.02, real.value(), 1e-12);
        assertEquals(2.0 / 4001, real.p(), 1e-12);
    }

    /** Only items count that both cover. */
    @Test
    void differencesAreOverCommonItems() {
        double[] a = {1, 2, Double.NaN, 4};
        double[] b = {1, Double.NaN, 5, 8};
        Difference difference =
                new Bootstrap(MANY).difference(List.of(new MeanStatistic(a)), List.of(new MeanStatistic(b)));
        assertEquals(2, difference.items());
        assertEquals(2.5 - 4.5, difference.value());
    }

    /** Models that differ make the interval of their mean wider than that of the items alone. */
    @Test
    void modelsAreDrawnToo() {
        double[] low = new double[100];
        double[] high = new double[100];
        java.util.Arrays.fill(high, 1);
        Interval interval = new Bootstrap(MANY)
                .interval(List.of(new MeanStatistic(low), new MeanStatistic(high)))
                .orElseThrow();
        assertEquals(new Interval(0, 1), interval);
    }

    /** Of three draws of {0, 0, 3} the mean is 0, 1, 2 or 3; of two of {0, 2} it is 0, 1 or 2. */
    @Test
    void asManyDrawsAsItems() {
        Statistic three = new MeanStatistic(new double[] {0, 0, 3});
        // all three are hits once in 27 times
        assertEquals(new Interval(0, 3), at(0.95).interval(List.of(three)).orElseThrow());
        assertEquals(new Interval(0, 1), at(0.45).interval(List.of(three)).orElseThrow());
        Statistic two = new MeanStatistic(new double[] {0, 2});
        assertEquals(new Interval(0, 2), at(0.6).interval(List.of(two)).orElseThrow());
        assertEquals(new Interval(1, 1), at(0.4).interval(List.of(two)).orElseThrow());
    }

    @Test
    void theOrderOfTheTwoDoesNotMatter() {
        Random random = new Random(9);
        double[] a = random.doubles(120).toArray();
        double[] b = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            b[i] = a[i] + 0.02 + 0.1 * random.nextGaussian(); // some resamples turn the other way
        }
        Bootstrap bootstrap = new Bootstrap(MANY);
        Difference better = bootstrap.difference(List.of(new MeanStatistic(b)), List.of(new MeanStatistic(a)));
        Difference worse = bootstrap.difference(List.of(new MeanStatistic(a)), List.of(new MeanStatistic(b)));
        assertTrue(better.p() > 2.0 / 4001 && better.p() < 0.5, better.toString());
        assertEquals(better.p(), worse.p());
        assertEquals(better.value(), -worse.value());
        assertEquals(
                better.interval().orElseThrow().low(),
                -worse.interval().orElseThrow().high(),
                1e-12);
        // clearly worse: as real as clearly better
        double[] far = java.util.Arrays.stream(a).map(x -> x - 1).toArray();
        Difference lost = bootstrap.difference(List.of(new MeanStatistic(far)), List.of(new MeanStatistic(a)));
        assertTrue(lost.isReal(), lost.toString());
        assertEquals(2.0 / 4001, lost.p(), 1e-12);
    }

    /** Of two points only every other resample has both: too few for an interval. Of six nearly all have two. */
    @Test
    void resamplesWithoutANumberAreLeftOut() {
        double[] gold = {1, 2, 3, 4, 5, 6};
        double[] cosine = {1, 2, Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        Statistic two = new CorrelationStatistic(gold, cosine, false);
        Bootstrap bootstrap = new Bootstrap(MANY);
        assertEquals(1, two.value());
        assertTrue(bootstrap.interval(List.of(two)).isEmpty());
        Difference difference = bootstrap.difference(List.of(two), List.of(two));
        assertEquals(0, difference.value());
        assertTrue(difference.interval().isEmpty() && Double.isNaN(difference.p()) && !difference.isReal());
        // 1 in 6⁵ resamples has one point only, and no correlation
        Statistic six = new CorrelationStatistic(gold, gold.clone(), false);
        assertEquals(
                new Interval(1, 1),
                new Bootstrap(new EvaluationOptions(CaseRule.LOWER, 0, 100_000, 3, 0.9999999))
                        .interval(List.of(six))
                        .orElseThrow());
        assertEquals(1, bootstrap.difference(List.of(six), List.of(six)).p());
    }

    @Test
    void withoutCommonItemsOrResamplesThereIsNoInterval() {
        Statistic a = new MeanStatistic(new double[] {1, Double.NaN});
        Statistic b = new MeanStatistic(new double[] {Double.NaN, 1});
        Difference none = new Bootstrap(MANY).difference(List.of(a), List.of(b));
        assertEquals(0, none.items());
        assertTrue(Double.isNaN(none.value())
                && Double.isNaN(none.p())
                && none.interval().isEmpty());
        assertTrue(new Bootstrap(MANY).interval(List.of(a, b)).isEmpty());
        EvaluationOptions noDraws = new EvaluationOptions(CaseRule.LOWER, 0, 0, 3, 0.95);
        Difference value = new Bootstrap(noDraws).difference(List.of(a), List.of(a));
        assertEquals(0, value.value());
        assertTrue(value.interval().isEmpty() && Double.isNaN(value.p()));
    }

    /** Hyndman and Fan's type 7; NumPy: quantile([1, 2, 4, 8], [0, 0.1, 0.5, 0.9, 1]). */
    @Test
    void quantilesLieBetweenNeighbours() {
        double[] sorted = {1, 2, 4, 8};
        double[] shares = {0, 0.1, 0.5, 0.9, 1};
        double[] expected = {1, 1.3, 3, 6.8, 8};
        for (int i = 0; i < shares.length; i++) {
            assertEquals(expected[i], Quantiles.of(sorted, shares[i]), 1e-12);
        }
        assertEquals(7, Quantiles.of(new double[] {7}, 0.3));
    }

    private static Bootstrap at(double level) {
        return new Bootstrap(new EvaluationOptions(CaseRule.LOWER, 0, 4000, 3, level));
    }
}
