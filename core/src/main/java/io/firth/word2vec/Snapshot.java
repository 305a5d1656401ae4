package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.train.Checkpoint;
import io.firth.train.TrainingState;
import io.firth.vocab.EncodedCorpus;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A training as it stands, while no thread works on it.
 *
 * @param epoch from 0
 * @param epochStart when it began, had it never been interrupted, in nanoseconds
 */
record Snapshot(
        int epoch,
        long epochStart,
        EncodedCorpus corpus,
        CorpusPass runner,
        BestEpoch best,
        Supplier<Embeddings> model) {
    /** Whether the epoch is trained to its end. */
    boolean isWhole() {
        return runner.done() >= corpus.length();
    }

    Checkpoint take() {
        long position = runner.done();
        long tokens = Math.round((double) position * corpus.tokens() / corpus.length());
        double seconds = (System.nanoTime() - epochStart) / 1e9;
        TrainingState state = new TrainingState(epoch, position, tokens, runner.loss(), runner.pairs(), seconds);
        return new Checkpoint(model.get(), best.kept(), state, Map.of());
    }
}
