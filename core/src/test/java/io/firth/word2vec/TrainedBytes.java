package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.math.CounterRandom;
import io.firth.math.Kernel;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A program: trains a small text with every architecture and objective and prints a hash of what came of each. */
final class TrainedBytes {
    private static final int WORDS = 150;

    private TrainedBytes() {}

    /**
     * Prints the kernel, then a line per training.
     *
     * @param args how many tokens to train on
     */
    public static void main(String[] args) throws Exception {
        int tokens = Integer.parseInt(args[0]);
        System.out.println(Kernel.active().describe());
        for (Architecture architecture : List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT))) {
            for (Objective objective :
                    List.of(new NegativeSampling(3, 0.75, true), new HierarchicalSoftmax(), new FullSoftmax(16))) {
                Word2VecConfig config = Word2VecConfig.defaults()
                        .withArchitecture(architecture)
                        .withObjective(objective)
                        .withParallelism(new Deterministic(4))
                        .withThreads(2)
                        .withDim(20)
                        .withWindow(2, false)
                        .withEpochs(2)
                        .withLearningRate(0.05, 0.01);
                int length = objective instanceof FullSoftmax ? Math.max(200, tokens / 10) : tokens;
                System.out.println(architecture.name() + " " + objective.name() + " " + hash(config, length));
            }
        }
    }

    private static String hash(Word2VecConfig config, int tokens) throws Exception {
        int[] ids = new int[tokens];
        long[] counts = new long[WORDS];
        Arrays.fill(counts, 1);
        for (int i = 0; i < tokens; i++) {
            boolean end = i % 20 == 19 || i == tokens - 1;
            ids[i] = end
                    ? EncodedCorpus.SENTENCE_END
                    : CounterRandom.below((int) CounterRandom.bits(1, i), 1 + i % WORDS);
            if (!end) {
                counts[ids[i]]++;
            }
        }
        List<byte[]> words = new ArrayList<>();
        for (int w = 0; w < WORDS; w++) {
            words.add(("w" + w).getBytes(StandardCharsets.US_ASCII));
        }
        Arrays.sort(counts);
        for (int i = 0; i < WORDS / 2; i++) {
            long least = counts[i];
            counts[i] = counts[WORDS - 1 - i];
            counts[WORDS - 1 - i] = least;
        }
        try (EncodedCorpus corpus = EncodedCorpus.of(ids)) {
            Embeddings trained = new Word2VecTrainer(config).train(corpus, Vocabulary.of(words, counts));
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SmallCorpus.bytes(trained));
            for (EpochStatistics epoch : trained.provenance().epochs()) {
                digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(0, epoch.loss()));
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
