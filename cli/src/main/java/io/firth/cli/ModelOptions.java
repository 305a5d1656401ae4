package io.firth.cli;

import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.word2vec.Architecture;
import io.firth.word2vec.Cbow;
import io.firth.word2vec.SkipGram;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What is learned: architecture, objective, shapes. An option that the chosen objective lacks is refused. */
final class ModelOptions {
    private static final int NEGATIVES = 5;
    private static final double NOISE_EXPONENT = 0.75;
    private static final int BATCH = 256;

    /** As typed. */
    enum ArchitectureName {
        SKIP_GRAM,
        CBOW;

        @Override
        public String toString() {
            return label(this);
        }
    }

    /** As typed. */
    enum ObjectiveName {
        NEGATIVE_SAMPLING,
        HIERARCHICAL_SOFTMAX,
        FULL_SOFTMAX;

        @Override
        public String toString() {
            return label(this);
        }
    }

    /** As typed. */
    enum GradientName {
        EXACT,
        WORD2VEC;

        @Override
        public String toString() {
            return label(this);
        }
    }

    /** As typed. */
    enum NegativesPer {
        WINDOW,
        PAIR;

        @Override
        public String toString() {
            return label(this);
        }
    }

    @Option(
            names = "--architecture",
            converter = Converters.OfArchitecture.class,
            paramLabel = "NAME",
            defaultValue = "skip-gram",
            description = "skip-gram (each pair is an example) or cbow (the window's mean predicts the word)."
                    + " Default: ${DEFAULT-VALUE}.")
    ArchitectureName architecture;

    @Option(
            names = "--objective",
            converter = Converters.OfObjective.class,
            paramLabel = "NAME",
            defaultValue = "negative-sampling",
            description = "negative-sampling, hierarchical-softmax or full-softmax. Default: ${DEFAULT-VALUE}.")
    ObjectiveName objective;

    @Option(
            names = "--dim",
            paramLabel = "N",
            defaultValue = "100",
            description = "Length of a vector, 1…65536. Default: ${DEFAULT-VALUE}.")
    int dim;

    @Option(
            names = "--window",
            paramLabel = "M",
            defaultValue = "5",
            description = "Farthest context word on each side, 1…1000. Default: ${DEFAULT-VALUE}.")
    int window;

    @Option(names = "--fixed-window", description = "Every window is M wide. Default: drawn from 1…M for each word.")
    boolean fixedWindow;

    @Option(
            names = "--negatives",
            paramLabel = "K",
            description = "Negative samples, 1…1000; for negative-sampling. Default: " + NEGATIVES + ".")
    Integer negatives;

    @Option(
            names = "--negatives-per",
            converter = Converters.OfNegativesPer.class,
            paramLabel = "WHAT",
            description = "window: neighbouring pairs share their K negatives (those of a window; with deterministic"
                    + " skip-gram eight); pair: each has its own. Default: window.")
    NegativesPer negativesPer;

    @Option(
            names = "--noise-exponent",
            paramLabel = "X",
            description = "Negatives are drawn by count^X, 0…1. Default: " + NOISE_EXPONENT + ".")
    Double noiseExponent;

    @Option(
            names = "--cbow-gradient",
            converter = Converters.OfGradient.class,
            paramLabel = "NAME",
            description = "exact (1/n of the mean's gradient for each word) or word2vec (all of it for each, as"
                    + " word2vec.c). Default: exact.")
    GradientName cbowGradient;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Examples per matrix product, 1…65536; for full-softmax. Default: " + BATCH + ".")
    Integer batch;

    Architecture architecture(Ranges ranges) {
        boolean cbow = architecture == ArchitectureName.CBOW;
        ranges.onlyWith(cbowGradient != null, "--cbow-gradient", cbow, "--architecture cbow");
        return cbow
                ? new Cbow(cbowGradient == GradientName.WORD2VEC ? Cbow.Gradient.WORD2VEC : Cbow.Gradient.EXACT)
                : new SkipGram();
    }

    Objective objective(Ranges ranges) {
        boolean sampling = objective == ObjectiveName.NEGATIVE_SAMPLING;
        boolean full = objective == ObjectiveName.FULL_SOFTMAX;
        ranges.onlyWith(negatives != null, "--negatives", sampling, "--objective negative-sampling");
        ranges.onlyWith(negativesPer != null, "--negatives-per", sampling, "--objective negative-sampling");
        ranges.onlyWith(noiseExponent != null, "--noise-exponent", sampling, "--objective negative-sampling");
        ranges.onlyWith(batch != null, "--batch", full, "--objective full-softmax");
        ranges.check("--dim", dim, 1, 65_536);
        ranges.check("--window", window, 1, 1000);
        if (sampling) {
            int k = negatives == null ? NEGATIVES : negatives;
            double exponent = noiseExponent == null ? NOISE_EXPONENT : noiseExponent;
            ranges.check("--negatives", k, 1, 1000);
            ranges.check("--noise-exponent", exponent, 0.0, 1.0);
            return new NegativeSampling(k, exponent, negativesPer != NegativesPer.PAIR);
        }
        int examples = batch == null ? BATCH : batch;
        ranges.check("--batch", examples, 1, 65_536);
        return full ? new FullSoftmax(examples) : new HierarchicalSoftmax();
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
