package io.firth.eval;

import io.firth.eval.EvaluationReport.Comparison;
import io.firth.eval.EvaluationReport.Result;
import io.firth.eval.EvaluationReport.TaskReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Puts sets to models, and says how sure the scores and their differences are. */
public final class Evaluation {
    /** Up to so many results each is compared with each; with more, each with the first. */
    public static final int COMPARED_WITH_EACH = 4;

    private final EvaluationOptions options;
    private final Bootstrap bootstrap;
    private Consumer<Task> listener = task -> {};

    /** With these options. */
    public Evaluation(EvaluationOptions options) {
        this.options = options;
        this.bootstrap = new Bootstrap(options);
    }

    /** Tells {@code listener} of each set before it is put to the models. */
    public Evaluation listener(Consumer<Task> told) {
        this.listener = Objects.requireNonNull(told, "listener");
        return this;
    }

    /** {@link #evaluate(List, List, List)} without groups. */
    public EvaluationReport evaluate(List<EvaluatedModel> models, List<? extends Task> tasks) {
        return evaluate(models, List.of(), tasks);
    }

    /**
     * Puts every set to every model.
     *
     * @param models with different names
     * @param groups of models to be averaged; a model may be in one group or in none
     * @param tasks the sets
     * @throws IllegalArgumentException if two models have the same name, or a group names a model that is not there or
     *     in another group
     */
    public EvaluationReport evaluate(List<EvaluatedModel> models, List<ModelGroup> groups, List<? extends Task> tasks) {
        Map<String, String> entrants = entrants(models, groups);
        Set<String> words = TaskWords.of(tasks);
        Map<String, ModelScorer> scorers = new LinkedHashMap<>();
        for (EvaluatedModel model : models) {
            WordLookup lookup = new WordLookup(model, options.caseRule(), words);
            scorers.put(model.name(), new ModelScorer(model, options, lookup));
        }
        List<TaskReport> reports = new ArrayList<>();
        for (Task task : tasks) {
            listener.accept(task);
            reports.add(report(task, scorers, groups, entrants));
        }
        return new EvaluationReport(options, groups, reports);
    }

    /** How many of the different words of these sets a model has under a rule. */
    public static int wordsFound(EvaluatedModel model, List<? extends Task> tasks, CaseRule rule) {
        Set<String> words = TaskWords.of(tasks);
        WordLookup lookup = new WordLookup(model, rule, words);
        return (int) words.stream().filter(word -> lookup.id(word) >= 0).count();
    }

    /** How many of the different words of these sets a model lacks, and has vectors for that are made of n-grams. */
    public static int wordsOfSubwords(EvaluatedModel model, List<? extends Task> tasks, CaseRule rule) {
        Set<String> words = TaskWords.of(tasks);
        WordLookup lookup = new WordLookup(model, rule, words);
        return (int) words.stream()
                .filter(word -> lookup.id(word) < 0 && lookup.idOfAny(word) >= 0)
                .count();
    }

    private TaskReport report(
            Task task, Map<String, ModelScorer> scorers, List<ModelGroup> groups, Map<String, String> entrants) {
        Map<String, ModelAnswers> answers = new LinkedHashMap<>();
        scorers.forEach((name, scorer) -> answers.put(name, scorer.answer(task)));
        Map<String, List<ModelAnswers>> compared = new LinkedHashMap<>();
        List<Result> results = new ArrayList<>();
        entrants.forEach((model, entrant) ->
                compared.computeIfAbsent(entrant, name -> new ArrayList<>()).add(answers.get(model)));
        answers.forEach((name, answer) -> results.add(result(name, List.of(answer))));
        for (ModelGroup group : groups) {
            results.add(result(group.name(), compared.get(group.name())));
        }
        return new TaskReport(task, results, comparisons(compared));
    }

    private Result result(String name, List<ModelAnswers> members) {
        List<Score> scores = new ArrayList<>();
        int series = members.getFirst().series().size();
        for (int s = 0; s < series; s++) {
            scores.add(score(at(members, s), members.getFirst().series().get(s)));
        }
        int covered = members.stream().mapToInt(ModelAnswers::covered).min().orElseThrow();
        return new Result(name, members.size(), covered, scores);
    }

    private Score score(List<Statistic> members, Series series) {
        double[] values = members.stream().mapToDouble(Statistic::value).toArray();
        String undefined = "";
        for (int m = 0; m < values.length; m++) {
            undefined = Double.isNaN(values[m]) ? members.get(m).whyUndefined() : undefined;
        }
        boolean defined = undefined.isEmpty();
        double mean = Arrays.stream(values).average().orElseThrow();
        return new Score(
                series.section(),
                series.measure(),
                series.policy(),
                members.stream().mapToInt(Statistic::covered).min().orElseThrow(),
                series.size(),
                defined ? OptionalDouble.of(mean) : OptionalDouble.empty(),
                undefined,
                defined ? bootstrap.interval(members) : Optional.empty(),
                defined && values.length > 1 ? Optional.of(spread(values, mean)) : Optional.empty());
    }

    private static Score.Spread spread(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Score.Spread(
                values.length,
                Math.sqrt(squares / (values.length - 1)),
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow());
    }

    private List<Comparison> comparisons(Map<String, List<ModelAnswers>> compared) {
        List<String> names = List.copyOf(compared.keySet());
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < (names.size() > COMPARED_WITH_EACH ? 1 : names.size()); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                compare(names.get(i), names.get(j), compared, comparisons);
            }
        }
        return comparisons;
    }

    private void compare(
            String first, String second, Map<String, List<ModelAnswers>> compared, List<Comparison> comparisons) {
        List<ModelAnswers> a = compared.get(first);
        List<ModelAnswers> b = compared.get(second);
        List<Series> series = a.getFirst().series();
        for (int s = 0; s < series.size(); s++) {
            Series one = series.get(s);
            if (one.section().isEmpty()) {
                Difference difference = bootstrap.difference(at(a, s), at(b, s));
                comparisons.add(new Comparison(first, second, one.measure(), one.policy(), difference));
            }
        }
    }

    // The series of a set come in the same order from every model.
    private static List<Statistic> at(List<ModelAnswers> members, int s) {
        return members.stream()
                .map(answers -> answers.series().get(s).statistic())
                .toList();
    }

    /** Model → what it is compared as: the group that it belongs to, or itself. */
    private static Map<String, String> entrants(List<EvaluatedModel> models, List<ModelGroup> groups) {
        Map<String, String> entrants = new LinkedHashMap<>();
        for (EvaluatedModel model : models) {
            if (entrants.put(model.name(), model.name()) != null) {
                throw new IllegalArgumentException("two models are called " + model.name());
            }
        }
        for (ModelGroup group : groups) {
            if (entrants.containsKey(group.name())) {
                throw new IllegalArgumentException("a group and a model are called " + group.name());
            }
            for (String model : group.models()) {
                String before = entrants.put(model, group.name());
                if (before == null) {
                    throw new IllegalArgumentException(
                            "group " + group.name() + " names " + model + ", which is not among the models");
                }
                if (!before.equals(model)) {
                    throw new IllegalArgumentException(model + " is in two groups, " + before + " and " + group.name());
                }
            }
        }
        return entrants;
    }
}
