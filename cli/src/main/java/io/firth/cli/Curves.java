package io.firth.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What can be drawn of trainings over the words trained.
 *
 * @param title what is seen
 * @param curves one per run that has it
 */
record Curves(String title, List<Curve> curves) {
    /** A picture has no more pixels, and a mean of many reports less noise. */
    private static final int MOST_POINTS = 400;

    /** Speed is measured between reports, which come by the clock while work is done in rounds. */
    private static final int MOST_POINTS_OF_SPEED = 80;

    /** The loss before anything is learned would leave no room for the rest. */
    private static final double PART_ABOVE_THE_AXIS = 0.03;

    /**
     * One run.
     *
     * @param run its number, from 0
     * @param name of the run
     * @param x words trained, ascending
     * @param y as many
     * @param perEpoch whether each point is an epoch, to be marked
     */
    record Curve(int run, String name, double[] x, double[] y, boolean perEpoch) {
        /** Without the points at the beginning that are above, but for the last of them, which moves to the edge. */
        private Curve enteringAt(double top) {
            int from = 0;
            while (from + 1 < y.length && y[from] > top && y[from + 1] > top) {
                from++;
            }
            return new Curve(
                    run,
                    name,
                    Arrays.copyOfRange(x, from, x.length),
                    Arrays.stream(y, from, y.length)
                            .map(value -> Math.min(value, top))
                            .toArray(),
                    perEpoch);
        }

        private Curve with(double[] other) {
            return new Curve(run, name, x, other, perEpoch);
        }
    }

    /** Loss, held-out loss, learning rate, words per second; those for which there are points. */
    static List<Curves> of(List<LoggedRun> runs) {
        List<Curves> all = new ArrayList<>();
        all.add(new Curves(
                "Loss per pair, nats",
                withoutStart(curves(runs, LoggedRun.Point::loss, LoggedRun.Epoch::loss, MOST_POINTS))));
        all.add(new Curves(
                "Held-out loss per pair, nats",
                curves(runs, null, epoch -> epoch.heldOut().orElse(Double.NaN), MOST_POINTS)));
        all.add(new Curves("Learning rate", curves(runs, LoggedRun.Point::learningRate, null, MOST_POINTS)));
        all.add(speed(
                curves(runs, LoggedRun.Point::wordsPerSecond, LoggedRun.Epoch::wordsPerSecond, MOST_POINTS_OF_SPEED)));
        all.removeIf(curves -> curves.curves().isEmpty());
        return all;
    }

    private static Curves speed(List<Curve> curves) {
        double most = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.y()))
                .max()
                .orElse(0);
        double unit = most >= 1e6 ? 1e6 : most >= 1e3 ? 1e3 : 1;
        String name = unit == 1e6 ? ", millions" : unit == 1e3 ? ", thousands" : "";
        return new Curves(
                "Words per second" + name,
                curves.stream()
                        .map(curve -> curve.with(
                                Arrays.stream(curve.y()).map(y -> y / unit).toArray()))
                        .toList());
    }

    /** Cuts off what is above all but the first few points. */
    private static List<Curve> withoutStart(List<Curve> curves) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            int n = curve.y().length;
            int from = curve.perEpoch() ? 0 : Math.min(n - 1, (int) Math.ceil(n * PART_ABOVE_THE_AXIS));
            least = Math.min(least, Arrays.stream(curve.y()).min().orElseThrow());
            most = Math.max(most, Arrays.stream(curve.y(), from, n).max().orElseThrow());
        }
        double top = most + 0.05 * (most - least);
        return curves.stream().map(curve -> curve.enteringAt(top)).toList();
    }

    /** Greatest number of words of any curve. */
    static double mostWords(List<Curves> all) {
        return all.stream()
                .flatMap(curves -> curves.curves().stream())
                .flatMapToDouble(curve -> Arrays.stream(curve.x()))
                .max()
                .orElse(1);
    }

    /** Of the points, or where a run has none, of its epochs. */
    private static List<Curve> curves(
            List<LoggedRun> runs,
            ToDoubleFunction<LoggedRun.Point> ofPoint,
            ToDoubleFunction<LoggedRun.Epoch> ofEpoch,
            int mostPoints) {
        List<Curve> curves = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            LoggedRun run = runs.get(r);
            boolean perEpoch = ofPoint == null || run.points().size() < 2;
            if (perEpoch && ofEpoch == null) {
                continue;
            }
            double[][] xy = perEpoch
                    ? finite(run.epochs(), LoggedRun.Epoch::words, ofEpoch)
                    : thinned(finite(run.points(), LoggedRun.Point::words, ofPoint), mostPoints);
            if (xy[0].length > 0) {
                curves.add(new Curve(r, run.name(), xy[0], xy[1], perEpoch));
            }
        }
        return curves;
    }

    private static <T> double[][] finite(List<T> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        List<T> good = points.stream()
                .filter(point -> Double.isFinite(x.applyAsDouble(point)) && Double.isFinite(y.applyAsDouble(point)))
                .toList();
        return new double[][] {
            good.stream().mapToDouble(x).toArray(), good.stream().mapToDouble(y).toArray()
        };
    }

    /** Means of as many neighbouring points as it takes. */
    private static double[][] thinned(double[][] xy, int most) {
        int n = xy[0].length;
        if (n <= most) {
            return xy;
        }
        double[][] thin = new double[2][most];
        for (int i = 0; i < most; i++) {
            int from = (int) ((long) n * i / most);
            int to = (int) ((long) n * (i + 1) / most);
            for (int axis = 0; axis < 2; axis++) {
                thin[axis][i] = Arrays.stream(xy[axis], from, to).average().orElseThrow();
            }
        }
        return thin;
    }
}
