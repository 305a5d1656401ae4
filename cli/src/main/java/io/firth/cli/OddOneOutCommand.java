package io.firth.cli;

import io.firth.query.Neighbor;
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

/** {@code firth odd-one-out}. */
@Command(
        name = "odd-one-out",
        sortOptions = false,
        header = OddOneOutCommand.HEADER,
        description = {
            "",
            "The word whose vector has the least cosine with the mean of all the words' vectors at length 1, and after it"
                    + " the others, least first.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth odd-one-out model.safetensors breakfast cereal dinner lunch",
            "  firth odd-one-out model.safetensors --batch lists.txt --json"
        })
final class OddOneOutCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Find the word that does not belong.";

    private final OpenModels models;

    @Spec
    private CommandSpec spec;

    @Mixin
    private QueryOptions options;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "WORD", description = "Three words or more.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "Lists from a file, three words or more a line; -: from standard input.")
    private String batch;

    @Mixin
    private GeneralOptions general;

    OddOneOutCommand(OpenModels models) {
        this.models = models;
    }

    @Override
    public Integer call() throws Exception {
        if (words.size() < 3 && !(words.isEmpty() && batch != null)) {
            throw new Ranges(spec).wrong("three words or more are needed, not " + words.size());
        }
        QueryModel model = options.open(models);
        if (!words.isEmpty()) {
            print(model, order(model, words));
        }
        if (batch == null) {
            return 0;
        }
        BatchRun<List<Neighbor>> run = new BatchRun<>(spec, options.json());
        boolean all = run.all(
                batch,
                line -> order(model, List.of(line.split("\\s+"))),
                lists -> lists.forEach(list -> print(model, list)));
        return all ? 0 : Failures.FAILED;
    }

    private static List<Neighbor> order(QueryModel model, List<String> words) throws CommandFailure {
        int[] ids = model.ids(words);
        model.requireDirection(ids);
        return model.similarity().oddOneOut(ids);
    }

    private void print(QueryModel model, List<Neighbor> order) {
        PrintWriter out = spec.commandLine().getOut();
        List<WordScore> scores = order.stream()
                .map(neighbor -> new WordScore(model.word(neighbor.wordId()), neighbor.cosine()))
                .toList();
        if (options.json()) {
            Json line = new Json().put("odd", scores.getFirst().word()).put("words", WordScore.json(scores));
            out.println(QueryOptions.withSubwords(
                    line, model, scores.stream().map(WordScore::word).toList()));
            return;
        }
        out.println(scores.getFirst().shown());
        for (WordScore score : scores) {
            out.println(String.format(Locale.ROOT, "  %7.4f  %s", score.cosine(), score.shown()));
        }
    }
}
