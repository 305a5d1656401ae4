package io.firth;

import io.firth.embeddings.Embeddings;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.word2vec.Word2Vec;
import io.firth.word2vec.Word2VecConfig;
import java.nio.file.Path;

/** The Java of README.md, which a test compares with the lines between the marks. */
final class ReadmeExample {
    private ReadmeExample() {}

    // begin
    static void train(Path text, Path model) throws Exception {
        Embeddings vectors = Word2Vec.train(Corpus.of(text), TextOptions.DEFAULT, 5, Word2VecConfig.defaults());
        int king = vectors.vocabulary().id("king");
        for (Neighbor neighbor : new NearestNeighbors(vectors.input()).ofWord(king, 10)) {
            System.out.println(vectors.vocabulary().word(neighbor.wordId()) + " " + neighbor.cosine());
        }
        Models.write(vectors, model, Format.FIRTH);
    }
    // end
}
