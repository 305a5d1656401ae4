package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The models that this process has opened: a shell asks many questions to one. */
final class OpenModels {
    private record Key(Path file, VectorChoice choice, boolean association) {
        /** As a record has it anyway, but there when the process starts instead of being generated. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && file.equals(key.file)
                    && choice == key.choice
                    && association == key.association;
        }

        @Override
        public int hashCode() {
            return (file.hashCode() * 31 + choice.hashCode()) * 31 + Boolean.hashCode(association);
        }
    }

    private final VectorChoice preset;
    private final Map<Path, Embeddings> files = new HashMap<>();
    private final Map<Key, QueryModel> models = new HashMap<>();
    private HeadStart headStart; // null: there is none, or it has been taken

    OpenModels() {
        this((VectorChoice) null);
    }

    /** @param headStart on a model that will be asked for; may be null */
    OpenModels(HeadStart headStart) {
        this((VectorChoice) null);
        this.headStart = headStart;
    }

    /** @param preset the vectors of questions that do not choose; null: as chosen in training, else input */
    OpenModels(VectorChoice preset) {
        this.preset = preset;
    }

    /**
     * A model.
     *
     * @param chosen vectors that stand for a word; null: the preset
     * @param association whether to ask what goes together instead of what is alike
     * @throws IOException if it cannot be read
     */
    QueryModel open(Path file, VectorChoice chosen, boolean association) throws IOException {
        Embeddings embeddings = files.get(file);
        if (embeddings == null) {
            embeddings = headStart == null ? null : headStart.take(file);
            headStart = null;
            if (embeddings == null) {
                embeddings = Models.open(file);
            }
            files.put(file, embeddings);
        }
        VectorChoice choice = chosen != null ? chosen : preset != null ? preset : choice(embeddings);
        Key key = new Key(file, choice, association);
        QueryModel model = models.get(key);
        if (model == null) {
            model = new QueryModel(file, embeddings, choice, association);
            models.put(key, model);
        }
        return model;
    }

    private static VectorChoice choice(Embeddings embeddings) {
        String chosen = embeddings.provenance().other().get(ValidationWords.VECTORS);
        return chosen == null ? VectorChoice.INPUT : VectorChoice.parse(chosen);
    }
}
