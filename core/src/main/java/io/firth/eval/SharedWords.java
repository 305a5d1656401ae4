package io.firth.eval;

import io.firth.math.Matrix;
import io.firth.query.WordVectors;
import java.util.ArrayList;
import java.util.List;

/**
 * The words that several models have in common, in the order of the first. A word whose vector has no direction (zero, or
 * not finite) in one of the models is left out.
 */
public final class SharedWords {
    private final List<EvaluatedModel> models;
    private final int[][] ids; // by shared word, by model

    private SharedWords(List<EvaluatedModel> models, int[][] ids) {
        this.models = models;
        this.ids = ids;
    }

    /**
     * Of these models.
     *
     * @param models at least two
     * @param restrict only words among the first this many of every model; 0 for all
     * @throws IllegalArgumentException if there are fewer than two models, or restrict &lt; 0
     */
    public static SharedWords of(List<EvaluatedModel> models, int restrict) {
        if (restrict < 0) {
            throw new IllegalArgumentException("restrict must be at least 0, but is " + restrict);
        }
        if (models.size() < 2) {
            throw new IllegalArgumentException("words are shared by at least two models, not by " + models.size());
        }
        EvaluatedModel first = models.getFirst();
        List<ModelVectors> vectors = models.stream()
                .map(model -> new ModelVectors(WordVectors.of(model.vectors())))
                .toList();
        List<int[]> shared = new ArrayList<>();
        for (int id = 0; id < end(first, restrict); id++) {
            byte[] word = first.vocabulary().wordBytes(id);
            int[] found = new int[models.size()];
            boolean all = true;
            for (int m = 0; all && m < found.length; m++) {
                EvaluatedModel model = models.get(m);
                found[m] = model.vocabulary().id(word, 0, word.length);
                all = found[m] >= 0
                        && found[m] < end(model, restrict)
                        && vectors.get(m).hasDirection(found[m]);
            }
            if (all && found[0] == id) { // the first of equal words
                shared.add(found);
            }
        }
        return new SharedWords(List.copyOf(models), shared.toArray(int[][]::new));
    }

    private static int end(EvaluatedModel model, int restrict) {
        return restrict == 0
                ? model.vocabulary().size()
                : Math.min(restrict, model.vocabulary().size());
    }

    /** Number of shared words, S. */
    public int size() {
        return ids.length;
    }

    /** The models, in the order given. */
    public List<EvaluatedModel> models() {
        return models;
    }

    /** A shared word, 0 ≤ word &lt; S. */
    public String word(int word) {
        return models.getFirst().vocabulary().word(ids[word][0]);
    }

    /** How often a model saw it; 0 if that is unknown. */
    public long count(int model, int word) {
        return models.get(model).vocabulary().count(ids[word][model]);
    }

    /** The vectors of the shared words in a model: S × D, copied. */
    public Matrix vectors(int model) {
        Matrix from = models.get(model).vectors();
        Matrix vectors = Matrix.allocate(size(), from.dim());
        float[] row = new float[from.dim()];
        for (int word = 0; word < size(); word++) {
            from.copyRow(ids[word][model], row);
            vectors.setRow(word, row);
        }
        return vectors;
    }
}
