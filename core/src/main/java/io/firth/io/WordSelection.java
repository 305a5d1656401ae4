package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some words of a model, in their order: the first ones, or those that a format can hold.
 *
 * @param embeddings what was selected; with output vectors only if these are one per word
 * @param report a sentence for each reason for which words were left out
 */
public record WordSelection(Embeddings embeddings, List<String> report) {
    /** Copies the list. */
    public WordSelection {
        report = List.copyOf(report);
    }

    /** The first words, all if there are no more. */
    public static WordSelection first(Embeddings model, int limit) {
        if (limit >= model.size()) {
            return new WordSelection(model, List.of());
        }
        int[] ids = new int[limit];
        for (int i = 0; i < limit; i++) {
            ids[i] = i;
        }
        return new WordSelection(select(model, ids), treeLost(model));
    }

    private static List<String> treeLost(Embeddings model) {
        return model.output().isPresent() && !model.hasOutputPerWord()
                ? List.of("the vectors of the tree's inner nodes go with all words only and were left out")
                : List.of();
    }

    /**
     * The first words that a format can hold, with vectors that are finite.
     *
     * @throws IllegalArgumentException if there is none, or the embeddings cannot give that choice of vectors
     */
    public static WordSelection suitable(Embeddings model, Format format, VectorChoice choice, int limit) {
        Vocabulary words = model.vocabulary();
        Matrix vectors = format == Format.FIRTH ? model.input() : model.vectors(choice);
        List<String> report = new ArrayList<>();
        Map<String, Integer> reasons = new LinkedHashMap<>();
        Map<String, String> examples = new LinkedHashMap<>();
        int[] ids = new int[model.size()];
        int kept = 0;
        for (int id = 0; id < model.size() && kept < limit; id++) {
            byte[] word = words.wordBytes(id);
            Optional<String> reason = format.refuses(word);
            if (reason.isEmpty() && format.needsDistinctWords() && words.id(word, 0, word.length) != id) {
                reason = Optional.of("is there already");
            }
            boolean finite = isFinite(vectors.row(id))
                    && (format != Format.FIRTH
                            || !model.hasOutputPerWord()
                            || isFinite(model.output().get().row(id)));
            if (reason.isEmpty() && !finite) {
                reason = Optional.of("has a vector with NaN or an infinity");
            }
            if (reason.isEmpty()) {
                ids[kept++] = id;
            } else {
                reasons.merge(reason.get(), 1, Integer::sum);
                examples.putIfAbsent(
                        reason.get(), "word " + id + ", " + Quoted.of(word, 0, word.length) + ", " + reason.get());
            }
        }
        reasons.forEach((reason, count) -> report.add(count + (count == 1 ? " word was" : " words were")
                + " left out, which " + format.label() + " cannot hold: " + (count == 1 ? "" : "the first, ")
                + examples.get(reason)));
        report.addAll(treeLost(model));
        if (kept == 0) {
            throw new IllegalArgumentException("no word is left that " + format.label() + " can hold: "
                    + examples.values().iterator().next());
        }
        return kept == model.size()
                ? new WordSelection(model, List.of())
                : new WordSelection(select(model, java.util.Arrays.copyOf(ids, kept)), report);
    }

    private static boolean isFinite(float[] row) {
        for (float value : row) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static Embeddings select(Embeddings model, int[] ids) {
        WordTable words = new WordTable(ids.length);
        for (int id : ids) {
            byte[] word = model.vocabulary().wordBytes(id);
            words.add(word, 0, word.length, model.vocabulary().count(id));
        }
        Optional<Matrix> output = model.hasOutputPerWord() ? model.output().map(u -> rows(u, ids)) : Optional.empty();
        return new Embeddings(
                words.vocabulary(), rows(model.input(), ids), output, model.provenance(), model.subwords());
    }

    private static Matrix rows(Matrix matrix, int[] ids) {
        if (ids[ids.length - 1] == ids.length - 1) { // the first rows, seen in place
            return Matrix.view(matrix.segment(), ids.length, matrix.dim(), matrix.stride());
        }
        Matrix result = Matrix.allocate(ids.length, matrix.dim());
        float[] row = new float[matrix.dim()];
        for (int i = 0; i < ids.length; i++) {
            matrix.copyRow(ids[i], row);
            result.setRow(i, row);
        }
        return result;
    }
}
