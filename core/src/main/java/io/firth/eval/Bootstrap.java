package io.firth.eval;

import io.firth.math.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Percentile bootstrap (Efron 1979): items are drawn with replacement as often as there are items, and the number is
 * computed anew; the interval holds the middle of these numbers. Where several models of one configuration (seeds) are
 * averaged, the models are drawn with replacement too.
 *
 * <p>Draw j of resample r depends on the seed, r and j only: the result is the same for any number of threads, and two
 * statistics that cover the same items see the same resamples.
 */
final class Bootstrap {
    /** With more resamples than this share undefined there is no interval. */
    private static final double MOST_UNDEFINED = 0.1;

    private static final int ITEMS = 1;
    private static final int MEMBERS = 2;

    private final int resamples;
    private final long seed;
    private final double level;

    Bootstrap(EvaluationOptions options) {
        this.resamples = options.resamples();
        this.seed = options.seed();
        this.level = options.level();
    }

    /** The interval of the mean of these statistics over the items that all of them cover. */
    Optional<Interval> interval(List<Statistic> members) {
        int[] items = common(members);
        if (resamples == 0 || items.length == 0) {
            return Optional.empty();
        }
        if (members.size() == 1 && members.getFirst() instanceof ShareStatistic share) {
            return Optional.of(Binomial.interval(items.length, share.hits(), level));
        }
        return percentiles(resample(items, members.getFirst().items(), (times, r) -> mean(members, times, r, 0)));
    }

    /** The difference of the means of a and of b over the items that all of them cover. */
    Difference difference(List<Statistic> a, List<Statistic> b) {
        int[] items = common(Stream.concat(a.stream(), b.stream()).toList());
        int[] once = new int[a.getFirst().items()];
        for (int item : items) {
            once[item] = 1;
        }
        double value = items.length == 0 ? Double.NaN : mean(a, once) - mean(b, once);
        if (resamples == 0 || Double.isNaN(value)) {
            return new Difference(items.length, value, Optional.empty(), Double.NaN);
        }
        double[] differences = resample(items, once.length, (times, r) -> mean(a, times, r, 0) - mean(b, times, r, 1));
        Optional<Interval> interval = percentiles(differences);
        long atMost = Arrays.stream(differences).filter(d -> d <= 0).count();
        long atLeast = Arrays.stream(differences).filter(d -> d >= 0).count();
        long defined = Arrays.stream(differences).filter(d -> !Double.isNaN(d)).count();
        double p = interval.isEmpty() ? Double.NaN : Math.min(1, 2.0 * (Math.min(atMost, atLeast) + 1) / (defined + 1));
        return new Difference(items.length, value, interval, p);
    }

    private double[] resample(int[] items, int length, ToDoubleBiFunction<int[], Integer> number) {
        return IntStream.range(0, resamples)
                .parallel()
                .mapToDouble(r -> number.applyAsDouble(draw(items, length, r), r))
                .toArray();
    }

    private int[] draw(int[] items, int length, int r) {
        int[] times = new int[length];
        long key = CounterRandom.key(seed, r, ITEMS);
        int n = items.length;
        for (int j = 0; j < n; j += 2) {
            long bits = CounterRandom.bits(key, j);
            times[items[CounterRandom.below((int) bits, n)]]++;
            if (j + 1 < n) {
                times[items[CounterRandom.below((int) (bits >>> Integer.SIZE), n)]]++;
            }
        }
        return times;
    }

    private double mean(List<Statistic> members, int[] times, int r, int side) {
        int n = members.size();
        if (n == 1) {
            return members.getFirst().of(times);
        }
        long key = CounterRandom.key(seed, r, MEMBERS + side);
        double sum = 0;
        int[] drawn = new int[n];
        for (int i = 0; i < n; i++) {
            drawn[CounterRandom.below((int) CounterRandom.bits(key, i), n)]++;
        }
        for (int i = 0; i < n; i++) {
            sum += drawn[i] == 0 ? 0 : drawn[i] * members.get(i).of(times);
        }
        return sum / n;
    }

    private static double mean(List<Statistic> members, int[] times) {
        return members.stream()
                .mapToDouble(member -> member.of(times))
                .average()
                .orElseThrow();
    }

    private Optional<Interval> percentiles(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length < (1 - MOST_UNDEFINED) * values.length || sorted.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Interval(Quantiles.of(sorted, (1 - level) / 2), Quantiles.of(sorted, (1 + level) / 2)));
    }

    private static int[] common(List<Statistic> statistics) {
        return IntStream.range(0, statistics.getFirst().items())
                .filter(item -> statistics.stream().allMatch(statistic -> statistic.covers(item)))
                .toArray();
    }
}
