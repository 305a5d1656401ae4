package io.firth.cli;

import io.firth.query.Neighbor;
import io.firth.query.WordQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code firth neighbors}. */
@Command(
        name = "neighbors",
        sortOptions = false,
        header = NeighborsCommand.HEADER,
        description = {
            "",
            "For each WORD the k words whose vectors have the greatest cosine with its vector, found exactly. A WORD may"
                    + " also be an expression in quotes, \"king - man + woman\": words added and taken off at length 1."
                    + " The words asked for are not among the answers.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth neighbors model.safetensors king",
            "  firth neighbors model.safetensors \"king - man + woman\" --restrict 30000",
            "  firth neighbors model.safetensors --positive king,woman --negative man",
            "  firth neighbors model.safetensors river --by output",
            "  firth neighbors GoogleNews-vectors.bin --batch words.txt --json"
        })
final class NeighborsCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Show the words nearest to a word, or to several.";

    private final OpenModels models;

    @Spec
    private CommandSpec spec;

    @Mixin
    private QueryOptions options;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WORD",
            description = "Words as the model spells them, or expressions; each is a question.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--positive",
            paramLabel = "WORD",
            split = ",",
            description = "Near to these together; one question.")
    private List<String> positive = new ArrayList<>();

    @Option(names = "--negative", paramLabel = "WORD", split = ",", description = "And away from these.")
    private List<String> negative = new ArrayList<>();

    @Option(
            names = {"-k", "--count"},
            paramLabel = "N",
            defaultValue = "10",
            description = "Neighbours per question. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            description = "Answers among the first N words of the model only, its most frequent ones.")
    private Integer restrict;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "input",
            converter = Converters.OfBy.class,
            description = "input: words alike, input vectors with each other. output: words that go together, input"
                    + " vectors of the question with output vectors of the answers. Default: ${DEFAULT-VALUE}.")
    private QueryOptions.By by;

    @Option(names = "--ann", description = "By the model's index (firth index): fast, and may miss some.")
    private boolean ann;

    @Option(names = "--index", paramLabel = "FILE", description = "The index. Default: MODEL.hnsw.")
    private Path index;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "Questions from a file, one word or expression a line; -: from standard input.")
    private String batch;

    @Mixin
    private GeneralOptions general;

    NeighborsCommand(OpenModels models) {
        this.models = models;
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        ranges.check("-k", k, 1, Integer.MAX_VALUE);
        if (restrict != null) {
            ranges.check("--restrict", restrict, 1, Integer.MAX_VALUE);
        }
        if (words.isEmpty() && batch == null && positive.isEmpty() && negative.isEmpty()) {
            throw ranges.wrong("missing required parameter: 'WORD' (or --positive, or --batch)");
        }
        ranges.onlyWith(index != null, "--index", ann, "--ann");
        if (ann && by == QueryOptions.By.OUTPUT) {
            throw ranges.wrong("--ann answers by input vectors only, not --by output");
        }
        QueryModel model = options.open(models, by, ranges);
        if (ann) {
            model.openIndex(index);
        }
        List<Expression> questions = new ArrayList<>();
        for (String word : words) {
            questions.add(Expression.parse(word, model.vocabulary()));
        }
        if (!positive.isEmpty() || !negative.isEmpty()) {
            questions.add(new Expression(text(), positive, negative));
        }
        List<WordQuery> queries = new ArrayList<>();
        for (Expression question : questions) {
            queries.add(question.query(model));
        }
        answer(model, questions, queries, true);
        return batch == null || answerBatch(model, questions.isEmpty()) ? 0 : Failures.FAILED;
    }

    private String text() {
        String minus = negative.isEmpty() ? "" : "- " + String.join(" - ", negative);
        return (String.join(" + ", positive) + " " + minus).strip();
    }

    /** Whether all lines could be answered. */
    private boolean answerBatch(QueryModel model, boolean first) throws IOException {
        BatchRun<Expression> run = new BatchRun<>(spec, options.json());
        boolean[] top = {first};
        return run.all(
                batch,
                line -> {
                    Expression question = Expression.parse(line, model.vocabulary());
                    model.nearest().vector(question.query(model)); // a sum without direction is this line's failure
                    return question;
                },
                questions -> {
                    List<WordQuery> queries = new ArrayList<>();
                    for (Expression question : questions) {
                        queries.add(question.query(model));
                    }
                    answer(model, questions, queries, top[0]);
                    top[0] &= questions.isEmpty();
                });
    }

    private void answer(QueryModel model, List<Expression> questions, List<WordQuery> queries, boolean first) {
        if (queries.isEmpty()) {
            return;
        }
        List<List<Neighbor>> found =
                model.neighbors(queries, Math.min(k, model.embeddings().size()), restrict, ann);
        for (int i = 0; i < queries.size(); i++) {
            print(model, questions.get(i), WordScore.of(found.get(i), model.vocabulary()), first && i == 0);
        }
    }

    private void print(QueryModel model, Expression question, List<WordScore> scores, boolean first) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Json line = question.isWord()
                    ? new Json().put("word", question.positive().getFirst())
                    : new Json()
                            .put("query", question.text())
                            .put("positive", question.positive())
                            .put("negative", question.negative());
            QueryOptions.withSubwords(line, model, question.words());
            out.println(line.put("neighbors", WordScore.json(scores)));
            return;
        }
        if (!first) {
            out.println();
        }
        out.println(question.text());
        for (WordScore score : scores) {
            out.println(String.format(Locale.ROOT, "  %7.4f  %s", score.cosine(), score.shown()));
        }
    }
}
