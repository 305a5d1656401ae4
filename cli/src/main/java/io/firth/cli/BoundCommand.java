package io.firth.cli;

import io.firth.cli.figure.Pictures;
import io.firth.embeddings.Embeddings;
import io.firth.io.Models;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth bound}. */
@Command(
        name = "bound",
        sortOptions = false,
        header = BoundCommand.HEADER,
        description = {
            "",
            "Compares a model's loss on the pairs of words in a corpus with the smallest loss that any vectors could have"
                    + " there: for the full softmax the conditional entropy of the counts, for negative sampling the"
                    + " objective at PMI − log k. For the latter it also shows how well v·u follows PMI − log k.",
            "",
            "COUNTS is a file that `firth count` wrote with the model's vocabulary. With a CORPUS, its pairs are counted as"
                    + " the model's training laid its windows, and its held-out part is measured too. docs/bounds.md"
                    + " explains the numbers.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth bound corpus.txt --model model.safetensors",
            "  firth bound counts.firth --model svd.safetensors --negatives 1 --noise-exponent 1",
            "  firth bound counts.firth --model model.safetensors --held-out-counts other.firth --objective both",
            "  firth bound corpus.txt --model model.safetensors --plot pmi.svg --json"
        })
final class BoundCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Compare a model's loss with the best that any vectors could do.";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "COUNTS|CORPUS",
            description = "A file of counts; or files, folders or - (standard input) of text.")
    private List<Path> sources;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "A model with output vectors.")
    private Path model;

    @ArgGroup(validate = false, heading = "%nObjective:%n", order = 1)
    private BoundOptions objective = new BoundOptions();

    @Option(names = "--held-out-counts", paramLabel = "COUNTS", description = "Counts of held-out text, measured too.")
    private Path heldOut;

    @Option(
            names = "--centre-words",
            paramLabel = "N",
            description =
                    "Sum over the whole vocabulary for at most N centre words, half of them the most frequent, the"
                            + " others drawn; the loss is then an unbiased estimate and its standard error is shown. Default:"
                            + " all up to " + BoundRun.EXACT + " words, else " + BoundRun.SAMPLE + ".")
    private Integer centreWords;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw v·u against PMI − log k, by count; FILE ends in .svg or .png.")
    private Path plot;

    @Option(names = "--threads", paramLabel = "N", description = "1…1024. Default: every processor.")
    private Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the drawn centre words. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "Folder for counts and the encoded corpus. Default: the system's.")
    private Path temporary;

    @Option(names = "--json", description = "The result as one JSON object.")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    BoundCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        int workers = ThreadCount.orAll(threads);
        ranges.check("--threads", workers, 1, ThreadCount.MOST);
        if (centreWords != null) {
            ranges.check("--centre-words", centreWords, 2, Integer.MAX_VALUE);
        }
        if (plot != null && !Pictures.isPicture(plot)) {
            throw ranges.wrong("--plot " + plot + " must end in .svg or .png");
        }
        objective.check(ranges);
        if (plot != null) {
            OutputFile.checkPlace(plot, String.valueOf(plot.getFileName()), false);
            List<Path> read = new ArrayList<>(sources);
            read.addAll(OutputFile.model(model));
            if (heldOut != null) {
                read.add(heldOut);
            }
            OutputFile.checkIsNotRead("--plot " + plot, List.of(plot), read);
        }
        Embeddings embeddings = Models.open(model);
        BoundObjective asked = objective.of(embeddings, model);
        if (plot != null && asked.negativeSampling().isEmpty()) {
            throw ranges.wrong("--plot shows PMI − log k, which belongs to --objective negative-sampling or both");
        }
        Path folder = temporary == null ? Path.of(System.getProperty("java.io.tmpdir")) : temporary;
        try (ProgressDisplay display = json
                        ? new LineDisplay(new PrintWriter(Writer.nullWriter()))
                        : ProgressDisplay.choose(terminal, spec.commandLine().getErr());
                BoundSource source = BoundSource.open(sources, heldOut, embeddings, model, folder, workers, display)) {
            BoundRun run = new BoundRun(embeddings, asked, workers, seed, centreWords, display);
            BoundResult result = run.measure(source);
            display.stop();
            if (json) {
                spec.commandLine().getOut().println(BoundJson.of(model, source, asked, result));
            } else {
                BoundText.print(spec.commandLine().getOut(), model, source, asked, result);
            }
            if (plot != null) {
                FitPlot.write(result, asked.negativeSampling().orElseThrow(), plot);
            }
        }
        return 0;
    }
}
