package io.firth.cli;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a training survives an interruption. */
final class CheckpointOptions {
    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Converters.OfInterval.class,
            description =
                    "Keep a checkpoint in the folder MODEL.checkpoint this often: 500ms, 60s, 10m, 2h; off: never."
                            + " It is deleted when the model is written. Training waits for at most 5 %% of the time; where that"
                            + " is not enough, checkpoints come less often. Default: ${DEFAULT-VALUE}.")
    Duration every;

    @Option(
            names = "--resume",
            paramLabel = "MODEL",
            description = "Go on with the training of MODEL that was interrupted, with its options and corpus; needs no"
                    + " other option. The model will be the same, byte for byte (docs/training.md). After training has"
                    + " diverged, a smaller --learning-rate can be given.")
    Path resume;

    @Option(
            names = "--restart",
            description = "Discard the checkpoints of a training of the same MODEL, and begin anew.")
    boolean restart;
}
