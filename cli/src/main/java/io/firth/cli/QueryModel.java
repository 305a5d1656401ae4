package io.firth.cli;

import io.firth.ann.HnswIndex;
import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.query.Analogy;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.query.OpenVocabulary;
import io.firth.query.Similarity;
import io.firth.query.WordQuery;
import io.firth.query.WordVectors;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** A model as the commands question it; what is expensive to make is made once. */
final class QueryModel {
    private final Path file;
    private final Embeddings embeddings;
    private final VectorChoice choice;
    private final boolean association;
    private Matrix vectors;
    private NearestNeighbors nearest;
    private Analogy analogy;
    private Similarity similarity;
    private HnswIndex index;
    private Path openIndex;
    private OpenVocabulary open; // null: only the vocabulary's words
    private final Set<String> told = new LinkedHashSet<>();
    private Consumer<String> listener = word -> {};

    /** @param association whether answers are output vectors, and queries input vectors */
    QueryModel(Path file, Embeddings embeddings, VectorChoice choice, boolean association) {
        this.file = file;
        this.embeddings = embeddings;
        this.choice = choice;
        this.association = association;
        // only input vectors are made of n-grams
        if (embeddings.subwords().isPresent() && (association || choice == VectorChoice.INPUT)) {
            open = new OpenVocabulary(embeddings);
        }
    }

    /** From now on tells of each word, once, that the vocabulary lacks and that gets a vector of its n-grams. */
    void tellOfSubwords(Consumer<String> newListener) {
        listener = newListener;
        told.clear();
    }

    /** Those of these words that the vocabulary lacks. */
    List<String> ofSubwords(List<String> words) {
        return open == null
                ? List.of()
                : words.stream().filter(word -> vocabulary().id(word) < 0).toList();
    }

    /** The vectors of a question's words. */
    WordVectors wordVectors() {
        return open == null ? WordVectors.of(association ? embeddings.input() : vectors()) : open;
    }

    Path file() {
        return file;
    }

    Embeddings embeddings() {
        return embeddings;
    }

    Vocabulary vocabulary() {
        return embeddings.vocabulary();
    }

    VectorChoice choice() {
        return choice;
    }

    boolean association() {
        return association;
    }

    /** V × D, of the chosen kind. */
    Matrix vectors() {
        if (vectors == null) {
            vectors = embeddings.vectors(choice);
        }
        return vectors;
    }

    NearestNeighbors nearest() {
        if (nearest == null) {
            nearest = association
                    ? new NearestNeighbors(wordVectors(), embeddings.vectors(VectorChoice.OUTPUT))
                    : new NearestNeighbors(wordVectors(), vectors());
        }
        return nearest;
    }

    /** @param indexFile null: beside the model */
    void openIndex(Path indexFile) throws IOException {
        if (index == null || !Objects.equals(indexFile, openIndex)) {
            index = Indexes.open(this, indexFile);
            openIndex = indexFile;
        }
    }

    /**
     * The k nearest of each query.
     *
     * @param restrict among the first so many words; null: among all
     * @param byIndex by the index that was opened before
     */
    List<List<Neighbor>> neighbors(List<WordQuery> queries, int k, Integer restrict, boolean byIndex) {
        if (byIndex) {
            return Indexes.search(index, wordVectors(), queries, k, restrict);
        }
        return (restrict == null ? nearest() : nearest().restrict(restrict)).of(queries, k);
    }

    Analogy analogy() {
        if (analogy == null) {
            analogy = new Analogy(wordVectors(), vectors());
        }
        return analogy;
    }

    Similarity similarity() {
        if (similarity == null) {
            similarity = association
                    ? new Similarity(wordVectors(), WordVectors.of(embeddings.vectors(VectorChoice.OUTPUT)))
                    : new Similarity(wordVectors());
        }
        return similarity;
    }

    /** The id of a word; −1 if it is not in the vocabulary and has no vector of n-grams either. */
    int find(String word) {
        int id = open == null ? vocabulary().id(word) : open.id(word);
        if (open != null && id >= 0 && open.isOfSubwords(id) && told.add(word)) {
            listener.accept(word);
        }
        return id;
    }

    /**
     * The id of a word.
     *
     * @throws CommandFailure if the model has no vector for it; the message names words spelled like it
     */
    int id(String word) throws CommandFailure {
        int id = find(word);
        if (id < 0) {
            throw UnknownWord.failure(word, vocabulary(), file);
        }
        return id;
    }

    /**
     * The id of a word that the vocabulary must have.
     *
     * @throws CommandFailure if it does not
     */
    int ownId(String word) throws CommandFailure {
        int id = vocabulary().id(word);
        if (id < 0) {
            throw UnknownWord.failure(word, vocabulary(), file);
        }
        return id;
    }

    /** The word of an id. */
    String word(int id) {
        return open == null ? vocabulary().word(id) : open.word(id);
    }

    int[] ids(List<String> words) throws CommandFailure {
        int[] ids = new int[words.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = id(words.get(i));
        }
        return ids;
    }

    /** @throws CommandFailure if the vector of one of these words is zero or not finite */
    void requireDirection(int[] ids) throws CommandFailure {
        Similarity ofQuestions = new Similarity(wordVectors());
        for (int id : ids) {
            if (Double.isNaN(ofQuestions.cosine(id, id))) {
                throw new CommandFailure("the vector of " + Quoted.of(word(id))
                        + " is zero or holds NaN or an infinity: it has no direction to compare");
            }
        }
    }
}
