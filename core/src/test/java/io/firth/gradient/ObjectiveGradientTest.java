package io.firth.gradient;

import static org.junit.jupiter.api.Assertions.fail;

import io.firth.gradient.RandomWindow.Architecture;
import io.firth.gradient.RandomWindow.Objective;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The first link of the chain of trust: every objective's gradient against finite differences of its loss. */
@DisabledIfSystemProperty(named = "firth.kernel", matches = "scalar", disabledReason = "uses no kernel")
class ObjectiveGradientTest {
    private static final int CASES = 10_000;
    private static final double LARGEST = 20;
    private static final double TOLERANCE = 1e-7;

    static Stream<Arguments> choices() {
        return Stream.of(Objective.values())
                .flatMap(objective ->
                        Stream.of(Architecture.values()).map(architecture -> Arguments.of(objective, architecture)));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void analyticIsNumeric(Objective objective, Architecture architecture) {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            // 1…64, small ones more often
            int dim = 1 + random.nextInt(1 << random.nextInt(7));
            RandomWindow window = RandomWindow.of(objective, architecture, dim, LARGEST, random);
            int[] coordinates = random.ints(10, 0, window.x().length).toArray();
            GradientCheck check = GradientCheck.of(window.loss(), window.x(), coordinates);
            if (check.verdict(TOLERANCE) != GradientCheck.Verdict.PASS) {
                fail("seed " + seed + ", dim " + dim + ": " + check + ", " + window.loss());
            }
        }
    }
}
