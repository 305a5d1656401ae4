package io.firth.eval;

import java.util.List;
import java.util.Optional;

/**
 * What an evaluation found.
 *
 * @param options it was made with
 * @param groups whose scores were averaged
 * @param tasks in the order given
 */
public record EvaluationReport(EvaluationOptions options, List<ModelGroup> groups, List<TaskReport> tasks) {
    /** Copies the lists. */
    public EvaluationReport {
        groups = List.copyOf(groups);
        tasks = List.copyOf(tasks);
    }

    /**
     * One set.
     *
     * @param task the set
     * @param results of each model, then of each group
     * @param comparisons of models that belong to no group, and of groups
     */
    public record TaskReport(Task task, List<Result> results, List<Comparison> comparisons) {
        /** Copies the lists. */
        public TaskReport {
            results = List.copyOf(results);
            comparisons = List.copyOf(comparisons);
        }
    }

    /**
     * The scores of a model, or of a group.
     *
     * @param name of the model or group
     * @param models how many it stands for
     * @param covered items whose words the model has; of a group those that all its models have
     * @param scores by section, measure and policy
     */
    public record Result(String name, int models, int covered, List<Score> scores) {
        /** Copies the list. */
        public Result {
            scores = List.copyOf(scores);
        }

        /** The score of a section, if there is one. */
        public Optional<Score> score(String section, Measure measure, OovPolicy policy) {
            return scores.stream()
                    .filter(score ->
                            score.section().equals(section) && score.measure() == measure && score.policy() == policy)
                    .findFirst();
        }

        /** The score of the whole set, if there is one. */
        public Optional<Score> score(Measure measure, OovPolicy policy) {
            return score("", measure, policy);
        }
    }

    /**
     * Two results of the whole set.
     *
     * @param first name of a model or group
     * @param second name of a model or group
     * @param measure what is measured
     * @param policy for unknown words; with {@link OovPolicy#SKIP} only items count that both cover
     * @param difference first − second
     */
    public record Comparison(String first, String second, Measure measure, OovPolicy policy, Difference difference) {}

    /** Whether any model covers any item of any set. */
    public boolean coversAnything() {
        return tasks.stream().flatMap(task -> task.results().stream()).anyMatch(result -> result.covered() > 0);
    }
}
