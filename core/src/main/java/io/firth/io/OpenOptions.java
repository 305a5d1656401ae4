package io.firth.io;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What some files do not say themselves.
 *
 * @param tensor which matrix of a safetensors file; by default the only one, or the one with a usual name
 * @param words the file with the words of a safetensors, NumPy or projector file; by default one beside it
 */
public record OpenOptions(Optional<String> tensor, Optional<Path> words) {
    /** Nothing is said. */
    public static final OpenOptions DEFAULTS = new OpenOptions(Optional.empty(), Optional.empty());

    /** Checks for null. */
    public OpenOptions {
        Objects.requireNonNull(tensor, "tensor");
        Objects.requireNonNull(words, "words");
    }
}
