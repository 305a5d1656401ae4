package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.word2vec.DoubleSteps.Example;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The twin's own gradients against finite differences of its loss: the first link of the chain of trust. */
class DoubleStepsTest {
    private static final List<Example> EXAMPLES = List.of(
            // repeats among the inputs, the target among the inputs and among the draws
            new Example(new int[] {0, 2, 0, 3}, false, new int[] {2, 1, 1, 2}, new int[] {1, 0, 0, 0}),
            new Example(new int[] {0, 2, 0, 3}, true, new int[] {2, 1, 1, 2}, new int[] {1, 0, 0, 0}),
            new Example(new int[] {1}, false, new int[] {3, 3, 1}, null),
            new Example(new int[] {1, 1, 2}, true, new int[] {1}, null));

    @Test
    void gradientsAreThoseOfTheLoss() {
        for (Example example : EXAMPLES) {
            Random random = new Random(9);
            DoubleSteps twin =
                    new DoubleSteps(DoubleSteps.random(random, 4, 3, 1), DoubleSteps.random(random, 4, 3, 1));
            twin.addGradient(example, true);
            check(twin, example, twin.v, twin.gradV());
            check(twin, example, twin.u, twin.gradU());
        }
    }

    private static void check(DoubleSteps twin, Example example, double[][] parameters, double[][] gradient) {
        double h = 1e-5;
        for (int r = 0; r < parameters.length; r++) {
            for (int d = 0; d < parameters[r].length; d++) {
                double old = parameters[r][d];
                parameters[r][d] = old + h;
                double above = twin.loss(List.of(example));
                parameters[r][d] = old - h;
                double below = twin.loss(List.of(example));
                parameters[r][d] = old;
                assertEquals((above - below) / (2 * h), gradient[r][d], 1e-8, example + ", row " + r);
            }
        }
    }
}
