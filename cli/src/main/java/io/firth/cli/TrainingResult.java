package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.eval.Drift;
import io.firth.text.Corpus;
import io.firth.train.EpochReport;
import io.firth.vocab.CorpusStatistics;
import io.firth.word2vec.Word2VecTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a training came to; filled stage by stage. */
final class TrainingResult {
    /**
     * The losses of an epoch.
     *
     * @param loss average per pair, in nats
     * @param heldOut the same on held-out text, if there is any
     */
    record Losses(double loss, OptionalDouble heldOut) {}

    private final Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
    private final List<Losses> losses = new ArrayList<>();
    private Optional<TrainingBound> bound = Optional.empty();
    private Optional<Drift> drift = Optional.empty();
    private String corpus = "";
    private CorpusStatistics statistics;
    private Map<String, List<WordScore>> neighbors = Map.of();
    private long trainedTokens;
    private long pairs;
    private Path model;
    private long modelBytes;
    private Embeddings embeddings;

    void counted(Corpus corpus, CorpusStatistics statistics) {
        this.corpus = corpus.describe();
        this.statistics = statistics;
    }

    void seconds(Stage stage, double value) {
        seconds.put(stage, value);
    }

    /** Epochs that an earlier run has done. */
    void resumed(List<EpochStatistics> epochs) {
        epochs.forEach(epoch -> losses.add(new Losses(epoch.loss(), epoch.heldOutLoss())));
    }

    void epoch(EpochReport report) {
        losses.add(new Losses(report.loss(), report.heldOutLoss()));
        pairs += report.pairs();
    }

    void bound(TrainingBound value) {
        bound = Optional.of(value);
    }

    /** The smallest loss that is possible, if it was asked for. */
    Optional<TrainingBound> bound() {
        return bound;
    }

    void drift(Drift value) {
        drift = Optional.of(value);
    }

    /** How far old vectors moved, if a model was trained on. */
    Optional<Drift> drift() {
        return drift;
    }

    void trainedTokens(long tokens) {
        trainedTokens = tokens;
    }

    void written(Path model, long bytes, Embeddings embeddings) {
        this.model = model;
        this.modelBytes = bytes;
        this.embeddings = embeddings;
    }

    void neighbors(Map<String, List<WordScore>> found) {
        neighbors = found;
    }

    String corpus() {
        return corpus;
    }

    CorpusStatistics statistics() {
        return statistics;
    }

    double seconds(Stage stage) {
        return seconds.getOrDefault(stage, 0.0);
    }

    double allSeconds() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    List<Losses> losses() {
        return losses;
    }

    /** Examples of all epochs. */
    long pairs() {
        return pairs;
    }

    /** With early stopping: the epoch, from 1, that the vectors are those of. */
    OptionalInt bestEpoch() {
        String epoch = embeddings.provenance().other().get(Word2VecTrainer.BEST_EPOCH);
        return epoch == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(epoch));
    }

    /** Why training ended before the last epoch, if it did. */
    Optional<String> stopped() {
        return Optional.ofNullable(embeddings.provenance().other().get(Word2VecTrainer.STOPPED));
    }

    /** Words trained on per second, all epochs and threads together. */
    double wordsPerSecond() {
        return trainedTokens / Math.max(1e-9, seconds(Stage.TRAIN));
    }

    /** Word → neighbours, for the words that were asked for. */
    Map<String, List<WordScore>> neighbors() {
        return neighbors;
    }

    Path model() {
        return model;
    }

    long modelBytes() {
        return modelBytes;
    }

    Embeddings embeddings() {
        return embeddings;
    }
}
