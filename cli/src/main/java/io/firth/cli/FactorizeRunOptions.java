package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import picocli.CommandLine.Option;

/** How {@code factorize} runs and what it writes. */
final class FactorizeRunOptions {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "glove, sgns: passes over the counts. Default: 15 for glove, 100 for sgns.")
    Integer epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description =
                    "glove: η of AdaGrad in the first pass, then it falls; default 0.3. sgns: of the first step, then it"
                            + " adapts; default 1.")
    Double learningRate;

    @Option(names = "--threads", paramLabel = "N", description = "1…1024. Default: every processor.")
    Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of every random decision. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "firth",
            converter = Converters.OfWritableFormat.class,
            description =
                    "firth (safetensors, keeps everything) or another, as for firth train. Default: ${DEFAULT-VALUE}.")
    Format format;

    @Option(
            names = "--vectors",
            paramLabel = "NAME",
            converter = Converters.OfVectors.class,
            description =
                    "A word's final vector: input (w), output (c), sum (w + c), average or concat. Default: sum for"
                            + " glove, else input.")
    VectorChoice vectors;

    @Option(names = "--json", description = "Progress and result as JSON lines on standard output (docs/cli.md).")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show nothing but failures.")
    boolean quiet;

    void check(Ranges ranges, FactorizeMethod method) {
        boolean iterates = method == FactorizeMethod.GLOVE || method == FactorizeMethod.SGNS;
        ranges.onlyWith(epochs != null, "--epochs", iterates, "--method glove or sgns");
        ranges.onlyWith(learningRate != null, "--learning-rate", iterates, "--method glove or sgns");
        if (epochs != null) {
            ranges.check("--epochs", epochs, 1, 1_000_000);
        }
        if (learningRate != null) {
            ranges.checkPositive("--learning-rate", learningRate, 100);
        }
        ranges.check("--threads", threads(), 1, ThreadCount.MOST);
    }

    int threads() {
        return ThreadCount.orAll(threads);
    }

    VectorChoice vectors(FactorizeMethod method) {
        if (vectors != null) {
            return vectors;
        }
        return method == FactorizeMethod.GLOVE ? VectorChoice.SUM : VectorChoice.INPUT;
    }
}
