package io.firth.cli;

import io.firth.count.Cooccurrences;
import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Models;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth factorize}. */
@Command(
        name = "factorize",
        sortOptions = false,
        header = FactorizeCommand.HEADER,
        description = {
            "",
            "Turns the co-occurrence counts that `firth count` wrote into a model, by one of four methods: svd (truncated"
                    + " singular value decomposition of the PMI matrix), lsa (of the counts or their logarithms), glove"
                    + " (weighted least squares on log counts) or sgns (the objective of skip-gram with negative"
                    + " sampling, summed exactly over all pairs). docs/factorizing.md has formulas and sources.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth factorize counts.firth -o svd.safetensors --method svd",
            "  firth factorize counts.firth -o svd.safetensors --method svd --dim 300 --shift 5 --vectors sum",
            "  firth factorize counts.firth -o lsa.safetensors --method lsa --eigenvalue-weight 1",
            "  firth factorize near.firth -o glove.txt --method glove --epochs 25 --format word2vec-text",
            "  firth factorize counts.firth -o sgns.safetensors --method sgns --negatives 5 --epochs 100"
        })
final class FactorizeCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Make vectors from co-occurrence counts (SVD, LSA, GloVe, exact SGNS).";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COUNTS", description = "File that `firth count` wrote.")
    private Path counts;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "MODEL",
            description = "Where the model goes.")
    private Path model;

    @Option(
            names = "--method",
            required = true,
            converter = Converters.OfMethod.class,
            paramLabel = "NAME",
            description = "svd, lsa, glove or sgns.")
    private FactorizeMethod method;

    @Option(
            names = "--dim",
            paramLabel = "N",
            defaultValue = "100",
            description = "Length of a vector, 1…65536. Default: ${DEFAULT-VALUE}.")
    private int dim;

    @ArgGroup(validate = false, heading = "%nSingular value decomposition:%n", order = 1)
    private SvdOptions svd = new SvdOptions();

    @ArgGroup(validate = false, heading = "%nGloVe:%n", order = 2)
    private GloveOptions glove = new GloveOptions();

    @ArgGroup(validate = false, heading = "%nExact skip-gram with negative sampling:%n", order = 3)
    private SgnsOptions sgns = new SgnsOptions();

    @ArgGroup(validate = false, heading = "%nRun and output:%n", order = 4)
    private FactorizeRunOptions run = new FactorizeRunOptions();

    @Mixin
    private GeneralOptions general;

    FactorizeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        ranges.check("--dim", dim, 1, 65_536);
        svd.check(ranges, method);
        glove.check(ranges, method);
        sgns.check(ranges, method);
        run.check(ranges, method);
        VectorChoice vectors = run.vectors(method);
        OutputFile.checkPlace(model, String.valueOf(model.getFileName()), false);
        OutputFile.checkIsNotRead("-o " + model, Models.written(model, run.format), List.of(counts));
        return OutputLock.during(model, spec, () -> factorize(vectors));
    }

    private int factorize(VectorChoice vectors) throws Exception {
        Cooccurrences.verify(counts); // damaged counts would give vectors that look like any others
        try (Cooccurrences opened = Cooccurrences.open(counts);
                FactorizeOutput shown = FactorizeOutput.choose(run.json, run.quiet, spec, terminal)) {
            if (!(opened.total() > 0)) {
                throw new CommandFailure(counts + " holds no pairs of words");
            }
            shown.opened(opened, method, dim);
            Factorizer factorizer = new Factorizer(opened, method, dim, run.threads(), run.seed, shown);
            Embeddings embeddings = switch (method) {
                case SVD, LSA -> factorizer.svd(svd);
                case GLOVE -> factorizer.glove(glove.config(opened), run);
                case SGNS -> factorizer.sgns(sgns, run);
            };
            Embeddings written = factorizer.write(embeddings, model, run.format, vectors);
            shown.finished(written, model);
        }
        return 0;
    }
}
