package io.firth.eval;

import java.util.List;

/**
 * Models whose scores are averaged, such as the seeds of one configuration.
 *
 * @param name what the average is called in results
 * @param models names of the models, at least two
 */
public record ModelGroup(String name, List<String> models) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there are fewer than two models, or one twice
     */
    public ModelGroup {
        models = List.copyOf(models);
        if (models.size() < 2 || models.stream().distinct().count() < models.size()) {
            throw new IllegalArgumentException(
                    "a group needs at least two different models, but " + name + " has " + models);
        }
    }
}
