package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth shell}. */
@Command(
        name = "shell",
        sortOptions = false,
        header = ShellCommand.HEADER,
        description = {
            "",
            "Opens a model once and answers one line after the other: the commands neighbors, analogy, similarity,"
                    + " odd-one-out, sentence, distance and index without MODEL, or just words, which asks for their"
                    + " neighbours. The tab key completes commands and words of the model, the arrow keys bring earlier"
                    + " lines back. With input from a file or a pipe there is no prompt. A failure does not end it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth shell model.safetensors",
            "  printf 'king - man + woman\\nsimilarity cat dog\\n' | firth shell model.safetensors"
        })
final class ShellCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Ask one question after the other.";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "Model file, of any format that Firth reads.")
    private Path model;

    @Option(
            names = "--vectors",
            paramLabel = "NAME",
            converter = Converters.OfVectors.class,
            description = "input, output, sum, average or concat. Default: as chosen in training, else input.")
    private VectorChoice vectors;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Where earlier lines are kept. Default: .firth_history in the home folder.")
    private Path history;

    @Mixin
    private GeneralOptions general;

    ShellCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        OpenModels models = new OpenModels(vectors, null);
        QueryModel opened = models.open(model, null, false);
        ShellSession session = new ShellSession(
                opened,
                models,
                terminal,
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            session.greet();
            new InteractiveShell(session, opened.vocabulary(), history()).run();
            return 0;
        }
        return fromPipe(session) ? 0 : Failures.FAILED;
    }

    private Optional<Path> history() {
        return history != null ? Optional.of(history) : UserHome.folder().map(home -> home.resolve(".firth_history"));
    }

    /** Whether every line could be answered. */
    private static boolean fromPipe(ShellSession session) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        boolean all = true;
        while (true) {
            String line = Interruption.whileReading(true, lines::readLine);
            if (line == null || !session.goesOnAfter(line)) {
                return all;
            }
            all &= session.succeeded();
        }
    }
}
