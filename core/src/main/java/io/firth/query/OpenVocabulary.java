package io.firth.query;

import io.firth.embeddings.Embeddings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The words of a model and, if it has subword vectors, any other word with a known character n-gram. A word of the
 * vocabulary has its id there, 0 … V − 1, and its input vector; another gets the id V, V + 1, … when it is first asked for,
 * and the mean of its n-grams' vectors ({@link Embeddings#vectorOf}). Safe for use by several threads.
 */
public final class OpenVocabulary implements WordVectors {
    private final Embeddings embeddings;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> others = new ArrayList<>(); // their vectors are made again when they are needed

    /** Of a model, which is not copied. */
    public OpenVocabulary(Embeddings embeddings) {
        this.embeddings = Objects.requireNonNull(embeddings, "embeddings");
    }

    /** The id of a word, or −1 if it has no vector. */
    public int id(String word) {
        int id = embeddings.vocabulary().id(word);
        if (id >= 0 || embeddings.subwords().isEmpty()) {
            return id;
        }
        synchronized (others) {
            Integer known = ids.get(word);
            if (known != null) {
                return known;
            }
            if ((long) embeddings.size() + others.size() >= Integer.MAX_VALUE
                    || embeddings.vectorOf(word).isEmpty()) {
                return -1;
            }
            id = embeddings.size() + others.size();
            others.add(word);
            ids.put(word, id);
            return id;
        }
    }

    /** Whether a word that has an id is not in the vocabulary, but has a vector of its n-grams. */
    public boolean isOfSubwords(int wordId) {
        return wordId >= embeddings.size();
    }

    /** The word of an id. */
    public String word(int wordId) {
        if (!isOfSubwords(wordId)) {
            return embeddings.vocabulary().word(wordId);
        }
        synchronized (others) {
            return others.get(wordId - embeddings.size());
        }
    }

    @Override
    public long size() {
        synchronized (others) {
            return (long) embeddings.size() + others.size();
        }
    }

    @Override
    public int dim() {
        return embeddings.dim();
    }

    @Override
    public float[] row(int wordId) {
        return isOfSubwords(wordId)
                ? embeddings.vectorOf(word(wordId)).orElseThrow()
                : embeddings.input().row(wordId);
    }
}
