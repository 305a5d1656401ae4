package io.firth;

import io.firth.gradient.GradientCheck;
import io.firth.gradient.NegativeSamplingLoss;
import io.firth.gradient.OutputLoss;
import io.firth.gradient.ParameterLayout;
import io.firth.gradient.WindowLoss;
import java.util.Random;

/** The Java of docs/mathematics.md, which a test compares with the lines between the marks. */
final class MathematicsExample {
    private MathematicsExample() {}

    // begin
    static GradientCheck check() {
        ParameterLayout layout = new ParameterLayout(4, 4, 3); // four words, D = 3: v₀…v₃, u₀…u₃
        OutputLoss output = new NegativeSamplingLoss(2, 0, 0, 3); // predict word 2; the draws were 0, 0 and 3
        WindowLoss loss = WindowLoss.cbow(layout, new int[] {1, 3, 1}, output);
        double[] x = new Random(1).doubles(layout.size(), -1, 1).toArray();
        return GradientCheck.of(loss, x); // verdict(1e-7) is PASS
    }
    // end
}
