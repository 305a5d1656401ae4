package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.eval.Procrustes;
import io.firth.eval.SharedWords;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.linalg.NetlibAlgebra;
import io.firth.math.Matrix;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth align}. */
@Command(
        name = "align",
        sortOptions = false,
        header = AlignCommand.HEADER,
        description = {
            "",
            "Writes A with its vectors turned into the space of B, so that vectors of both can be compared. The rotation is"
                    + " the orthogonal one that brings the shared words' vectors nearest to each other (Procrustes). A"
                    + " rotation changes no length, no cosine and no neighbour within A; output vectors are turned with"
                    + " the input vectors. With --center the mean of A's shared vectors is moved to that of B's, which"
                    + " does change cosines: then the unit vectors (with --raw, the vectors) are written, and output"
                    + " vectors are left out.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth align 1990s.safetensors 2010s.safetensors -o 1990s-aligned.safetensors",
            "  firth align a.bin b.bin -o a-in-b.txt --format word2vec-text --center"
        })
final class AlignCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Turn a model's vectors into the space of another.";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "Model whose vectors are turned.")
    private Path from;

    @Parameters(index = "1", paramLabel = "B", description = "Model whose space they are turned into.")
    private Path to;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "File to write.")
    private Path output;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "firth",
            converter = Converters.OfWritableFormat.class,
            description =
                    "firth (safetensors, keeps everything) or another, as for firth train. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Seek the rotation on words among the first N of both; 0: all. Default: ${DEFAULT-VALUE}.")
    private int restrict;

    @Mixin
    private FitOptions fitOptions;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        new Ranges(spec).check("--restrict", restrict, 0, Integer.MAX_VALUE);
        OutputFile.checkWritable(output);
        List<OpenModel> models = OpenModel.open(List.of(from, to), VectorChoice.INPUT);
        List<Path> read = new ArrayList<>(OutputFile.model(from));
        read.addAll(OutputFile.model(to));
        OutputFile.checkIsNotRead("-o " + output, Models.written(output, format), read);
        if (models.getFirst().vectors().dim() != models.getLast().vectors().dim()) {
            throw new CommandFailure(
                    from + " has " + models.getFirst().vectors().dim() + " dimensions and " + to + " has "
                            + models.getLast().vectors().dim() + "; a rotation needs the same");
        }
        SharedWords shared =
                SharedWords.of(models.stream().map(OpenModel::evaluated).toList(), restrict);
        if (shared.size() == 0) {
            throw new CommandFailure("the models share no word"
                    + (restrict == 0 ? "" : " among the first " + Texts.count(restrict) + " of each"));
        }
        Procrustes.Fit fit = fitOptions.fit();
        Matrix a = shared.vectors(0);
        Matrix b = shared.vectors(1);
        Procrustes aligned = Procrustes.fit(a, b, fit, new NetlibAlgebra(1));
        double cosine = IntStream.range(0, shared.size())
                .mapToDouble(word -> aligned.cosine(a.row(word), b.row(word)))
                .average()
                .orElseThrow();
        Embeddings turned = turned(models.getFirst().embeddings(), aligned, fit, shared.size());
        Models.write(turned, output, format);
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "aligned on %s (%s): mean cosine %.3f",
                Texts.count(shared.size(), "shared word"),
                FitOptions.describe(fit),
                cosine));
        if (shared.size() < a.dim()) {
            out.println("note: fewer shared words than dimensions leave part of the rotation open");
        }
        if (fit.center() && models.getFirst().embeddings().output().isPresent()) {
            out.println("note: output vectors are left out, since centring breaks their products with input vectors");
        }
        out.println("saved " + output);
        return 0;
    }

    private Embeddings turned(Embeddings model, Procrustes aligned, Procrustes.Fit fit, int words) {
        Provenance provenance = model.provenance()
                .with("aligned.to", to.getFileName().toString())
                .with("aligned.on", FitOptions.describe(fit))
                .with("aligned.words", Integer.toString(words));
        Optional<Matrix> output =
                fit.center() ? Optional.empty() : model.output().map(matrix -> turned(matrix, aligned));
        return new Embeddings(model.vocabulary(), turned(model.input(), aligned), output, provenance);
    }

    private static Matrix turned(Matrix matrix, Procrustes aligned) {
        Matrix turned = Matrix.allocate(matrix.rows(), matrix.dim());
        for (long row = 0; row < matrix.rows(); row++) {
            turned.setRow(row, aligned.apply(matrix.row(row)));
        }
        return turned;
    }
}
