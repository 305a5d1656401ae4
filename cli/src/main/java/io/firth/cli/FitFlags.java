package io.firth.cli;

import io.firth.nn.Adam;
import io.firth.nn.Optimizer;
import io.firth.nn.Sgd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How parameters are fitted. */
final class FitFlags {
    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            defaultValue = "adam",
            description = "adam or sgd. Default: ${DEFAULT-VALUE}.")
    String optimizer;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Size of a step, above 0. Default: 0.001 for adam, 0.05 for sgd.")
    Double learningRate;

    @Option(names = "--momentum", paramLabel = "X", description = "Of sgd, at least 0 and below 1. Default: 0.9.")
    Double momentum;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "200",
            description = "At most this many passes over the data. Default: ${DEFAULT-VALUE}.")
    int epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Examples per step. Default: ${DEFAULT-VALUE}.")
    int batch;

    @Option(
            names = "--validation",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "Share of the training examples, 0…0.5, whose loss decides when to stop; 0: never before the"
                    + " last epoch. Default: ${DEFAULT-VALUE}.")
    double validation;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "5",
            description = "Stop after this many epochs without a smaller validation loss. Default: ${DEFAULT-VALUE}.")
    int patience;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of every random decision. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--held-out",
            paramLabel = "X",
            description = "Share of the examples, 0…0.5, kept for the scores. Default: 0.2, or 0 with --test.")
    Double heldOut;

    @Option(names = "--test", paramLabel = "FILE", description = "Take the scores on this file, laid out as DATA.")
    Path test;

    void check(Ranges ranges) {
        ranges.check("--epochs", epochs, 1, 1_000_000);
        ranges.check("--batch", batch, 1, Integer.MAX_VALUE);
        ranges.check("--validation", validation, 0.0, 0.5);
        ranges.check("--patience", patience, 1, Integer.MAX_VALUE);
        ranges.onlyWith(momentum != null, "--momentum", optimizer.equals("sgd"), "--optimizer sgd");
        if (heldOut != null) {
            ranges.check("--held-out", heldOut, 0.0, 0.5);
            if (test != null && heldOut > 0) {
                throw ranges.wrong("--held-out and --test exclude each other: the scores are taken on one of them");
            }
            if (test == null && heldOut == 0) {
                throw ranges.wrong("--held-out 0 leaves nothing to take scores on; give --test FILE");
            }
        }
    }

    /** Share kept for the scores. */
    double heldOutShare() {
        return heldOut != null ? heldOut : test == null ? 0.2 : 0;
    }

    /** All files that a command with these flags reads. */
    List<Path> read(Path data, WordVectorOptions vectors) throws IOException {
        List<Path> files = new ArrayList<>(OutputFile.model(vectors.model));
        files.add(data);
        if (test != null) {
            files.add(test);
        }
        return files;
    }

    Optimizer optimizer(Ranges ranges) {
        if (learningRate != null) {
            ranges.checkPositive("--learning-rate", learningRate, 100);
        }
        if (momentum != null && !(momentum >= 0 && momentum < 1)) {
            throw ranges.wrong("--momentum must be at least 0 and below 1, but is " + momentum);
        }
        return switch (optimizer) {
            case "adam" -> new Adam(learningRate == null ? 0.001 : learningRate);
            case "sgd" -> new Sgd(learningRate == null ? 0.05 : learningRate, momentum == null ? 0.9 : momentum);
            default -> throw ranges.wrong("--optimizer must be adam or sgd, but is '" + optimizer + "'");
        };
    }
}
