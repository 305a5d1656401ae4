package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import io.firth.io.ModelFile;
import io.firth.io.Models;
import io.firth.io.OpenOptions;
import io.firth.io.WordSelection;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth convert}. */
@Command(
        name = "convert",
        sortOptions = false,
        header = ConvertCommand.HEADER,
        description = {
            "",
            "Reads the model IN and writes it as OUT. Without --from the format of IN is found by looking into it; without"
                    + " --to that of OUT follows from its suffix: .safetensors or .firth (firth), .bin (word2vec-binary),"
                    + " .txt or .w2v (word2vec-text), .vec (fasttext-vec), .glove (glove), .npy, .parquet, .tsv (projector),"
                    + " .jsonl or .ndjson. What OUT cannot hold is said on standard error.",
            ""
        },
        footer = {
            "",
            "Formats (docs/formats.md describes each):",
            "  firth            safetensors with everything: both matrices, counts, provenance, subwords",
            "  word2vec-binary, word2vec-text, glove, fasttext-vec",
            "                   words and one vector each",
            "  fasttext-bin     fastText's model, .bin or .ftz (read only)",
            "  safetensors, npy one matrix, with the words in NAME.vocab.txt beside it",
            "  parquet          columns word, count, vector",
            "  projector        vectors.tsv and metadata.tsv for TensorBoard",
            "  model2vec        folder for Model2Vec and sentence-transformers",
            "  jsonl            one JSON object a line",
            "",
            "Examples:",
            "  firth convert GoogleNews-vectors.bin news.safetensors",
            "  firth convert glove.6B.300d.txt glove.safetensors --limit 100000",
            "  firth convert cc.en.300.bin english.safetensors        keeps the n-grams for unknown words",
            "  firth convert model.safetensors projector/ --to projector",
            "  firth convert model.safetensors words.parquet"
        })
final class ConvertCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Convert a model into another format.";

    /** What happens to words that the format of OUT cannot hold. */
    enum Unsuitable {
        /** Nothing is written. */
        REFUSE,
        /** They are left out. */
        DROP;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "Model to read: a file or a folder.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "Model to write.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            converter = Converters.OfFormat.class,
            description = "Format of IN. Default: found by looking into it.")
    private Format from;

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            converter = Converters.OfWritableFormat.class,
            description = "Format of OUT. Default: by its suffix.")
    private Format to;

    @Option(
            names = "--vectors",
            paramLabel = "NAME",
            converter = Converters.OfVectors.class,
            description = "Which vectors OUT gets if it holds one per word: input, output, sum, average or concat."
                    + " Default: as chosen in training, else input.")
    private VectorChoice vectors;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only the first N words, as a rule the most frequent. Default: all.")
    private Integer limit;

    @Option(
            names = "--unsuitable",
            paramLabel = "WHAT",
            defaultValue = "refuse",
            converter = Converters.OfUnsuitable.class,
            description =
                    "What to do with words that OUT cannot hold, and with vectors that are not finite: refuse (write"
                            + " nothing) or drop (leave them out, and say how many). Default: ${DEFAULT-VALUE}.")
    private Unsuitable unsuitable;

    @Option(
            names = "--tensor",
            paramLabel = "NAME",
            description = "Which matrix of a safetensors file. Default: the only one, or the one with a usual name.")
    private String tensor;

    @Option(
            names = "--words",
            paramLabel = "FILE",
            description =
                    "The words of a safetensors, NumPy or projector file, one a line, or a tokenizer.json. Default:"
                            + " a file beside it.")
    private Path words;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show nothing but failures.")
    private boolean quiet;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        if (limit != null) {
            ranges.check("--limit", limit, 1, Integer.MAX_VALUE);
        }
        Format target = to != null ? to : Format.ofName(out).orElse(null);
        if (target == null) {
            throw ranges.wrong("the name " + out + " does not say a format; give --to");
        }
        Format source = from != null ? from : Models.format(in);
        if (Files.exists(out) && Files.isSameFile(in, out)) {
            throw new CommandFailure("IN and OUT are the same, " + in + "; choose another name");
        }
        List<Path> written = Models.written(out, target);
        if (written.getFirst().equals(out)) {
            OutputFile.checkWritable(out);
        }
        OutputFile.checkFolder(out, target);
        OpenOptions options = FileOptions.of(tensor, words, in, source, ranges);
        OutputFile.checkIsNotRead(out.toString(), written, Models.read(in, source, options));
        if (source == Format.FIRTH) {
            ModelFile.verify(in); // what comes out has no checksum of what went in
        }
        Embeddings model = Models.open(in, source, options);
        VectorChoice choice = ModelDefaults.vectors(vectors, model);
        WordSelection selection = unsuitable == Unsuitable.DROP
                ? WordSelection.suitable(model, target, choice, limit == null ? model.size() : limit)
                : WordSelection.first(model, limit == null ? model.size() : limit);
        Embeddings selected = selection.embeddings();
        Models.write(selected, out, target, choice);
        sayLosses(selected, target, choice, selection);
        say(Texts.count(selected.size(), "vector") + " of length "
                + (target == Format.FIRTH ? selected.dim() : selected.dim() * (choice == VectorChoice.CONCAT ? 2 : 1))
                + ": " + in + " (" + source.label() + ") -> " + out + " (" + target.label() + ")");
        return 0;
    }

    private void sayLosses(Embeddings model, Format target, VectorChoice choice, WordSelection selection) {
        var lost = Models.lost(model, target);
        if (choice != VectorChoice.INPUT && choice != VectorChoice.OUTPUT) {
            lost.remove(Format.Part.OUTPUT); // they are in what is written
        }
        if (!lost.isEmpty()) {
            String all = lost.stream().map(Format.Part::label).collect(Collectors.joining(", "));
            int comma = all.lastIndexOf(", ");
            say(target.label() + " holds no "
                    + (comma < 0 ? all : all.substring(0, comma) + " or " + all.substring(comma + 2)));
        }
        selection.report().forEach(this::say);
    }

    private void say(String line) {
        if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(line);
            err.flush();
        }
    }
}
