package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountSettingsTest {
    /** Up to m = 22 sums of 1/d are exact: d times a unit's share is 1, and no smaller number of units would do. */
    @Test
    void harmonicWeightsAreExactUpToTwentyTwo() {
        for (int window = 1; window <= 22; window++) {
            long one = WindowWeighting.HARMONIC.unitsPerOne(window);
            for (int distance = 1; distance <= window; distance++) {
                assertEquals(one, distance * WindowWeighting.HARMONIC.units(distance, window), "m = " + window);
            }
            for (int divisor : new int[] {2, 3, 5, 7, 11, 13, 17, 19}) {
                if (one % divisor == 0) {
                    long less = one / divisor;
                    boolean fits = true;
                    for (int distance = 1; distance <= window; distance++) {
                        fits &= less % distance == 0;
                    }
                    assertTrue(!fits, "m = " + window + ": " + less + " would do");
                }
            }
        }
        assertEquals(232_792_560, WindowWeighting.HARMONIC.unitsPerOne(22));
        for (int distance = 1; distance <= 1000; distance++) {
            double weight = WindowWeighting.HARMONIC.units(distance, 23) * 0x1p-32;
            assertEquals(1.0 / distance, weight, 0x1p-33, "beyond, to the nearest unit");
        }
    }

    /** The mean over reaches 1 … m of whether distance d is reached. */
    @Test
    void dynamicWeightsAreTheExpectationOfWord2vecsWindow() {
        for (int window = 1; window <= 12; window++) {
            for (int distance = 1; distance <= window; distance++) {
                int reached = 0;
                for (int reach = 1; reach <= window; reach++) {
                    reached += distance <= reach ? 1 : 0;
                }
                assertEquals(reached, WindowWeighting.DYNAMIC.units(distance, window));
            }
            assertEquals(window, WindowWeighting.DYNAMIC.unitsPerOne(window));
            assertEquals(1, WindowWeighting.FLAT.units(window, window));
            assertEquals(1, WindowWeighting.FLAT.unitsPerOne(window));
        }
    }

    @Test
    void descriptionsAreReadBack() {
        for (WindowWeighting weighting : WindowWeighting.values()) {
            for (WindowSide side : WindowSide.values()) {
                for (SubsamplingMode mode : SubsamplingMode.values()) {
                    CountSettings settings = CountSettings.defaults()
                            .withWindow(7)
                            .withWeighting(weighting)
                            .withSide(side)
                            .withSubsample(1e-4, mode)
                            .withSeed(-9);
                    assertEquals(settings, CountSettings.parse(settings.describe()));
                }
            }
        }
    }

    @Test
    void whatCannotBeReadIsNamed() {
        Map<String, String> whole = CountSettings.defaults().describe();
        for (String name : whole.keySet()) {
            Map<String, String> lacking = new LinkedHashMap<>(whole);
            lacking.remove(name);
            message("'" + name + "' is missing", lacking);
            Map<String, String> wrong = new LinkedHashMap<>(whole);
            wrong.put(name, "?");
            message("'" + name + "' is '?', which cannot be read", wrong);
        }
    }

    private static void message(String expected, Map<String, String> map) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> CountSettings.parse(map))
                        .getMessage());
    }

    @Test
    void settingsHaveRanges() {
        CountSettings settings = CountSettings.defaults();
        assertThrows(IllegalArgumentException.class, () -> settings.withWindow(0));
        assertThrows(IllegalArgumentException.class, () -> settings.withWindow(1001));
        for (double threshold : new double[] {-1e-9, 1.0001, Double.NaN}) {
            assertThrows(
                    IllegalArgumentException.class, () -> settings.withSubsample(threshold, SubsamplingMode.CLEAN));
        }
        assertEquals(1000, settings.withWindow(1000).window());
        assertEquals(1, settings.withWindow(1).window());
        assertEquals(1, settings.withSubsample(1, SubsamplingMode.CLEAN).subsample());
    }
}
