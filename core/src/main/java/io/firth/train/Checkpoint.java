package io.firth.train;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A training that can be taken up again.
 *
 * @param model the vectors as they stand, with output vectors; its provenance has the configuration, the finished epochs and
 *     the time that training took so far
 * @param state where training stands
 * @param notes what the caller wants to find again, such as where the corpus lies
 */
public record Checkpoint(Embeddings model, TrainingState state, Map<String, String> notes) {
    /** Checks for null. */
    public Checkpoint {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(state, "state");
        notes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** The same with another provenance and other notes. */
    public Checkpoint with(Provenance provenance, Map<String, String> newNotes) {
        Embeddings described =
                new Embeddings(model.vocabulary(), model.input(), model.output(), provenance, model.subwords());
        return new Checkpoint(described, state, newNotes);
    }
}
