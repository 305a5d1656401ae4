package io.firth.cli;

import io.firth.count.Cooccurrences;
import io.firth.count.CountSettings;
import io.firth.embeddings.Embeddings;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The counted pairs that a model is measured on: files of counts, or a corpus counted as the model was trained. */
final class BoundSource implements AutoCloseable {
    private final String name;
    private final Cooccurrences training;
    private final Cooccurrences heldOut;
    private final double trainingTokens;
    private final double heldOutTokens;
    private final Boolean sameText;
    private final List<Path> temporary;

    private BoundSource(
            String name,
            Cooccurrences training,
            Cooccurrences heldOut,
            double trainingTokens,
            double heldOutTokens,
            Boolean sameText,
            List<Path> temporary) {
        this.name = name;
        this.training = training;
        this.heldOut = heldOut;
        this.trainingTokens = trainingTokens;
        this.heldOutTokens = heldOutTokens;
        this.sameText = sameText;
        this.temporary = temporary;
    }

    String name() {
        return name;
    }

    Cooccurrences training() {
        return training;
    }

    Optional<Cooccurrences> heldOut() {
        return Optional.ofNullable(heldOut);
    }

    double trainingTokens() {
        return trainingTokens;
    }

    double heldOutTokens() {
        return heldOutTokens;
    }

    /** Whether the corpus is the one of the training; empty if that is not known. */
    Optional<Boolean> sameText() {
        return Optional.ofNullable(sameText);
    }

    static BoundSource open(
            List<Path> sources,
            Path heldOutCounts,
            Embeddings model,
            Path modelFile,
            Path folder,
            int threads,
            ProgressDisplay display)
            throws IOException, InterruptedException, CommandFailure {
        if (sources.size() == 1 && isCounts(sources.getFirst())) {
            return ofCounts(sources.getFirst(), heldOutCounts, model, modelFile);
        }
        if (heldOutCounts != null) {
            throw new CommandFailure("--held-out-counts goes with a file of counts; of a corpus the part that the"
                    + " training held out is measured by itself");
        }
        return ofCorpus(sources, model, modelFile, folder, threads, display);
    }

    /** Both kinds of file begin differently: a container of counts with a length and a brace. */
    private static boolean isCounts(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(9);
            return start.length == 9
                    && start[8] == '{'
                    && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong() < 1L << 40
                    && start[7] == 0;
        }
    }

    private static Cooccurrences verified(Path file) throws IOException {
        Cooccurrences.verify(file);
        return Cooccurrences.open(file);
    }

    private static BoundSource ofCounts(Path file, Path heldOutCounts, Embeddings model, Path modelFile)
            throws IOException, CommandFailure {
        Cooccurrences training = verified(file);
        Cooccurrences other = null;
        try {
            checkVocabulary(training.vocabulary(), model.vocabulary(), file, modelFile);
            if (heldOutCounts != null) {
                other = verified(heldOutCounts);
                checkVocabulary(other.vocabulary(), model.vocabulary(), heldOutCounts, modelFile);
            }
            return new BoundSource(
                    file.toString(),
                    training,
                    other,
                    tokens(training),
                    other == null ? 0 : tokens(other),
                    null,
                    List.of());
        } catch (IOException | CommandFailure | RuntimeException e) {
            training.close();
            if (other != null) {
                other.close();
            }
            throw e;
        }
    }

    private static double tokens(Cooccurrences counts) {
        String tokens = counts.provenance().corpus().get("training.tokens");
        return tokens != null ? Double.parseDouble(tokens) : counts.vocabulary().totalCount();
    }

    /** The same words in the same order, or a sentence that names the first difference. */
    private static void checkVocabulary(Vocabulary counted, Vocabulary model, Path counts, Path modelFile)
            throws CommandFailure {
        int both = Math.min(counted.size(), model.size());
        for (int id = 0; id < both; id++) {
            if (!Arrays.equals(counted.wordBytes(id), model.wordBytes(id))) {
                throw new CommandFailure("the vocabularies differ: word " + id + " is '" + counted.word(id) + "' in "
                        + counts + " and '" + model.word(id) + "' in " + modelFile
                        + "; count with the model's vocabulary, or give the corpus itself");
            }
        }
        if (counted.size() != model.size()) {
            throw new CommandFailure(
                    "the vocabularies differ: " + counts + " has " + Texts.count(counted.size(), "word")
                            + " and " + modelFile + " has " + Texts.count(model.size())
                            + "; count with the model's vocabulary, or give the corpus itself");
        }
    }

    private static BoundSource ofCorpus(
            List<Path> sources, Embeddings model, Path modelFile, Path folder, int threads, ProgressDisplay display)
            throws IOException, InterruptedException, CommandFailure {
        Map<String, String> config = model.provenance().config();
        Map<String, String> facts = model.provenance().corpus();
        CountSettings settings = PairCounts.settings(config)
                .orElseThrow(
                        () -> new CommandFailure(
                                modelFile
                                        + " does not say with which windows it was trained; count the corpus with `firth count` and give COUNTS"));
        double share = parse(facts, "held-out", 0);
        TextOptions text = new TextOptions(
                Tokenizer.valueOf(facts.getOrDefault("tokenizer", "whitespace").toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(facts.getOrDefault("lowercase", "false")));
        display.start("reading", 0);
        try (Corpus corpus =
                new CorpusInput(sources, folder).open(System.in, bytes -> display.update(bytes, Texts.bytes(bytes)))) {
            display.start("encoding", corpus.bytes());
            try (CorpusEncoder.Encoded encoded = new CorpusEncoder(model.vocabulary(), text, threads)
                    .heldOut(share, (long) parse(config, "seed", 1))
                    .folder(folder)
                    .listener(bytes -> display.update(bytes, Texts.bytes(bytes)))
                    .encode(corpus)) {
                String hash = facts.get("ids.sha256");
                Boolean same =
                        hash == null ? null : hash.equals(encoded.training().sha256());
                PairCounts counted = new PairCounts(settings, threads, folder, done -> display.update(done, ""));
                display.start("counting pairs", encoded.training().length());
                Path training = counted.count(encoded.training(), model.vocabulary());
                Path heldOut = null;
                try {
                    boolean held = share > 0 && encoded.heldOut().tokens() > 0;
                    heldOut = held ? counted.count(encoded.heldOut(), model.vocabulary()) : null;
                    return new BoundSource(
                            corpus.describe(),
                            Cooccurrences.open(training),
                            held ? Cooccurrences.open(heldOut) : null,
                            encoded.training().tokens(),
                            held ? encoded.heldOut().tokens() : 0,
                            same,
                            held ? List.of(training, heldOut) : List.of(training));
                } catch (IOException | InterruptedException | RuntimeException e) {
                    Files.deleteIfExists(training);
                    if (heldOut != null) {
                        Files.deleteIfExists(heldOut);
                    }
                    throw e;
                }
            }
        }
    }

    private static double parse(Map<String, String> map, String key, double otherwise) throws CommandFailure {
        String value = map.get(key);
        try {
            return value == null ? otherwise : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new CommandFailure("the model's " + key + " is '" + value + "', which is no number");
        }
    }

    @Override
    public void close() throws IOException {
        training.close();
        if (heldOut != null) {
            heldOut.close();
        }
        for (Path file : temporary) {
            Files.deleteIfExists(file);
        }
    }
}
