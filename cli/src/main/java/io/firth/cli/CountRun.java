package io.firth.cli;

import io.firth.count.CooccurrenceCounter;
import io.firth.count.Cooccurrences;
import io.firth.count.CountListener;
import io.firth.count.CountSettings;
import io.firth.embeddings.Provenance;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The stages of a count, from corpus to file: count words, encode, count pairs, merge. */
final class CountRun {
    /** Taken by the JVM, where the system does not say. */
    private static final long JVM_BYTES = 150L << 20;

    /** Stacks, compiled code and what the JVM makes on the side while pairs are counted. */
    private static final long MARGIN = 24L << 20;

    private final CorpusInput input;
    private final Path output;
    private final TextOptions textOptions;
    private final TextFlags text;
    private final CountSettings settings;
    private final CountOptions options;
    private final CountOutput shown;

    CountRun(
            List<Path> corpus,
            Path output,
            TextOptions textOptions,
            TextFlags text,
            CountSettings settings,
            CountOptions options,
            CountOutput shown) {
        this.input = new CorpusInput(corpus, options.folder());
        this.output = output;
        this.textOptions = textOptions;
        this.text = text;
        this.settings = settings;
        this.options = options;
        this.shown = shown;
    }

    void run(InputStream standardInput) throws IOException, InterruptedException, CommandFailure {
        input.checkFolders(output, "counts");
        if (input.isStream()) {
            shown.begin(CountOutput.Stage.READ, 0);
        }
        try (Corpus corpus = input.open(standardInput, shown::progress)) {
            input.checkIsNoSource(output, List.of(output), corpus);
            VocabularyBuilder builder = new VocabularyBuilder(textOptions, options.threads())
                    .minCount(text.minCount)
                    .maxVocab(maxVocab())
                    .listener(shown::progress);
            shown.begin(CountOutput.Stage.WORDS, corpus.bytes());
            Vocabulary vocabulary = builder.build(corpus);
            CorpusStatistics statistics = builder.statistics();
            shown.vocabulary(corpus, statistics);
            shown.begin(CountOutput.Stage.ENCODE, corpus.bytes());
            try (CorpusEncoder.Encoded encoded = new CorpusEncoder(vocabulary, textOptions, options.threads())
                    .heldOut(text.heldOut, options.seed)
                    .folder(input.temporary())
                    .listener(shown::progress)
                    .encode(corpus)) {
                shown.begin(CountOutput.Stage.PAIRS, encoded.training().tokens());
                count(encoded.training(), vocabulary, corpus, statistics);
            }
        }
        try (Cooccurrences counts = Cooccurrences.open(output)) {
            shown.finished(output, Files.size(output), counts);
        }
    }

    private void count(EncodedCorpus ids, Vocabulary vocabulary, Corpus corpus, CorpusStatistics statistics)
            throws IOException, InterruptedException, CommandFailure {
        CooccurrenceCounter counter = new CooccurrenceCounter(settings, options.threads());
        long taken = LinuxMemory.resident().orElse(JVM_BYTES) + MARGIN;
        long least = counter.leastMemory(vocabulary.size());
        if (options.memory() < taken + least) {
            throw new CommandFailure("--memory " + (options.memory() >> 20) + "m is too little: "
                    + Texts.count(vocabulary.size(), "word") + " on " + Texts.count(options.threads(), "thread")
                    + " need at least " + Math.ceilDiv(taken + least, 1L << 20)
                    + "m; raise it, or raise --min-count, or lower --max-vocab or --threads");
        }
        counter.memory(options.memory() - taken)
                .folder(input.temporary())
                .listener(new CountListener() {
                    @Override
                    public void counted(long done) {
                        shown.progress(done);
                    }

                    @Override
                    public void merging(int runs, long bytes) {
                        shown.merging(runs, bytes, vocabulary.size());
                    }

                    @Override
                    public void merged(long done) {
                        shown.progress(done);
                    }
                })
                .count(ids, vocabulary, provenance(corpus, statistics, ids), output);
    }

    private Provenance provenance(Corpus corpus, CorpusStatistics statistics, EncodedCorpus ids) {
        Map<String, String> facts =
                CorpusFacts.of(corpus, statistics, textOptions, text.minCount, maxVocab(), text.heldOut, ids);
        // Neither time nor machine: the file depends on the corpus and the settings alone.
        return new Provenance(
                Version.number(),
                Optional.empty(),
                OptionalLong.of(options.seed),
                Map.of(),
                facts,
                "",
                "",
                List.of(),
                Optional.empty(),
                Map.of());
    }

    private int maxVocab() {
        return text.maxVocab == null ? Integer.MAX_VALUE : text.maxVocab;
    }
}
