package io.firth.cli;

import io.firth.classify.ParaphraseTask;
import io.firth.classify.SimilarityHead;
import io.firth.classify.Split;
import io.firth.classify.TextExample;
import io.firth.classify.TextVectors;
import io.firth.cli.figure.Pictures;
import io.firth.embeddings.Embeddings;
import io.firth.io.AtomicFile;
import io.firth.text.TextOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth paraphrase}: row M20. */
@Command(
        name = "paraphrase",
        sortOptions = false,
        header = ParaphraseCommand.HEADER,
        description = {
            "",
            "Tells whether two texts say the same. A text becomes x, a learned projection of the mean of its words'"
                    + " vectors; four ways to make a probability of x₁ and x₂ are trained and scored on pairs kept out of"
                    + " training:",
            "",
            "  relu     σ(relu(x₁)ᵀ relu(x₂))        is never below ½ and so always answers yes",
            "  dot      σ(x₁ᵀx₂)",
            "  affine   σ(a·x₁ᵀx₂ + b)               with learned a and b",
            "  shifted  2σ(relu(x₁)ᵀ relu(x₂)) − 1",
            "",
            "DATA is a table of pairs with labels 1 and 0, such as MRPC, or with scores, such as the STS benchmark, of which"
                    + " --label-threshold makes labels.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth paraphrase msr_paraphrase_train.txt --vectors model.safetensors",
            "  firth paraphrase sts-train.csv --test sts-dev.csv --label-threshold 4 \\",
            "      --vectors model.safetensors --plot calibration.svg"
        })
final class ParaphraseCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Compare ways to tell whether two texts say the same.";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "Table of labelled pairs: TSV or CSV, with or without a header.")
    private Path data;

    @Mixin
    private WordVectorOptions vectors;

    @Mixin
    private TableOptions table;

    @Option(
            names = "--heads",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "relu,dot,affine,shifted",
            description = "Which heads. Default: ${DEFAULT-VALUE}.")
    private List<String> heads;

    @Option(
            names = "--dim",
            paramLabel = "N",
            defaultValue = "100",
            description = "Length of x, 1…4096. Default: ${DEFAULT-VALUE}.")
    private int dim;

    @Option(
            names = "--l2",
            paramLabel = "X",
            defaultValue = "0",
            description = "Weight of ½·‖P‖², P the projection, in the loss. Default: ${DEFAULT-VALUE}.")
    private double l2;

    @Mixin
    private FitFlags fit;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw the calibration of all heads: a name ending in .svg or .png.")
    private Path plot;

    @Option(names = "--json", description = "One JSON object with everything on standard output.")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        fit.check(ranges);
        ranges.check("--dim", dim, 1, 4096);
        ranges.check("--l2", l2, 0.0, 1e6);
        if (plot != null && !Pictures.isPicture(plot)) {
            throw ranges.wrong("--plot must name a file ending in .svg or .png, but is " + plot);
        }
        List<SimilarityHead> chosen = heads(ranges);
        ParaphraseTask.Config config = new ParaphraseTask.Config(
                dim, fit.optimizer(ranges), fit.epochs, fit.batch, l2, fit.validation, fit.patience, fit.seed);

        List<TextExample> pairs = pairs(data, ranges);
        List<TextExample> separate = fit.test == null ? List.of() : pairs(fit.test, ranges);
        Embeddings embeddings = vectors.open();
        if (plot != null) {
            OutputFile.checkWritable(plot);
            OutputFile.checkIsNotRead("--plot " + plot, List.of(plot), fit.read(data, vectors));
        }
        TextOptions textOptions = vectors.textOptions(embeddings, pairs);
        Split split = Split.of(pairs, fit.heldOutShare(), fit.seed);
        TextVectors means = new TextVectors(embeddings, textOptions);
        ParaphraseTask task =
                new ParaphraseTask(split.kept(), fit.test == null ? split.heldOut() : separate, means, config);
        List<ParaphraseTask.Outcome> outcomes = new ArrayList<>();
        for (SimilarityHead head : chosen) {
            outcomes.add(task.run(head));
        }
        ParaphraseReport report =
                new ParaphraseReport(data, fit.test, textOptions, means.coverage(), task, outcomes, fit.seed);
        if (plot != null) {
            AtomicFile.write(plot, Pictures.bytes(CalibrationFigure.of(outcomes), plot));
        }
        if (json) {
            spec.commandLine().getOut().println(report.json());
        } else {
            report.print(spec.commandLine().getOut());
            if (plot != null) {
                spec.commandLine().getOut().println("drawn     " + plot);
            }
        }
        return 0;
    }

    private List<SimilarityHead> heads(Ranges ranges) {
        try {
            return heads.stream().map(SimilarityHead::parse).distinct().toList();
        } catch (IllegalArgumentException e) {
            throw ranges.wrong("--heads: " + e.getMessage());
        }
    }

    private List<TextExample> pairs(Path file, Ranges ranges) throws Exception {
        List<TextExample> pairs = table.reader(OptionalDouble.empty(), ranges).labelled(table.table(file, ranges));
        if (!pairs.getFirst().isPair()) {
            throw new CommandFailure(
                    file + " has one text per row; pairs are needed: --text-column NAME,NAME says where they are");
        }
        for (TextExample pair : pairs) {
            if (!pair.label().equals(ParaphraseTask.YES) && !pair.label().equals(ParaphraseTask.NO)) {
                throw new CommandFailure(file + ": the label '" + pair.label()
                        + "' is neither 1 nor 0; --label-threshold X makes 1 of numbers from X on and 0 of others");
            }
        }
        return pairs;
    }
}
