package io.firth.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code firth} itself: help, version, and the list of commands. */
@Command(
        name = "firth",
        description = {"Learns word vectors from text, or from any sequences, and answers questions about them.", ""},
        versionProvider = Version.class,
        commandListHeading = "%nCommands:%n",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  firth demo                                     word vectors from real prose in under a minute",
            "  firth train corpus.txt -o model.safetensors    from your own text",
            "  firth neighbors model.safetensors king queen   the words nearest to a word",
            "  firth train --help                             a command's options and examples"
        })
final class FirthCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show version, JVM and kernel, and exit.")
    private boolean version;

    @Override
    public void run() {
        List<String> names = new ArrayList<>(spec.subcommands().keySet());
        names.remove("help");
        String last = names.removeLast();
        throw new ParameterException(
                spec.commandLine(), "missing command: " + String.join(", ", names) + " or " + last);
    }
}
