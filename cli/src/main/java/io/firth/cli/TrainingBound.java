package io.firth.cli;

import io.firth.count.Cooccurrences;
import io.firth.count.NegativeSamplingBound;
import io.firth.count.SoftmaxBound;
import io.firth.objective.NegativeSampling;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * The smallest loss per pair that any vectors could have on a training text, in nats.
 *
 * @param loss the bound
 * @param what whose loss that is
 */
record TrainingBound(double loss, String what) {
    /** Counts the pairs as the training lays its windows, with one draw of subsampling, and computes the bound. */
    static TrainingBound of(
            Word2VecConfig config, EncodedCorpus corpus, Vocabulary vocabulary, Path folder, LongConsumer progress)
            throws IOException, InterruptedException, CommandFailure {
        Path file = new PairCounts(PairCounts.settings(config), config.threads(), folder, progress)
                .count(corpus, vocabulary);
        try (Cooccurrences counts = Cooccurrences.open(file)) {
            if (!(counts.total() > 0)) {
                throw new CommandFailure("--bound: the corpus holds no pair of neighbouring words");
            }
            if (config.objective() instanceof NegativeSampling n) {
                double loss = NegativeSamplingBound.withWordNoise(counts, vocabulary, n.negatives(), n.noiseExponent())
                        .value();
                return new TrainingBound(loss, "at PMI − log k");
            }
            return new TrainingBound(SoftmaxBound.of(counts), "the conditional entropy of the pairs");
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
