package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.train.TrainingException;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import java.io.IOException;

/** From text to vectors in one call; who wants progress or held-out text calls the stages. */
public final class Word2Vec {
    private Word2Vec() {}

    /**
     * Counts the words of a corpus, encodes it to a temporary file, and trains.
     *
     * @param corpus to read; the caller closes it
     * @param text how it becomes words
     * @param minCount words seen less often are left out, ≥ 1
     * @param config what is trained, and how
     * @throws IOException if reading fails, or no word is frequent enough
     * @throws TrainingException if there is nothing to train on, or training diverges
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Embeddings train(Corpus corpus, TextOptions text, long minCount, Word2VecConfig config)
            throws IOException, TrainingException, InterruptedException {
        Vocabulary vocabulary =
                new VocabularyBuilder(text, config.threads()).minCount(minCount).build(corpus);
        try (CorpusEncoder.Encoded encoded = new CorpusEncoder(vocabulary, text, config.threads()).encode(corpus)) {
            return new Word2VecTrainer(config).train(encoded.training(), vocabulary);
        }
    }
}
