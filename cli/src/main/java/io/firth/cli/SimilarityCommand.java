package io.firth.cli;

import io.firth.text.Quoted;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth similarity}. */
@Command(
        name = "similarity",
        sortOptions = false,
        header = SimilarityCommand.HEADER,
        description = {
            "",
            "The cosine of the vectors of A and B, -1…1. With --by output the input vector of A and the output vector of B"
                    + " (how much B goes together with A), and their dot product, which after negative sampling with k"
                    + " negatives estimates PMI(A, B) - log k.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth similarity model.safetensors king queen",
            "  firth similarity model.safetensors river flows --by output",
            "  firth similarity model.safetensors --batch pairs.txt"
        })
final class SimilarityCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Say how alike two words are.";

    private final OpenModels models;

    @Spec
    private CommandSpec spec;

    @Mixin
    private QueryOptions options;

    @Parameters(index = "1..*", arity = "0..2", paramLabel = "A B", description = "Two words.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "input",
            converter = Converters.OfBy.class,
            description = "input: how alike; output: how much they go together. Default: ${DEFAULT-VALUE}.")
    private QueryOptions.By by;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "Pairs from a file, two words a line; -: from standard input.")
    private String batch;

    @Mixin
    private GeneralOptions general;

    SimilarityCommand(OpenModels models) {
        this.models = models;
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        if (words.size() != 2 && !(words.isEmpty() && batch != null)) {
            throw ranges.wrong("a similarity needs two words, A B, not " + words.size());
        }
        QueryModel model = options.open(models, by, ranges);
        if (!words.isEmpty()) {
            answer(model, words);
        }
        if (batch == null) {
            return 0;
        }
        BatchRun<List<String>> run = new BatchRun<>(spec, options.json());
        boolean all = run.all(batch, line -> pair(model, line), pairs -> {
            for (List<String> pair : pairs) {
                answer(model, pair);
            }
        });
        return all ? 0 : Failures.FAILED;
    }

    private static List<String> pair(QueryModel model, String line) throws CommandFailure {
        List<String> words = List.of(line.split("\\s+"));
        if (words.size() != 2) {
            throw new CommandFailure(Quoted.of(line) + " has " + Texts.count(words.size(), "word") + " instead of two");
        }
        ids(model, words);
        return words;
    }

    // Words that go together are output vectors, which only words of the vocabulary have.
    private static int[] ids(QueryModel model, List<String> pair) throws CommandFailure {
        String second = pair.get(1);
        return new int[] {model.id(pair.get(0)), model.association() ? model.ownId(second) : model.id(second)};
    }

    private void answer(QueryModel model, List<String> pair) throws CommandFailure {
        int[] ids = ids(model, pair);
        double cosine = model.similarity().cosine(ids[0], ids[1]);
        boolean together = model.association();
        double dot = together ? model.similarity().dot(ids[0], ids[1]) : 0;
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Json line = new Json().put("a", pair.get(0)).put("b", pair.get(1)).put("cosine", cosine);
            QueryOptions.withSubwords(line, model, pair);
            out.println(together ? line.put("dot", dot) : line);
            return;
        }
        String value = Double.isNaN(cosine) ? "      –" : String.format(Locale.ROOT, "%7.4f", cosine);
        String more = together ? String.format(Locale.ROOT, "  (dot product %.4f)", dot) : "";
        out.println(value + "  " + String.join(together ? " → " : " ", pair) + more);
    }
}
