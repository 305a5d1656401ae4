package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.text.Quoted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all questions to a model have in common. */
final class QueryOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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
        return telling(models.open(model, vectors, false));
    }

    /** By {@code --by output} what goes together, else what is alike. */
    QueryModel open(OpenModels models, By by, Ranges ranges) throws IOException {
        if (by == By.OUTPUT && vectors != null) {
            throw ranges.wrong("--vectors and --by output exclude each other: the one chooses what is compared with"
                    + " itself, the other compares input with output vectors");
        }
        return telling(models.open(model, vectors, by == By.OUTPUT));
    }

    private QueryModel telling(QueryModel opened) {
        opened.tellOfSubwords(word -> spec.commandLine()
                .getErr()
                .println("firth: " + Quoted.of(word) + " is not among the words of " + model
                        + "; its vector is made of its character n-grams"));
        return opened;
    }

    /** {@code "subwords"}: which of a question's words got vectors of their n-grams, if any did. */
    static Json withSubwords(Json line, QueryModel model, List<String> words) {
        List<String> made = model.ofSubwords(words);
        return made.isEmpty() ? line : line.put("subwords", made);
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
