package io.firth.cli;

import io.firth.count.CountSettings;
import io.firth.text.TextOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth count}. */
@Command(
        name = "count",
        sortOptions = false,
        defaultValueProvider = CountCommand.Defaults.class,
        header = CountCommand.HEADER,
        description = {
            "",
            "Counts which words of a corpus stand near which, and writes the counts: sparse rows in a safetensors file,"
                    + " which every other command maps at once (docs/counts.md). The same bytes for any number of"
                    + " threads and any memory. The file appears under its name only when it is whole.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth count corpus.txt -o counts",
            "  firth pmi counts coffee                                   then: what goes with a word",
            "  firth count corpus.txt --window 10 --weighting harmonic -o glove.counts",
            "  firth count news.txt.zst --memory 8g --min-count 100 --subsample 1e-5 -o news.counts",
            "  firth count sessions.txt --side right --window 1 -o next.counts"
        })
final class CountCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Count which words stand near which.";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "CORPUS",
            description = "Files, folders or - (standard input); plain, gzip, bzip2, xz or zstd.")
    private List<Path> corpus;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "COUNTS",
            description = "Where the counts go.")
    private Path output;

    @ArgGroup(validate = false, heading = "%nText:%n", order = 1)
    private TextFlags text = new TextFlags();

    @ArgGroup(validate = false, heading = "%nCounting:%n", order = 2)
    private CountOptions options = new CountOptions();

    @Option(names = "--json", description = "Progress and result as JSON lines on standard output (docs/cli.md).")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show nothing but failures.")
    private boolean quiet;

    @Mixin
    private GeneralOptions general;

    CountCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Counts are of the whole text unless asked otherwise; training thins out by default. */
    static final class Defaults implements IDefaultValueProvider {
        @Override
        public String defaultValue(ArgSpec argument) {
            return argument instanceof OptionSpec option && option.longestName().equals("--subsample") ? "0" : null;
        }
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        TextOptions textOptions = text.options(ranges);
        CountSettings settings = options.settings(text, ranges);
        try (CountOutput shown = new CountOutput(json, quiet, spec, terminal)) {
            CountRun run = new CountRun(corpus, output, textOptions, text, settings, options, shown);
            OutputLock.during(output, spec, () -> {
                run.run(System.in);
                return 0;
            });
        }
        return 0;
    }
}
