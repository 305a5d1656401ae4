package io.firth.cli;

import io.firth.count.Cooccurrences;
import io.firth.io.ClassifierFile;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.io.OpenOptions;
import io.firth.io.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth info}. */
@Command(
        name = "info",
        sortOptions = false,
        header = InfoCommand.HEADER,
        description = {
            "",
            "Format, shape, provenance, lengths of the vectors and memory of a model, and what is odd about it: rows with NaN"
                    + " or an infinity, rows of zeros, words that are empty, there twice, not valid UTF-8 or with spaces."
                    + " Every vector is read once, and a file of Firth's own format compared with its checksum: if it is damaged,"
                    + " the exit code is 1. Files of counts and classifiers are shown, too.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth info model.safetensors",
            "  firth info cc.en.300.bin",
            "  firth info model.safetensors --json",
            "  firth info wiki.counts"
        })
final class InfoCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Show what is in a model, and what is odd about it.";

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "Model of any format: a file or a folder; counts; a classifier.")
    private Path path;

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            converter = Converters.OfFormat.class,
            description = "Format of MODEL. Default: found by looking into it.")
    private Format from;

    @Option(names = "--tensor", paramLabel = "NAME", description = "Which matrix of a safetensors file.")
    private String tensor;

    @Option(
            names = "--words",
            paramLabel = "FILE",
            description = "The words of a safetensors, NumPy or projector file.")
    private Path words;

    @Option(names = "--json", description = "One JSON object on standard output (docs/cli.md).")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        Format format = from != null ? from : Models.format(path);
        FileInfo info = info(format);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(info.json());
        } else {
            info.lines().forEach(out::println);
        }
        if (info.damage().isPresent()) {
            throw new CommandFailure(info.damage().get());
        }
        return 0;
    }

    private FileInfo info(Format format) throws IOException {
        OpenOptions options = FileOptions.of(tensor, words, path, format, new Ranges(spec));
        return switch (format == Format.FIRTH ? TensorFile.format(path) : "") {
            case Cooccurrences.FORMAT -> new CountsInfo(path);
            case ClassifierFile.FORMAT -> new ClassifierInfo(path);
            default -> new ModelInfo(path, format, Models.open(path, format, options));
        };
    }
}
