package io.firth.cli;

import io.firth.query.WordMovers;
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

/** {@code firth distance}: Word Mover's Distance. */
@Command(
        name = "distance",
        sortOptions = false,
        header = DistanceCommand.HEADER,
        description = {
            "",
            "Word Mover's Distance: how far the words of sentence A have to travel to become those of B, by Euclidean"
                    + " distance of their vectors at length 1; 0 for the same words, at most 2. Exact, as a linear program,"
                    + " or with --relaxed the bound from below where each word goes to its nearest. Which one it is, is"
                    + " printed. Words that the model lacks are left out and named.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth distance model.safetensors \"obama speaks to the media\" \"the president greets the press\"",
            "  firth distance model.safetensors --batch pairs.tsv --relaxed --json"
        })
final class DistanceCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Word Mover's Distance of two sentences.";

    /** Pairs of distinct words up to which the exact distance takes about a second. */
    private static final int MOST_PAIRS = 40_000;

    private final OpenModels models;

    @Spec
    private CommandSpec spec;

    @Mixin
    private QueryOptions options;

    @Parameters(index = "1..*", arity = "0..2", paramLabel = "A B", description = "Two sentences, each in quotes.")
    private List<String> sentences = new ArrayList<>();

    @Option(names = "--relaxed", description = "The bound from below instead of the exact distance.")
    private boolean relaxed;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "Pairs from a file, two sentences a line with a tab between them; -: from standard input.")
    private String batch;

    @Mixin
    private GeneralOptions general;

    DistanceCommand(OpenModels models) {
        this.models = models;
    }

    @Override
    public Integer call() throws Exception {
        if (sentences.size() != 2 && !(sentences.isEmpty() && batch != null)) {
            throw new Ranges(spec).wrong("two sentences are needed, each in quotes, not " + sentences.size());
        }
        QueryModel model = options.open(models);
        if (!sentences.isEmpty()) {
            answer(model, SentencePair.of(sentences.get(0), sentences.get(1), model));
        }
        if (batch == null) {
            return 0;
        }
        BatchRun<SentencePair> run = new BatchRun<>(spec, options.json());
        boolean all = run.all(batch, line -> SentencePair.parse(line, model), pairs -> {
            for (SentencePair pair : pairs) {
                answer(model, pair);
            }
        });
        return all ? 0 : Failures.FAILED;
    }

    private void answer(QueryModel model, SentencePair pair) throws CommandFailure {
        model.requireDirection(pair.wordsOfA().ids());
        model.requireDirection(pair.wordsOfB().ids());
        WordMovers problem = WordMovers.of(
                model.wordVectors(), pair.wordsOfA().ids(), pair.wordsOfB().ids());
        long words = (long) problem.supply().length * problem.demand().length;
        if (!relaxed && words > MOST_PAIRS) {
            throw new CommandFailure("the exact distance of texts of " + problem.supply().length + " and "
                    + problem.demand().length + " distinct words takes too long; ask for --relaxed");
        }
        double distance = relaxed ? problem.relaxed() : Transport.leastCost(problem);
        String method = relaxed ? "relaxed" : "exact";
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Json line = new Json()
                    .put("a", pair.a())
                    .put("b", pair.b())
                    .put("distance", distance)
                    .put("method", method)
                    .put("unknown", pair.unknown());
            out.println(pair.ofSubwords().isEmpty() ? line : line.put("subwords", pair.ofSubwords()));
            return;
        }
        out.println(String.format(Locale.ROOT, "%7.4f  %s  %s | %s", distance, method, pair.a(), pair.b()));
        pair.warnOfUnknown(spec);
    }
}
