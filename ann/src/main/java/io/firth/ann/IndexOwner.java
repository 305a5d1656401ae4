package io.firth.ann;

import java.util.Objects;

/**
 * What an index belongs to. An index is refused by any other owner.
 *
 * @param model identity of the model, such as {@link io.firth.io.ModelIdentity} gives
 * @param vectors which of its vectors, such as {@code input}
 */
public record IndexOwner(String model, String vectors) {
    /** Checks that nothing is null. */
    public IndexOwner {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(vectors, "vectors");
    }
}
