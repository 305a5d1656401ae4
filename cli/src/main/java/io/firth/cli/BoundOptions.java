package io.firth.cli;

import io.firth.embeddings.Embeddings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a model is measured by; what is not given comes from the model. */
final class BoundOptions {
    /** As typed. */
    enum Name {
        SOFTMAX,
        NEGATIVE_SAMPLING,
        BOTH;

        @Override
        public String toString() {
            return ModelOptions.label(this);
        }
    }

    @Option(
            names = "--objective",
            converter = Converters.OfBound.class,
            paramLabel = "NAME",
            description = "softmax, negative-sampling or both. Default: what the model was trained with.")
    Name objective;

    @Option(
            names = "--negatives",
            paramLabel = "K",
            description = "negative-sampling: k. Default: the model's (for svd its shift).")
    Double negatives;

    @Option(
            names = "--noise-exponent",
            paramLabel = "X",
            description = "negative-sampling: noise ∝ count^X, 0…1. Default: the model's (for svd its smoothing).")
    Double exponent;

    @Option(
            names = "--noise",
            converter = Converters.OfNoise.class,
            paramLabel = "NAME",
            description = "negative-sampling: counts of words (as word2vec draws) or of pairs (their context). Default:"
                    + " words for a trained model, pairs for a factorized one.")
    BoundObjective.Noise noise;

    void check(Ranges ranges) {
        boolean negativeSampling = objective != Name.SOFTMAX;
        ranges.onlyWith(negatives != null, "--negatives", negativeSampling, "--objective negative-sampling or both");
        ranges.onlyWith(
                exponent != null, "--noise-exponent", negativeSampling, "--objective negative-sampling or both");
        ranges.onlyWith(noise != null, "--noise", negativeSampling, "--objective negative-sampling or both");
        if (negatives != null) {
            ranges.checkPositive("--negatives", negatives, 1e6);
        }
        if (exponent != null) {
            ranges.check("--noise-exponent", exponent, 0.0, 1.0);
        }
    }

    BoundObjective of(Embeddings model, Path file) throws CommandFailure {
        Map<String, String> config = model.provenance().config();
        if (!model.hasOutputPerWord()) {
            throw new CommandFailure(file + " has no output vector per word, so there are no pairs v·u to measure"
                    + (model.output().isPresent()
                            ? " (hierarchical softmax has vectors of tree nodes instead)"
                            : "; the firth format keeps both matrices"));
        }
        if ("cbow".equals(config.get("architecture"))) {
            throw new CommandFailure(file + " is a CBOW model: it predicts a word from the mean of its window, and the"
                    + " bounds are those of models that predict single pairs (skip-gram and factorized counts)");
        }
        String power = config.getOrDefault("eigenvalue-weight", "0.5");
        if (objective == null && Double.parseDouble(power) != 0.5) {
            throw new CommandFailure(
                    file + " has the vectors U·Σ^" + power + " and V·Σ^" + power + ", whose products are"
                            + " not the elements of the matrix; only with --eigenvalue-weight 0.5 they are"
                            + " (--objective negative-sampling measures them all the same)");
        }
        Name name = objective != null ? objective : trained(config, file);
        if (name == Name.SOFTMAX) {
            return new BoundObjective(true, Optional.empty());
        }
        boolean factorized = config.containsKey("method");
        BoundObjective.Noise counts =
                noise != null ? noise : factorized ? BoundObjective.Noise.PAIRS : BoundObjective.Noise.WORDS;
        double k = negatives != null ? negatives : number(config, file, "--negatives", "negatives", "shift");
        double alpha =
                exponent != null ? exponent : number(config, file, "--noise-exponent", "noise-exponent", "smoothing");
        return new BoundObjective(name == Name.BOTH, Optional.of(new BoundObjective.Negatives(k, alpha, counts)));
    }

    private static Name trained(Map<String, String> config, Path file) throws CommandFailure {
        String trained = config.getOrDefault("objective", config.getOrDefault("method", ""));
        return switch (trained) {
            case "full-softmax" -> Name.SOFTMAX;
            case "negative-sampling", "sgns", "svd" -> Name.NEGATIVE_SAMPLING;
            default ->
                throw new CommandFailure(file + (trained.isEmpty() ? " does not say" : " was made by " + trained)
                        + (trained.isEmpty() ? " how it was trained" : ", which has neither objective")
                        + "; choose --objective softmax, negative-sampling or both");
        };
    }

    private static double number(Map<String, String> config, Path file, String option, String... keys)
            throws CommandFailure {
        for (String key : keys) {
            String value = config.get(key);
            if (value != null) {
                try {
                    return Double.parseDouble(value);
                } catch (NumberFormatException e) {
                    throw new CommandFailure(file + ": " + key + " is '" + value + "', which is no number");
                }
            }
        }
        throw new CommandFailure(file + " does not say what " + keys[0] + " it was trained with; give " + option);
    }
}
