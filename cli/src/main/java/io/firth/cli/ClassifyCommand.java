package io.firth.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code firth classify}: its commands. */
@Command(
        name = "classify",
        sortOptions = false,
        header = ClassifyCommand.HEADER,
        description = {
            "",
            "A text becomes the mean of its words' vectors, and a small network gives it a label. Works for single texts and"
                    + " for pairs of texts.",
            ""
        },
        subcommands = {ClassifyTrainCommand.class, ClassifyPredictCommand.class, ClassifyTestCommand.class},
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  firth classify train reviews.tsv --vectors model.safetensors -o reviews.classifier",
            "  firth classify predict reviews.classifier new.txt",
            "  firth classify test reviews.classifier more.tsv"
        })
final class ClassifyCommand implements Runnable {
    /** What the list of commands says. */
    static final String HEADER = "Train and use a text classifier on word vectors.";

    @Spec
    private CommandSpec spec;

    @Mixin
    private GeneralOptions general;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command: train, predict or test");
    }
}
