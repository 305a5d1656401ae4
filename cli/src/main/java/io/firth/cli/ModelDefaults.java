package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;

/** What a model itself says about how it is to be used. */
final class ModelDefaults {
    private ModelDefaults() {}

    /** The given choice of vectors, else the one of its training, else input. */
    static VectorChoice vectors(VectorChoice given, Embeddings embeddings) {
        if (given != null) {
            return given;
        }
        String chosen = embeddings.provenance().other().get(ValidationWords.VECTORS);
        return chosen == null ? VectorChoice.INPUT : VectorChoice.parse(chosen);
    }
}
