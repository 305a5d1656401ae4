package io.firth.cli;

import io.firth.count.Cooccurrences;
import io.firth.count.GloveConfig;
import picocli.CommandLine.Option;

/** Options of {@code --method glove}; null: not given. */
final class GloveOptions {
    private static final GloveConfig DEFAULTS = GloveConfig.defaults();

    @Option(
            names = "--x-max",
            paramLabel = "X",
            description =
                    "glove: the count from which on a cell has full weight. Default: 10 up to 10⁸ pairs of words in the"
                            + " text, growing with their root to 100 from 10¹⁰ on.")
    Double xMax;

    @Option(
            names = "--exponent",
            paramLabel = "X",
            description = "glove: of the weight (count/x-max)^X below, 0…1. Default: 0.75.")
    Double exponent;

    void check(Ranges ranges, FactorizeMethod method) {
        boolean glove = method == FactorizeMethod.GLOVE;
        ranges.onlyWith(xMax != null, "--x-max", glove, "--method glove");
        ranges.onlyWith(exponent != null, "--exponent", glove, "--method glove");
        if (xMax != null) {
            ranges.checkPositive("--x-max", xMax, 1e18);
        }
        if (exponent != null) {
            ranges.check("--exponent", exponent, 0.0, 1.0);
        }
    }

    GloveConfig config(Cooccurrences counts) {
        return DEFAULTS.withWeight(
                xMax == null ? GloveConfig.xMaxFor(counts.total()) : xMax,
                exponent == null ? DEFAULTS.exponent() : exponent);
    }
}
