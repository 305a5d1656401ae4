package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What is written and shown. */
final class OutputOptions {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "firth",
            converter = Converters.OfWritableFormat.class,
            description = "firth (safetensors, keeps everything), word2vec-binary, word2vec-text, fasttext-vec, glove,"
                    + " safetensors, npy, parquet, projector, model2vec or jsonl; see firth convert --help. Default:"
                    + " ${DEFAULT-VALUE}.")
    Format format;

    @Option(
            names = "--vectors",
            paramLabel = "NAME",
            defaultValue = "input",
            converter = Converters.OfVectors.class,
            description = "A word's final vector: input, output, sum, average or concat. The firth format keeps both"
                    + " matrices and notes the choice. Default: ${DEFAULT-VALUE}.")
    VectorChoice vectors;

    @Option(
            names = "--validation-words",
            paramLabel = "WORD",
            split = ",",
            description = "Show the neighbours of these words after every epoch.")
    List<String> validationWords = List.of();

    @Option(
            names = "--bound",
            description =
                    "Show beside the loss the smallest one that any vectors could have: counts the pairs of the text"
                            + " once (docs/bounds.md). Skip-gram only.")
    boolean bound;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Append settings, progress and losses to FILE as JSON lines (docs/cli.md), for firth plot.")
    Path log;

    @Option(names = "--json", description = "Progress and result as JSON lines on standard output (docs/cli.md).")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show nothing but failures.")
    boolean quiet;
}
