package io.firth.eval;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number of a model, or the mean of several models' numbers.
 *
 * @param section of the set, empty for all of it
 * @param measure what is measured
 * @param policy for unknown words
 * @param items that the number is made of
 * @param size items that the section has
 * @param value the number; empty where it is not defined
 * @param undefined why the number is not defined; empty where it is
 * @param interval around it, by the bootstrap over items (and models)
 * @param spread over the models, if there are several
 */
public record Score(
        String section,
        Measure measure,
        OovPolicy policy,
        int items,
        int size,
        OptionalDouble value,
        String undefined,
        Optional<Interval> interval,
        Optional<Spread> spread) {
    /**
     * How far models of one configuration lie apart.
     *
     * @param models how many
     * @param deviation standard deviation of their scores, with n − 1
     * @param least the lowest
     * @param most the highest
     */
    public record Spread(int models, double deviation, double least, double most) {}
}
