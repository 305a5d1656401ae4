package io.firth.lab;

import io.firth.gradient.GradientCheck;
import io.firth.gradient.RandomWindow;
import io.firth.gradient.WindowLoss;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What several worked examples claim of a loss, and how it is shown. */
final class Claims {
    private static final long SEED = 1;

    private Claims() {}

    /** Analytic and numeric gradient of a loss at the toy matrices, side by side for some parameters. */
    static void gradient(Worksheet sheet, String name, WindowLoss loss, int... coordinates) {
        sheet.add(GradientTable.of(name, GradientCheck.of(loss, Toy.parameters(), coordinates), Toy::name));
    }

    /** The gradient is zero, exactly and numerically, at all these parameters. */
    static void zero(Worksheet sheet, String name, WindowLoss loss, int... coordinates) {
        GradientCheck check = GradientCheck.of(loss, Toy.parameters(), coordinates);
        double largest = IntStream.range(0, coordinates.length)
                .mapToDouble(i -> Math.max(Math.abs(check.analytic()[i]), Math.abs(check.numeric()[i])))
                .max()
                .orElse(Double.NaN);
        sheet.atMost(name, 0, largest);
    }

    /** The gradient of random windows of this kind, every coordinate of each. */
    static void randomWindows(
            Worksheet sheet, RandomWindow.Objective objective, RandomWindow.Architecture architecture, int cases) {
        SplittableRandom random = new SplittableRandom(SEED);
        double worst = 0;
        long coordinates = 0;
        long failed = 0;
        for (int i = 0; i < cases; i++) {
            RandomWindow window = RandomWindow.of(objective, architecture, 1 + random.nextInt(16), 20, random);
            GradientCheck check = GradientCheck.of(window.loss(), window.x());
            coordinates += check.coordinates().length;
            worst = Math.max(worst, check.worst());
            failed += check.verdict(GradientTable.TOLERANCE) == GradientCheck.Verdict.FAIL ? 1 : 0;
        }
        String name = String.format(
                Locale.ROOT,
                "%s, %s: %d random windows, %,d coordinates, greatest relative difference",
                architecture,
                objective,
                cases,
                coordinates);
        sheet.add(Check.bound(
                name,
                "≤ " + Figures.brief(GradientTable.TOLERANCE),
                worst,
                failed == 0 && worst <= GradientTable.TOLERANCE));
    }
}
