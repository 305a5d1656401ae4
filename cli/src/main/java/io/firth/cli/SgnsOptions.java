package io.firth.cli;

import picocli.CommandLine.Option;

/** Options of {@code --method sgns}; null: not given. */
final class SgnsOptions {
    private static final int NEGATIVES = 5;
    private static final double NOISE_EXPONENT = 0.75;

    @Option(names = "--negatives", paramLabel = "K", description = "sgns: k, 1…1000. Default: " + NEGATIVES + ".")
    Integer negatives;

    @Option(
            names = "--noise-exponent",
            paramLabel = "X",
            description = "sgns: noise ∝ (context count)^X, 0…1. Default: " + NOISE_EXPONENT + ".")
    Double noiseExponent;

    void check(Ranges ranges, FactorizeMethod method) {
        boolean sgns = method == FactorizeMethod.SGNS;
        ranges.onlyWith(negatives != null, "--negatives", sgns, "--method sgns");
        ranges.onlyWith(noiseExponent != null, "--noise-exponent", sgns, "--method sgns");
        ranges.check("--negatives", negatives(), 1, 1000);
        ranges.check("--noise-exponent", exponent(), 0.0, 1.0);
    }

    int negatives() {
        return negatives == null ? NEGATIVES : negatives;
    }

    double exponent() {
        return noiseExponent == null ? NOISE_EXPONENT : noiseExponent;
    }
}
