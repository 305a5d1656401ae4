package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.train.TrainingException;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import io.firth.vocab.VocabularyGrowth;
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

    /**
     * Trains a model on with more text. Its words keep their vectors as a start, input and output, new words that are
     * frequent enough get vectors of their own, and counts are added up.
     *
     * @param model that has output vectors; it is not changed
     * @param corpus to read; the caller closes it
     * @param text how it becomes words, as a rule the same way as the text before
     * @param minCount new words seen less often are left out, ≥ 1; known ones never are
     * @param config what is trained, and how; with the model's dim
     * @throws IllegalArgumentException if this model cannot be trained on with this configuration
     * @throws IOException if reading fails, or no word is known or frequent enough
     * @throws TrainingException if there is nothing to train on, or training diverges
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Embeddings train(
            Embeddings model, Corpus corpus, TextOptions text, long minCount, Word2VecConfig config)
            throws IOException, TrainingException, InterruptedException {
        InitialVectors.check(config, model);
        Vocabulary words = new VocabularyBuilder(text, config.threads())
                .minCount(minCount)
                .keep(model.vocabulary())
                .build(corpus);
        VocabularyGrowth growth = VocabularyGrowth.of(model.vocabulary(), words, Integer.MAX_VALUE);
        try (CorpusEncoder.Encoded encoded = new CorpusEncoder(growth.text(), text, config.threads()).encode(corpus)) {
            return new Word2VecTrainer(config)
                    .train(encoded.training(), null, InitialVectors.of(config, model, growth));
        }
    }
}
