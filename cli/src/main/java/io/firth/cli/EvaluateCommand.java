package io.firth.cli;

import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.eval.CaseRule;
import io.firth.eval.EvaluatedModel;
import io.firth.eval.Evaluation;
import io.firth.eval.EvaluationOptions;
import io.firth.eval.EvaluationReport;
import io.firth.eval.ModelGroup;
import io.firth.eval.SameConfiguration;
import io.firth.eval.Task;
import io.firth.io.AtomicFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code firth evaluate}. */
@Command(
        name = "evaluate",
        sortOptions = false,
        header = EvaluateCommand.HEADER,
        description = {
            "",
            "Scores models on evaluation sets: word similarity, analogies, categorisation, sentence similarity. What a set"
                    + " is and how it is laid out is found by looking into it. Every score comes with an interval and"
                    + " under all three policies for words that the model lacks: left out (skip), zero vector (zero),"
                    + " counted as wrong (wrong). With several models, differences are tested on the same items; models"
                    + " that differ only by their seed are averaged too.",
            "docs/evaluation.md explains every number.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth evaluate model.safetensors --on wordsim353.csv questions-words.txt",
            "  firth evaluate a.safetensors b.bin --on sets/ --html report.html",
            "  firth evaluate seed1.st seed2.st other.st --group ours=seed1.st,seed2.st --on sets/ --json"
        })
