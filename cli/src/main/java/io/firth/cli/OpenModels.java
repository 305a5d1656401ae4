package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The models that this process has opened: a shell asks many questions to one. */
final class OpenModels {
    private final VectorChoice preset;
    private final Map<Path, Embeddings> files = new HashMap<>();
    private final List<QueryModel> models = new ArrayList<>();
    private HeadStart headStart; // null: there is none, or it has been taken

    OpenModels() {
        this(null, null);
    }

    /**
     * @param preset the vectors of questions that do not choose; null: as chosen in training, else input
     * @param headStart on a model that will be asked for; may be null
     */
    OpenModels(VectorChoice preset, HeadStart headStart) {
        this.preset = preset;
        this.headStart = headStart;
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
        for (QueryModel model : models) {
            if (model.file().equals(file) && model.choice() == choice && model.association() == association) {
                return model;
            }
        }
        QueryModel model = new QueryModel(file, embeddings, choice, association);
        models.add(model);
        return model;
    }

    private static VectorChoice choice(Embeddings embeddings) {
        String chosen = embeddings.provenance().other().get(ValidationWords.VECTORS);
        return chosen == null ? VectorChoice.INPUT : VectorChoice.parse(chosen);
    }
}
