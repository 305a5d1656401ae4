package io.firth.cli;

import io.firth.count.CooccurrenceCounter;
import io.firth.count.CountListener;
import io.firth.count.CountSettings;
import io.firth.count.SubsamplingMode;
import io.firth.count.WindowSide;
import io.firth.count.WindowWeighting;
import io.firth.embeddings.Provenance;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The pairs that a training sees, in a temporary file: with windows of random reach their expectation (dynamic weights),
 * of subsampling one draw.
 */
final class PairCounts {
    private static final String PREFIX = "counts.";
    private static final long LEAST_MEMORY = 1L << 30;

    private final CountSettings settings;
    private final int threads;
    private final Path folder;
    private final LongConsumer progress;

    PairCounts(CountSettings settings, int threads, Path folder, LongConsumer progress) {
        this.settings = settings;
        this.threads = threads;
        this.folder = folder;
        this.progress = progress;
    }

    /** What a training with this configuration sees. */
    static CountSettings settings(Word2VecConfig config) {
        return settings(config.window(), config.fixedWindow(), config.subsample(), config.seed());
    }

    /** What the training of a model saw, or the settings of the counts it was made from. */
    static Optional<CountSettings> settings(Map<String, String> config) throws CommandFailure {
        try {
            if (config.containsKey(PREFIX + "window")) {
                Map<String, String> counts = new LinkedHashMap<>();
                config.forEach((name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        counts.put(name.substring(PREFIX.length()), value);
                    }
                });
                return Optional.of(CountSettings.parse(counts));
            }
            if (!config.containsKey("window")) {
                return Optional.empty();
            }
            return Optional.of(settings(
                    Integer.parseInt(config.get("window")),
                    Boolean.parseBoolean(config.getOrDefault("fixed-window", "false")),
                    Double.parseDouble(config.getOrDefault("subsample", "0")),
                    Long.parseLong(config.getOrDefault("seed", "1"))));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("the model's configuration cannot be read: " + e.getMessage());
        }
    }

    private static CountSettings settings(int window, boolean fixed, double subsample, long seed) {
        return new CountSettings(
                window,
                fixed ? WindowWeighting.FLAT : WindowWeighting.DYNAMIC,
                WindowSide.BOTH,
                subsample,
                SubsamplingMode.DIRTY,
                seed);
    }

    /** Counts into a temporary file, which the caller deletes. */
    Path count(EncodedCorpus corpus, Vocabulary vocabulary) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "firth-pairs-", ".counts");
        try {
            CooccurrenceCounter counter = new CooccurrenceCounter(settings, threads);
            counter.memory(Math.max(LEAST_MEMORY, 2 * counter.leastMemory(vocabulary.size())))
                    .folder(folder)
                    .listener(new CountListener() {
                        @Override
                        public void counted(long done) {
                            progress.accept(done);
                        }
                    })
                    .count(corpus, vocabulary, Provenance.unknown(), file);
            return file;
        } catch (IOException | InterruptedException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
