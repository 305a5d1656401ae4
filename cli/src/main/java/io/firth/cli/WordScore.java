package io.firth.cli;

import io.firth.query.Neighbor;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.util.List;

/**
 * A neighbour as it is shown.
 *
 * @param word the neighbour
 * @param cosine −1…1
 */
record WordScore(String word, float cosine) {
    static List<WordScore> of(List<Neighbor> neighbors, Vocabulary vocabulary) {
        return neighbors.stream()
                .map(neighbor -> new WordScore(vocabulary.word(neighbor.wordId()), neighbor.cosine()))
                .toList();
    }

    /** The word for a line that people read; JSON has it whole. */
    String shown() {
        return Quoted.plain(word);
    }

    static List<Json> json(List<WordScore> scores) {
        return scores.stream()
                .map(score -> new Json().put("word", score.word).put("cosine", score.cosine))
                .toList();
    }
}
