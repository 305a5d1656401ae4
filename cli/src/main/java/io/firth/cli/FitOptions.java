package io.firth.cli;

import io.firth.eval.Procrustes;
import picocli.CommandLine.Option;

/** How vectors are prepared for an alignment. */
final class FitOptions {
    @Option(
            names = "--raw",
            description =
                    "Seek the rotation on vectors as long as they are. Default: on unit vectors, so that every word"
                            + " weighs the same.")
    private boolean raw;

    @Option(names = "--center", description = "Take off the mean vector first.")
    private boolean center;

    Procrustes.Fit fit() {
        return new Procrustes.Fit(!raw, center);
    }

    /** {@code unit vectors, centred}. */
    static String describe(Procrustes.Fit fit) {
        return (fit.unit() ? "unit vectors" : "vectors as they are") + (fit.center() ? ", centred" : "");
    }
}
