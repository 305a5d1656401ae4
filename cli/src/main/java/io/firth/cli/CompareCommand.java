package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.eval.EvaluatedModel;
import io.firth.eval.EvaluationOptions;
import io.firth.eval.NeighborOverlap;
import io.firth.eval.SharedWords;
import io.firth.linalg.NetlibAlgebra;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth compare}. */
@Command(
        name = "compare",
        sortOptions = false,
        header = CompareCommand.HEADER,
        description = {
            "",
            "Compares models over the words that they share: how far they agree on who is near to whom (mean Jaccard index"
                    + " of the k nearest neighbours, with an interval); and, after the first is rotated into the space of"
                    + " the second (orthogonal Procrustes), how far the words' vectors agree, and which words moved most."
                    + " With several models, such as seeds, it shows how stable neighbours are.",
            "docs/evaluation.md explains every number.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth compare 1990s.safetensors 2010s.safetensors --restrict 10000",
            "  firth compare seed1.safetensors seed2.safetensors seed3.safetensors --json"
        })
final class CompareCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Compare models: shared neighbours, and words that moved.";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "2..*", paramLabel = "MODEL", description = "Two or more model files.")
    private List<Path> models;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Only words among the first N of every model; 0: all. Default: ${DEFAULT-VALUE}.")
    private int restrict;

    @Option(
            names = {"-k", "--count"},
            paramLabel = "N",
            defaultValue = "10",
            description = "Neighbours per word. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--words",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Words whose neighbours are compared, drawn from the shared ones; 0: all. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int words;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Words to list. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "List only words that every model saw at least N times, where counts are known: what moves a rare"
                            + " word is chance. Default: ${DEFAULT-VALUE}.")
    private long minCount;

    @Option(
            names = "--vectors",
            paramLabel = "NAME",
            converter = Converters.OfVectors.class,
            description = "input, output, sum, average or concat. Default: as chosen in training, else input.")
    private VectorChoice vectors;

    @Mixin
    private FitOptions fit;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Resamples for 95 %% intervals; 0: none. Default: ${DEFAULT-VALUE}.")
    private int resamples;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the draw and of the resamples. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "One JSON object with everything (docs/cli.md).")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        ranges.check("--restrict", restrict, 0, Integer.MAX_VALUE);
        ranges.check("-k", k, 1, 10_000);
        ranges.check("--words", words, 0, Integer.MAX_VALUE);
        ranges.check("--top", top, 0, Integer.MAX_VALUE);
        ranges.check("--min-count", minCount, 0, Long.MAX_VALUE);
        ranges.check("--bootstrap", resamples, 0, 1_000_000);
        List<OpenModel> open = OpenModel.open(models, vectors);
        List<EvaluatedModel> compared = open.stream().map(OpenModel::evaluated).toList();
        SharedWords shared = SharedWords.of(compared, restrict);
        if (shared.size() <= k) {
            throw new CommandFailure("the models share " + Texts.count(shared.size(), "word")
                    + (restrict == 0 ? "" : " among the first " + Texts.count(restrict) + " of each")
                    + ", too few to compare the " + k + " nearest neighbours");
        }
        EvaluationOptions options = new EvaluationOptions(
                EvaluationOptions.DEFAULT.caseRule(), restrict, resamples, seed, EvaluationOptions.DEFAULT.level());
        NeighborOverlap overlap = NeighborOverlap.of(shared, k, words, options);
        Comparison comparison = new Comparison(open, shared, overlap, fit.fit(), new NetlibAlgebra(1), top, minCount);
        if (json) {
            spec.commandLine().getOut().println(comparison.json(options));
        } else {
            spec.commandLine().getOut().print(comparison.text(options));
        }
        return 0;
    }
}
