package io.firth.cli;

import io.firth.count.CellValue;
import io.firth.count.Cooccurrences;
import io.firth.count.ShiftedPmi;
import io.firth.count.TruncatedSvd;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of {@code --method svd} and {@code lsa}; null: not given. */
final class SvdOptions {
    private static final double SMOOTHING = 0.75;
    private static final double EIGENVALUE_WEIGHT = 0.5;
    private static final int OVERSAMPLING = 10;
    private static final int POWER_ITERATIONS = 4;

    /** As typed. */
    enum Weighting {
        PPMI,
        PMI,
        LOG,
        COUNT;

        @Override
        public String toString() {
            return ModelOptions.label(this);
        }
    }

    @Option(
            names = "--weighting",
            converter = Converters.OfWeighting.class,
            paramLabel = "NAME",
            description = "svd: ppmi (negative values become 0) or pmi; lsa: log (of 1 + count) or count."
                    + " Default: ppmi for svd, log for lsa.")
    Weighting weighting;

    @Option(
            names = "--shift",
            paramLabel = "K",
            description = "svd: subtract log K, as K negative samples do. Default: 1 (nothing).")
    Double shift;

    @Option(
            names = "--smoothing",
            paramLabel = "X",
            description = "svd: exponent of the contexts' counts, 0…1. Default: " + SMOOTHING + ".")
    Double smoothing;

    @Option(
            names = "--eigenvalue-weight",
            paramLabel = "P",
            description = "svd, lsa: vectors are U·Σ^P, 0…1. Default: " + EIGENVALUE_WEIGHT + ".")
    Double eigenvalueWeight;

    @Option(
            names = "--oversampling",
            paramLabel = "N",
            description = "svd, lsa: columns beyond dim that are carried along. Default: " + OVERSAMPLING + ".")
    Integer oversampling;

    @Option(
            names = "--power-iterations",
            paramLabel = "N",
            description = "svd, lsa: more are slower and come closer to the best. Default: " + POWER_ITERATIONS + ".")
    Integer powerIterations;

    boolean any() {
        return weighting != null
                || shift != null
                || smoothing != null
                || eigenvalueWeight != null
                || oversampling != null
                || powerIterations != null;
    }

    void check(Ranges ranges, FactorizeMethod method) {
        boolean svd = method == FactorizeMethod.SVD;
        boolean lsa = method == FactorizeMethod.LSA;
        ranges.onlyWith(
                any(), "--weighting, --smoothing, --eigenvalue-weight and the like", svd || lsa, "--method svd or lsa");
        ranges.onlyWith(shift != null, "--shift", svd, "--method svd");
        ranges.onlyWith(smoothing != null, "--smoothing", svd, "--method svd");
        if (weighting != null && (weighting == Weighting.PPMI || weighting == Weighting.PMI) != svd) {
            throw ranges.wrong("--weighting " + weighting + " can only be used with --method " + (svd ? "lsa" : "svd"));
        }
        if (shift != null) {
            ranges.checkPositive("--shift", shift, 1e6);
        }
        if (smoothing != null) {
            ranges.check("--smoothing", smoothing, 0.0, 1.0);
        }
        ranges.check("--eigenvalue-weight", power(), 0.0, 1.0);
        ranges.check("--oversampling", or(oversampling, OVERSAMPLING), 0, 65_536);
        ranges.check("--power-iterations", or(powerIterations, POWER_ITERATIONS), 0, 1000);
    }

    double power() {
        return eigenvalueWeight == null ? EIGENVALUE_WEIGHT : eigenvalueWeight;
    }

    TruncatedSvd svd(int dim, long seed, int threads) {
        return new TruncatedSvd(
                dim, or(oversampling, OVERSAMPLING), or(powerIterations, POWER_ITERATIONS), seed, threads);
    }

    CellValue value(FactorizeMethod method, Cooccurrences counts) {
        return switch (weighting(method)) {
            case PPMI -> new ShiftedPmi(counts, k(), alpha(), true);
            case PMI -> new ShiftedPmi(counts, k(), alpha(), false);
            case LOG -> CellValue.LOG_COUNT;
            case COUNT -> CellValue.COUNT;
        };
    }

    Map<String, String> describe(FactorizeMethod method, TruncatedSvd svd) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("method", method.toString());
        map.put("dim", Integer.toString(svd.dim()));
        map.put("weighting", weighting(method).toString());
        if (method == FactorizeMethod.SVD) {
            map.put("shift", Double.toString(k()));
            map.put("smoothing", Double.toString(alpha()));
        }
        map.put("eigenvalue-weight", Double.toString(power()));
        map.put("oversampling", Integer.toString(svd.oversampling()));
        map.put("power-iterations", Integer.toString(svd.powerIterations()));
        map.put("seed", Long.toString(svd.seed()));
        return map;
    }

    private Weighting weighting(FactorizeMethod method) {
        if (weighting != null) {
            return weighting;
        }
        return method == FactorizeMethod.SVD ? Weighting.PPMI : Weighting.LOG;
    }

    private double k() {
        return shift == null ? 1 : shift;
    }

    private double alpha() {
        return smoothing == null ? SMOOTHING : smoothing;
    }

    private static int or(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
