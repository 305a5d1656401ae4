package io.firth.train;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A training that can be taken up again.
 *
 * @param model the vectors as they stand, with output vectors; its provenance has the configuration, the finished epochs and
 *     the time that training took so far
 * @param best vectors of the best epoch so far, with early stopping
 * @param state where training stands
 * @param notes what the caller wants to find again, such as where the corpus lies
 */
public record Checkpoint(Embeddings model, Optional<Vectors> best, TrainingState state, Map<String, String> notes) {
    /**
     * Both matrices of a model.
     *
     * @param input V × D
     * @param output V × D, or (V − 1) × D
     */
    public record Vectors(Matrix input, Matrix output) {}

    /** Checks for null. */
    public Checkpoint {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(best, "best");
        Objects.requireNonNull(state, "state");
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** The same with another provenance and other notes. */
    public Checkpoint with(Provenance provenance, Map<String, String> newNotes) {
        Embeddings described =
                new Embeddings(model.vocabulary(), model.input(), model.output(), provenance, model.subwords());
        return new Checkpoint(described, best, state, newNotes);
    }
}
