package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.eval.EvaluatedModel;
import io.firth.io.Models;
import io.firth.math.Matrix;
import io.firth.query.OpenVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of several models of a command.
 *
 * @param file where it is
 * @param name what it is called: its file name where that tells it apart, else its path
 * @param embeddings the model
 * @param choice of vectors
 * @param vectors V × D of that choice
 */
record OpenModel(Path file, String name, Embeddings embeddings, VectorChoice choice, Matrix vectors) {
    /**
     * Opens models.
     *
     * @param vectors for all of them; null for what each was trained to have
     */
    static List<OpenModel> open(List<Path> files, VectorChoice vectors) throws IOException, CommandFailure {
        List<OpenModel> models = new ArrayList<>();
        for (Path file : files) {
            if (models.stream().anyMatch(model -> model.file.equals(file))) {
                throw new CommandFailure(file + " is named twice");
            }
            long alike = files.stream()
                    .filter(other -> other.getFileName().equals(file.getFileName()))
                    .count();
            Embeddings embeddings = Models.open(file);
            VectorChoice choice = choice(vectors, embeddings);
            String name = alike > 1 ? file.toString() : file.getFileName().toString();
            models.add(new OpenModel(file, name, embeddings, choice, embeddings.vectors(choice)));
        }
        return models;
    }

    /** The model that someone means by a name or a path. */
    static Optional<OpenModel> find(List<OpenModel> models, String nameOrPath) {
        return models.stream()
                .filter(model ->
                        model.name.equals(nameOrPath) || model.file.toString().equals(nameOrPath))
                .findFirst();
    }

    /** With the vocabulary's words only. */
    EvaluatedModel evaluated() {
        return evaluated(false);
    }

    /** @param subwords whether words beyond the vocabulary get vectors of their n-grams, where the model has n-grams */
    EvaluatedModel evaluated(boolean subwords) {
        boolean open = subwords
                && choice == VectorChoice.INPUT
                && embeddings.subwords().isPresent();
        return new EvaluatedModel(
                name,
                embeddings.vocabulary(),
                vectors,
                open ? Optional.of(new OpenVocabulary(embeddings)) : Optional.empty());
    }

    /** {@code model.st: 67,886 × 100, input vectors}. */
    String describe() {
        return name + ": " + Texts.count(embeddings.size()) + " × " + vectors.dim() + ", " + choice.label()
                + " vectors";
    }

    private static VectorChoice choice(VectorChoice asked, Embeddings embeddings) {
        if (asked != null) {
            return asked;
        }
        String chosen = embeddings.provenance().other().get(ValidationWords.VECTORS);
        return chosen == null ? VectorChoice.INPUT : VectorChoice.parse(chosen);
    }
}
