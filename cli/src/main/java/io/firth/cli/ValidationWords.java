package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words whose neighbours are shown while training. */
final class ValidationWords {
    /** Entry of a model's provenance: which vectors its maker chose as final. */
    static final String VECTORS = "vectors";

    private static final int NEIGHBORS = 8;

    private final VectorChoice vectors;
    private final List<String> words = new ArrayList<>();
    private final List<Integer> ids = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    ValidationWords(List<String> wanted, Vocabulary vocabulary, VectorChoice vectors) {
        this.vectors = vectors;
        for (String word : wanted) {
            int id = vocabulary.id(word);
            if (id < 0) {
                missing.add(word);
            } else {
                words.add(word);
                ids.add(id);
            }
        }
    }

    /** Those that the vocabulary does not have. */
    List<String> missing() {
        return missing;
    }

    /** Word → its neighbours, in the order asked for. */
    Map<String, List<WordScore>> neighbors(Embeddings embeddings) {
        Map<String, List<WordScore>> found = new LinkedHashMap<>();
        if (words.isEmpty()) {
            return found;
        }
        int[] rows = ids.stream().mapToInt(Integer::intValue).toArray();
        List<List<Neighbor>> lists = new NearestNeighbors(embeddings.vectors(vectors)).ofWords(rows, NEIGHBORS);
        for (int i = 0; i < rows.length; i++) {
            found.put(words.get(i), WordScore.of(lists.get(i), embeddings.vocabulary()));
        }
        return found;
    }
}
