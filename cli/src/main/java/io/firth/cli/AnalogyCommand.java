package io.firth.cli;

import io.firth.query.AnalogyMethod;
import io.firth.query.AnalogyQuestion;
import io.firth.query.Answer;
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

/** {@code firth analogy}. */
@Command(
        name = "analogy",
        sortOptions = false,
        header = AnalogyCommand.HEADER,
        description = {
            "",
            "A is to B as C is to …: the words x with the greatest cos(x, b - a + c) (3cosadd), or the greatest"
                    + " s(x, b) s(x, c) / (s(x, a) + 0.001) with s = (cos + 1) / 2 (3cosmul), all vectors at length 1. A, B"
                    + " and C are not among the answers.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth analogy model.safetensors man king woman",
            "  firth analogy model.safetensors france paris italy --method 3cosmul --restrict 30000",
            "  firth analogy model.safetensors --batch questions.txt --json"
        })
final class AnalogyCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Answer \"A is to B as C is to …\".";

    private final OpenModels models;

    @Spec
    private CommandSpec spec;

    @Mixin
    private QueryOptions options;

    @Parameters(index = "1..*", arity = "0..3", paramLabel = "A B C", description = "Three words.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "3cosadd",
            converter = Converters.OfAnalogyMethod.class,
            description = "3cosadd or 3cosmul. Default: ${DEFAULT-VALUE}.")
    private AnalogyMethod method;

    @Option(
            names = {"-k", "--count"},
            paramLabel = "N",
            defaultValue = "5",
            description = "Answers per question. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            description = "Answers among the first N words of the model only, its most frequent ones.")
    private Integer restrict;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "Questions from a file, three words a line; -: from standard input.")
    private String batch;

    @Mixin
    private GeneralOptions general;

    private record Question(List<String> words, AnalogyQuestion ids) {}

    AnalogyCommand(OpenModels models) {
        this.models = models;
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        ranges.check("-k", k, 1, Integer.MAX_VALUE);
        if (restrict != null) {
            ranges.check("--restrict", restrict, 1, Integer.MAX_VALUE);
        }
        if (words.size() != 3 && !(words.isEmpty() && batch != null)) {
            throw ranges.wrong("an analogy needs three words, A B C, not " + words.size());
        }
        QueryModel model = options.open(models);
        if (!words.isEmpty()) {
            answer(model, List.of(question(model, words)));
        }
        if (batch == null) {
            return 0;
        }
        BatchRun<Question> run = new BatchRun<>(spec, options.json());
        boolean all = run.all(batch, line -> question(model, line), questions -> answer(model, questions));
        return all ? 0 : Failures.FAILED;
    }

    private static Question question(QueryModel model, String line) throws CommandFailure {
        List<String> words = List.of(line.split("\\s+"));
        if (words.size() != 3) {
            throw new CommandFailure(
                    Quoted.of(line) + " has " + Texts.count(words.size(), "word") + " instead of three");
        }
        return question(model, words);
    }

    private static Question question(QueryModel model, List<String> words) throws CommandFailure {
        int[] ids = model.ids(words);
        model.requireDirection(ids);
        return new Question(words, new AnalogyQuestion(ids[0], ids[1], ids[2]));
    }

    private void answer(QueryModel model, List<Question> questions) {
        var analogy = restrict == null ? model.analogy() : model.analogy().restrict(restrict);
        List<AnalogyQuestion> ids = questions.stream().map(Question::ids).toList();
        List<List<Answer>> answers =
                analogy.answers(ids, method, Math.min(k, model.embeddings().size()));
        for (int i = 0; i < answers.size(); i++) {
            print(model, questions.get(i).words(), answers.get(i));
        }
    }

    private void print(QueryModel model, List<String> question, List<Answer> answers) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            List<Json> scored = new ArrayList<>();
            for (Answer answer : answers) {
                scored.add(new Json()
                        .put("word", model.vocabulary().word(answer.wordId()))
                        .put("score", answer.score()));
            }
            Json line = new Json()
                    .put("a", question.get(0))
                    .put("b", question.get(1))
                    .put("c", question.get(2))
                    .put("method", method.toString());
            out.println(QueryOptions.withSubwords(line, model, question).put("answers", scored));
            return;
        }
        out.println(question.get(0) + " is to " + question.get(1) + " as " + question.get(2) + " is to");
        for (Answer answer : answers) {
            String word = model.vocabulary().word(answer.wordId());
            out.println(String.format(Locale.ROOT, "  %7.4f  %s", answer.score(), Quoted.plain(word)));
        }
    }
}
