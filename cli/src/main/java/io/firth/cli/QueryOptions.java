package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all questions to a model have in common. */
final class QueryOptions {
    @Parameters(index = "0", paramLabel = "MODEL", description = "Model file, of any format that Firth reads.")
    private Path model;

    @Option(
            names = "--vectors",
            paramLabel = "NAME",
            converter = Converters.OfVectors.class,
            description = "input, output, sum, average or concat. Default: as chosen in training, else input.")
    private VectorChoice vectors;

    @Option(names = "--json", description = "One JSON object per question, on a line (docs/cli.md).")
    private boolean json;

    boolean json() {
        return json;
    }

    Path file() {
        return model;
    }

    QueryModel open(OpenModels models) throws IOException {
        return models.open(model, vectors, false);
    }

    /** By {@code --by output} what goes together, else what is alike. */
    QueryModel open(OpenModels models, By by, Ranges ranges) throws IOException {
        if (by == By.OUTPUT && vectors != null) {
            throw ranges.wrong("--vectors and --by output exclude each other: the one chooses what is compared with"
                    + " itself, the other compares input with output vectors");
        }
        return models.open(model, vectors, by == By.OUTPUT);
    }

    /** What the answers are: words alike (input·input), or words that go together (input·output). */
    enum By {
        INPUT,
        OUTPUT;

        @Override
        public String toString() {
            return this == INPUT ? "input" : "output";
        }
    }
}