final class EvaluateCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Score models on evaluation sets, with intervals.";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Model files.")
    private List<Path> models;

    @Option(
            names = "--on",
            required = true,
            arity = "1..*",
            paramLabel = "SET",
            description = "Files with evaluation sets, or folders: of a folder every file that is one.")
    private List<Path> on;

    @Option(
            names = "--case",
            paramLabel = "RULE",
            defaultValue = "lower",
            converter = Converters.OfCaseRule.class,
            description =
                    "lower: the set's words in lower case; exact: as written; fold: case does not count, the model's"
                            + " first spelling does. Default: ${DEFAULT-VALUE}.")
    private CaseRule caseRule;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            defaultValue = "30000",
            description =
                    "Analogies: words and answers are the model's first N words; 0: all. Default: ${DEFAULT-VALUE}.")
    private int restrict;

    @Option(
            names = "--vectors",
            paramLabel = "NAME",
            converter = Converters.OfVectors.class,
            description = "input, output, sum, average or concat. Default: as chosen in training, else input.")
    private VectorChoice vectors;

    @Option(
            names = "--no-subwords",
            description =
                    "Words that the vocabulary lacks are unknown, also if the model has vectors of n-grams for them.")
    private boolean noSubwords;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Resamples for 95 %% intervals and for comparisons; 0: none. Default: ${DEFAULT-VALUE}.")
    private int resamples;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the resamples and of clustering. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--group",
            paramLabel = "NAME=MODEL,MODEL…",
            description = "Average these models; may be repeated. Default: models whose provenance differs only by the"
                    + " seed.")
    private Map<String, String> groups = new LinkedHashMap<>();

    @Option(names = "--no-groups", description = "Average nothing.")
    private boolean noGroups;

    @Option(
            names = "--sections",
            description =
                    "Every section of analogies, also with several models. With one model they are always shown; JSON"
                            + " and page have them always.")
    private boolean sections;

    @Option(names = "--markdown", description = "Tables in Markdown.")
    private boolean markdown;

    @Option(names = "--json", description = "One JSON object with everything (docs/cli.md).")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with plots and tables, too.")
    private Path html;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        for (Path set : on) {
            if (set.toString().startsWith("-")) { // picocli takes all that follows --on for sets, but for known options
                throw new UnmatchedArgumentException(spec.commandLine(), List.of(set.toString()));
            }
        }
        Ranges ranges = new Ranges(spec);
        ranges.check("--restrict", restrict, 0, Integer.MAX_VALUE);
        ranges.check("--bootstrap", resamples, 0, 1_000_000);
        if (json && markdown) {
            throw ranges.wrong("--json and --markdown exclude each other");
        }
        if (noGroups && !groups.isEmpty()) {
            throw ranges.wrong("--group and --no-groups exclude each other");
        }
        if (html != null) {
            OutputFile.checkWritable(html);
        }
        EvaluationSets sets = EvaluationSets.read(on);
        List<OpenModel> open = OpenModel.open(models, vectors);
        if (html != null) {
            List<Path> read = new ArrayList<>(sets.files());
            for (Path model : models) {
                read.addAll(OutputFile.model(model));
            }
            OutputFile.checkIsNotRead("--html " + html, List.of(html), read);
        }
        List<ModelGroup> averaged = groups(open, ranges);
        List<EvaluatedModel> evaluated =
                open.stream().map(model -> model.evaluated(!noSubwords)).toList();
        EvaluationOptions options = new EvaluationOptions(caseRule, restrict, resamples, seed, 0.95);
        EvaluationReport report = new Evaluation(options).evaluate(evaluated, averaged, sets.tasks());
        List<String> notes = notes(report, open, sets);
        if (html != null) {
            AtomicFile.write(
                    html, new EvaluationPage(report, open, notes).html().getBytes(StandardCharsets.UTF_8));
        }
        print(report, open, sets, notes);
        if (!report.coversAnything()) {
            throw new CommandFailure("no item of " + Texts.count(sets.tasks().size(), "set") + " is covered: "
                    + (open.size() == 1 ? "the model lacks" : "the models lack")
                    + " their words; is it the right language, and does --case fit?");
        }
        return 0;
    }

    private void print(EvaluationReport report, List<OpenModel> open, EvaluationSets sets, List<String> notes) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(EvaluationJson.of(report, open, sets, notes, !noSubwords));
            return;
        }
        out.print(new EvaluationText(report, open, markdown, sections).text());
        for (String note : notes) {
            out.println((markdown ? "- " : "note: ") + note);
        }
        if (html != null) {
            out.println();
            out.println("saved " + html);
        }
    }

    private List<ModelGroup> groups(List<OpenModel> open, Ranges ranges) {
        if (noGroups) {
            return List.of();
        }
        if (groups.isEmpty()) {
            Map<String, Provenance> provenances = new LinkedHashMap<>();
            open.forEach(
                    model -> provenances.put(model.name(), model.embeddings().provenance()));
            return SameConfiguration.groups(provenances);
        }
        List<ModelGroup> named = new ArrayList<>();
        groups.forEach((name, members) -> {
            List<String> names = new ArrayList<>();
            for (String member : members.split(",")) {
                names.add(OpenModel.find(open, member.strip())
                        .orElseThrow(() -> ranges.wrong(
                                "--group " + name + " names " + member.strip() + ", which is not among the models"))
                        .name());
            }
            try {
                named.add(new ModelGroup(name, names));
            } catch (IllegalArgumentException e) {
                throw ranges.wrong("--group: " + e.getMessage());
            }
        });
        return named;
    }

    /** What a reader of the scores should know besides. */
    private List<String> notes(EvaluationReport report, List<OpenModel> open, EvaluationSets sets) {
        List<String> notes = new ArrayList<>(sets.notes());
        for (OpenModel model : open) {
            notes.addAll(caseNotes(model, sets.tasks()));
            int made = Evaluation.wordsOfSubwords(model.evaluated(!noSubwords), sets.tasks(), caseRule);
            if (made > 0) {
                notes.add("of " + Texts.count(made, "word") + " of the sets that " + model.name()
                        + " lacks, the vector is made of character n-grams (not in analogies); --no-subwords leaves them"
                        + " unknown");
            }
        }
        report.tasks()
                .forEach(task -> task.results()
                        .forEach(result -> result.scores().stream()
                                .filter(score -> score.value().isEmpty()
                                        && score.section().isEmpty())
                                .filter(score -> score.items() == 0 || result.covered() > 0)
                                .forEach(score -> notes.add(task.task().name() + ", " + result.name() + ": "
                                        + score.measure().label() + " ("
                                        + score.policy().label() + ") is not defined: "
                                        + score.undefined()))));
        return notes;
    }

    private List<String> caseNotes(OpenModel model, List<Task> tasks) {
        CaseRule best = caseRule;
        int found = Evaluation.wordsFound(model.evaluated(false), tasks, caseRule);
        int most = found;
        for (CaseRule rule : List.of(CaseRule.LOWER, CaseRule.EXACT)) {
            int other = Evaluation.wordsFound(model.evaluated(false), tasks, rule);
            if (caseRule != CaseRule.FOLD && other > most) {
                most = other;
                best = rule;
            }
        }
        return best == caseRule
                ? List.of()
                : List.of(model.name() + " has " + Texts.count(found) + " of the sets' words; with --case "
                        + best.label() + " it would have " + Texts.count(most));
    }
}
