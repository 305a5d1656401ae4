package io.firth.cli;

import io.firth.text.Corpus;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.VocabularyGrowth;
import io.firth.word2vec.Word2VecConfig;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For programs: one JSON object a line, on standard output; its keys are in docs/cli.md. */
final class JsonOutput implements TrainingOutput {
    private static final long NANOS_BETWEEN = 200_000_000L;

    private final PrintWriter out;

    /** Examples of all epochs so far. */
    private long pairs;

    private Stage stage = Stage.COUNT;
    private long total;
    private long last;

    JsonOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void stageStarted(Stage stage, long total) {
        this.stage = stage;
        this.total = total;
        this.last = System.nanoTime();
    }

    @Override
    public synchronized void stageProgress(long done) {
        long now = System.nanoTime();
        if (stage != Stage.PAIRS && now - last >= NANOS_BETWEEN) {
            last = now;
            print(new Json()
                    .put("event", "progress")
                    .put("stage", stage.key())
                    .put("bytesDone", done)
                    .put("bytesTotal", total));
        }
    }

    @Override
    public void stageEnded(Stage stage, double seconds) {
        print(new Json().put("event", "stage").put("stage", stage.key()).put("seconds", seconds));
    }

    @Override
    public void counted(Corpus corpus, CorpusStatistics s) {
        print(new Json()
                .put("event", "vocabulary")
                .put("corpus", corpus.describe())
                .put("words", s.tokens())
                .put("distinct", s.types())
                .put("sentences", s.sentences())
                .put("invalidUtf8", s.invalidUtf8())
                .put("vocabulary", s.keptTypes())
                .put("wordsInVocabulary", s.keptTokens()));
    }

    @Override
    public void continued(ContinuedModel model, VocabularyGrowth growth) {
        print(new Json()
                .put("event", "continued")
                .put("model", model.file())
                .put("identity", model.identity())
                .put("knownWords", growth.knownWords())
                .put("knownWordsInText", growth.sharedWords())
                .put("newWords", growth.newWords()));
    }

    @Override
    public void missingValidationWords(List<String> words) {
        if (!words.isEmpty()) {
            print(new Json().put("event", "missingValidationWords").put("words", words));
        }
    }

    @Override
    public void trainingStarted(Word2VecConfig config, int words, long tokens) {
        print(new Json()
                .put("event", "training")
                .put("config", config.describe())
                .put("vocabulary", words)
                .put("wordsPerEpoch", tokens));
    }

    @Override
    public void bound(TrainingBound found) {
        print(new Json().put("event", "bound").put("loss", found.loss()).put("what", found.what()));
    }

    @Override
    public void progress(Progress p) {
        print(new Json()
                .put("event", "progress")
                .put("stage", Stage.TRAIN.key())
                .put("epoch", p.epoch())
                .put("epochs", p.epochs())
                .put("wordsDone", p.tokensDone())
                .put("wordsTotal", p.tokensTotal())
                .put("wordsPerSecond", p.wordsPerSecond())
                .put("loss", p.loss())
                .put("learningRate", p.learningRate())
                .put("secondsLeft", p.remaining().toMillis() / 1e3));
    }

    @Override
    public void epoch(EpochReport r, int epochs, Map<String, List<WordScore>> neighbors) {
        pairs += r.pairs();
        print(new Json()
                .put("event", "epoch")
                .put("epoch", r.epoch())
                .put("epochs", epochs)
                .put("loss", r.loss())
                .put(
                        "heldOutLoss",
                        r.heldOutLoss().isPresent() ? r.heldOutLoss().getAsDouble() : null)
                .put("pairs", r.pairs())
                .put("wordsPerSecond", r.wordsPerSecond())
                .put("seconds", r.seconds())
                .put("neighbors", lists(neighbors)));
    }

    @Override
    public void finished(TrainingResult r) {
        Map<String, Object> seconds = new LinkedHashMap<>();
        for (Stage each : Stage.values()) {
            seconds.put(each.key(), r.seconds(each));
        }
        print(new Json()
                .put("event", "result")
                .put("model", r.model().toString())
                .put("bytes", r.modelBytes())
                .put("vocabulary", r.embeddings().size())
                .put("dim", r.embeddings().dim())
                .put("words", r.statistics().tokens())
                .put("trainedWords", Math.round(r.wordsPerSecond() * r.seconds(Stage.TRAIN)))
                .put("pairs", pairs)
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
                .put("bound", r.bound().map(TrainingBound::loss).orElse(null))
                .put("drift", r.drift().map(DriftText::json).orElse(null))
                .put("neighbors", lists(r.neighbors())));
    }

    private static Map<String, List<Json>> lists(Map<String, List<WordScore>> neighbors) {
        Map<String, List<Json>> lists = new LinkedHashMap<>();
        neighbors.forEach((word, scores) -> lists.put(word, WordScore.json(scores)));
        return lists;
    }

    private synchronized void print(Json json) {
        out.println(json);
        out.flush();
    }
}
