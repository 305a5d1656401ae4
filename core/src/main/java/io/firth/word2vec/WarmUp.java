package io.firth.word2vec;

import io.firth.math.CounterRandom;
import io.firth.math.Matrix;
import io.firth.objective.FullSoftmax;
import io.firth.objective.Objective;
import io.firth.train.TrainingException;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.Workers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains a made-up text over and over on a thread of its own, so that the virtual machine has compiled the loops of a
 * configuration by the time they are needed: a second or so, in which training would crawl, passes while the corpus is
 * still being counted. It has no effect on what is trained.
 */
public final class WarmUp {
    /** Odd, as no number of parts divides it: the last group of rows is cut, as in most vocabularies. */
    private static final int MOST_WORDS = 999;

    private static final int LEAST_WORDS = 10;

    /** A warm-up must not take the memory that the training needs. */
    private static final int MOST_FLOATS = 1 << 20;

    private static final int MOST_BATCH = 64;

    /** Of one training: most of it is steps, but how it begins and ends is compiled, too. */
    private static final int EPOCHS = 10;

    private static final int HUGE_FLOATS = 1 << 20;

    private static final int TOKENS = 20_000;
    private static final int SENTENCE = 500;

    /** More than enough to compile everything; the rest of a long count is not spent on it. */
    private static final long LONGEST_NANOS = 3_000_000_000L;

    private final Thread thread;

    private WarmUp(Thread thread) {
        this.thread = thread;
    }

    /** Starts; the configuration is that of the training to come. */
    public static WarmUp start(Word2VecConfig config) {
        Word2VecConfig small = config.withThreads(1)
                .withEpochs(EPOCHS)
                .withEarlyStopping(Optional.empty())
                .withObjective(small(config.objective()));
        // what it dies of, too little memory for example, the training proper will meet and tell
        return new WarmUp(Thread.ofPlatform()
                .name("firth-warm-up")
                .daemon()
                .uncaughtExceptionHandler((thread, cause) -> {})
                .start(() -> run(small)));
    }

    private static Objective small(Objective objective) {
        return objective instanceof FullSoftmax full ? new FullSoftmax(Math.min(full.batch(), MOST_BATCH)) : objective;
    }

    private static void run(Word2VecConfig config) {
        long end = System.nanoTime() + LONGEST_NANOS;
        int words = Math.clamp(MOST_FLOATS / config.dim(), LEAST_WORDS, MOST_WORDS);
        int[] ids = ids(words);
        // large enough for huge pages: finding the system calls for them takes longer than the memory itself
        Matrix.allocate(HUGE_FLOATS / config.dim() + 1, config.dim());
        try (EncodedCorpus corpus = EncodedCorpus.of(ids)) {
            while (System.nanoTime() < end) {
                new Word2VecTrainer(config).train(corpus, vocabulary(ids, words));
            }
        } catch (InterruptedException | TrainingException | java.io.IOException e) {
            // the training proper has begun, or will say what is wrong itself
            return;
        }
    }

    /** Words drawn by Zipf's law. */
    private static int[] ids(int words) {
        int[] ids = new int[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            double uniform = CounterRandom.unitFloat(CounterRandom.bits(1, i));
            ids[i] = i % SENTENCE == SENTENCE - 1 ? EncodedCorpus.SENTENCE_END : (int) Math.pow(words, uniform) - 1;
        }
        return ids;
    }

    private static Vocabulary vocabulary(int[] ids, int words) {
        long[] counts = new long[words];
        for (int id : ids) {
            if (id >= 0) {
                counts[id]++;
            }
        }
        List<byte[]> names = new ArrayList<>();
        for (int w = 0; w < words; w++) {
            names.add(Integer.toString(w).getBytes(StandardCharsets.US_ASCII));
            counts[w] = Math.max(1, counts[w]);
        }
        return Vocabulary.of(names, counts);
    }

    /** Stops at once and waits for the thread; stopping again changes nothing. */
    public void stop() {
        Workers.end(List.of(thread));
    }
}
