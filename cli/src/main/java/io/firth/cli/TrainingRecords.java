package io.firth.cli;

import io.firth.io.CheckpointFolder;
import io.firth.text.Corpus;
import io.firth.train.CheckpointReport;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.train.TrainingState;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.VocabularyGrowth;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of a training as JSON objects, for standard output and for a log alike; their keys are in docs/cli.md. */
final class TrainingRecords {
    private TrainingRecords() {}

    static Json stage(Stage stage, double seconds) {
        return event("stage").put("stage", stage.key()).put("seconds", seconds);
    }

    static Json vocabulary(Corpus corpus, CorpusStatistics s) {
        return event("vocabulary")
                .put("corpus", corpus.describe())
                .put("bytes", s.textBytes())
                .put("words", s.tokens())
                .put("distinct", s.types())
                .put("sentences", s.sentences())
                .put("invalidUtf8", s.invalidUtf8())
                .put("vocabulary", s.keptTypes())
                .put("wordsInVocabulary", s.keptTokens());
    }

    static Json continued(ContinuedModel model, VocabularyGrowth growth) {
        return event("continued")
                .put("model", model.file())
                .put("identity", model.identity())
                .put("knownWords", growth.knownWords())
                .put("knownWordsInText", growth.sharedWords())
                .put("newWords", growth.newWords());
    }

    static Json missingValidationWords(List<String> words) {
        return event("missingValidationWords").put("words", words);
    }

    static Json training(Word2VecConfig config, int words, long tokens) {
        return event("training")
                .put("config", config.describe())
                .put("vocabulary", words)
                .put("wordsPerEpoch", tokens);
    }

    static Json bound(TrainingBound found) {
        return event("bound").put("loss", found.loss()).put("what", found.what());
    }

    /**
     * How far training is.
     *
     * @param wordsPerSecond and {@code loss}: over the time that the record is about
     */
    static Json progress(Progress p, double wordsPerSecond, double loss) {
        return event("progress")
                .put("stage", Stage.TRAIN.key())
                .put("epoch", p.epoch())
                .put("epochs", p.epochs())
                .put("wordsDone", p.tokensDone())
                .put("wordsTotal", p.tokensTotal())
                .put("wordsPerSecond", wordsPerSecond)
                .put("loss", loss)
                .put("learningRate", p.learningRate())
                .put("secondsLeft", p.remaining().toMillis() / 1e3);
    }

    static Json resumed(CheckpointFolder.Found found) {
        return place("resumed", found.checkpoint().state())
                .put("checkpoint", found.file().toString())
                .put("damaged", found.damaged());
    }

    static Json checkpoint(CheckpointReport report) {
        return place("checkpoint", report.state())
                .put("pauseSeconds", report.pause().toNanos() / 1e9)
                .put("intervalSeconds", report.interval().toNanos() / 1e9);
    }

    static Json checkpointFailed(IOException reason) {
        return event("checkpointFailed").put("reason", Failures.sentence(reason));
    }

    private static Json place(String name, TrainingState state) {
        return event(name).put("epoch", state.epoch() + 1).put("words", state.tokens());
    }

    static Json epoch(EpochReport r, int epochs, Map<String, List<WordScore>> neighbors) {
        return event("epoch")
                .put("epoch", r.epoch())
                .put("epochs", epochs)
                .put("loss", r.loss())
                .put(
                        "heldOutLoss",
                        r.heldOutLoss().isPresent() ? r.heldOutLoss().getAsDouble() : null)
                .put("pairs", r.pairs())
                .put("wordsPerSecond", r.wordsPerSecond())
                .put("seconds", r.seconds())
                .put("neighbors", lists(neighbors));
    }

    static Json result(TrainingResult r) {
        Map<String, Object> seconds = new LinkedHashMap<>();
        for (Stage each : Stage.values()) {
            seconds.put(each.key(), r.seconds(each));
        }
        return event("result")
                .put("model", r.model().toString())
                .put("bytes", r.modelBytes())
                .put("vocabulary", r.embeddings().size())
                .put("dim", r.embeddings().dim())
                .put("words", r.statistics().tokens())
                .put("trainedWords", Math.round(r.wordsPerSecond() * r.seconds(Stage.TRAIN)))
                .put("pairs", r.pairs())
                .put("trainingSeconds", r.seconds(Stage.TRAIN))
                .put("seconds", seconds)
                .put("wordsPerSecond", r.wordsPerSecond())
                .put(
                        "loss",
                        r.losses().stream().map(TrainingResult.Losses::loss).toList())
                .put(
                        "heldOutLoss",
                        r.losses().stream()
                                .filter(l -> l.heldOut().isPresent())
                                .map(l -> l.heldOut().getAsDouble())
                                .toList())
                .put("bestEpoch", r.bestEpoch().isPresent() ? r.bestEpoch().getAsInt() : null)
                .put("stopped", r.stopped().orElse(null))
                .put("bound", r.bound().map(TrainingBound::loss).orElse(null))
                .put("drift", r.drift().map(DriftText::json).orElse(null))
                .put("neighbors", lists(r.neighbors()));
    }

    static Json note(String text) {
        return event("note").put("text", text);
    }

    static Json error(Throwable failure) {
        return event("error").put("message", Failures.sentence(failure)).put("exitCode", Failures.exitCode(failure));
    }

    /** An object of this kind. */
    static Json event(String kind) {
        return new Json().put("event", kind);
    }

    private static Map<String, List<Json>> lists(Map<String, List<WordScore>> neighbors) {
        Map<String, List<Json>> lists = new LinkedHashMap<>();
        neighbors.forEach((word, scores) -> lists.put(word, WordScore.json(scores)));
        return lists;
    }
}
