package io.firth.cli;

import io.firth.io.CheckpointFolder;
import io.firth.objective.NegativeSampling;
import io.firth.text.Corpus;
import io.firth.train.CheckpointReport;
import io.firth.train.EarlyStopping;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.train.TrainingState;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyGrowth;
import io.firth.word2vec.Word2VecConfig;
import io.firth.word2vec.Word2VecTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** For people: progress on standard error, what came of it on standard output. */
final class TextOutput implements TrainingOutput {
    private static final int LONGEST_EXAMPLE = 40;

    private final ProgressDisplay display;
    private final PrintWriter out;
    private volatile Stage stage = Stage.COUNT;
    private long epochTokens;
    private int shownEpoch;
    private boolean slowed;
    private List<String> examples = List.of();
    private String bound = "";
    private boolean mayStopEarly;

    /** Of the epochs so far. */
    private final List<Double> heldOut = new ArrayList<>();

    TextOutput(ProgressDisplay display, PrintWriter out) {
        this.display = display;
        this.out = out;
    }

    @Override
    public void note(String text) {
        display.println("note: " + text);
    }

    @Override
    public void stageStarted(Stage stage, long total) {
        this.stage = stage;
        display.start(stage.doing(), total);
    }

    @Override
    public void stageProgress(long done) {
        display.update(done, stage == Stage.PAIRS ? Texts.count(done, "word") : Texts.bytes(done));
    }

    @Override
    public void stageEnded(Stage stage, double seconds) {
        display.stop();
    }

    @Override
    public void counted(Corpus corpus, CorpusStatistics s) {
        display.println(corpus.describe() + ": " + Texts.count(s.tokens(), "word") + ", "
                + Texts.count(s.types()) + " distinct, " + Texts.count(s.sentences(), "sentence")
                + (s.invalidUtf8() == 0 ? "" : ", " + Texts.count(s.invalidUtf8()) + " invalid UTF-8"));
        display.println(String.format(
                Locale.ROOT,
                "vocabulary: %s (%.1f %% of the text)",
                Texts.count(s.keptTypes(), "word"),
                100.0 * s.keptTokens() / Math.max(1, s.tokens())));
    }

    @Override
    public void continued(ContinuedModel model, VocabularyGrowth growth) {
        display.println("continuing " + model.file() + ": " + Texts.count(growth.knownWords(), "word") + ", "
                + Texts.count(growth.sharedWords()) + " of them in the text; " + Texts.count(growth.newWords())
                + " new");
    }

    @Override
    public void missingValidationWords(List<String> words) {
        if (!words.isEmpty()) {
            display.println("validation words that are not in the vocabulary: " + String.join(", ", words));
        }
    }

    @Override
    public void trainingStarted(Word2VecConfig config, int words, long tokens) {
        epochTokens = tokens;
        mayStopEarly = config.earlyStopping().isPresent();
        String negatives = config.objective() instanceof NegativeSampling sampling
                ? " (" + Texts.count(sampling.negatives(), "negative") + ")"
                : "";
        display.println("training: " + config.architecture().name() + ", "
                + config.objective().name() + negatives + ", dim " + config.dim() + ", window " + config.window() + ", "
                + (mayStopEarly ? "at most " : "") + Texts.count(config.epochs(), "epoch") + ", "
                + Texts.count(config.threads(), "thread") + ", "
                + Texts.bytes(Word2VecTrainer.modelBytes(config, words)) + " of vectors");
    }

    @Override
    public void bound(TrainingBound found) {
        bound = " (bound " + Texts.loss(found.loss()) + ")";
        display.println("bound: no vectors can have a loss below " + Texts.loss(found.loss())
                + " per pair on this text, " + found.what());
    }

    @Override
    public void progress(Progress p) {
        if (p.epoch() != shownEpoch) {
            shownEpoch = p.epoch();
            display.start("epoch " + p.epoch() + "/" + p.epochs(), epochTokens);
        }
        display.update(
                p.tokensDone() - (p.epoch() - 1) * epochTokens,
                (mayStopEarly ? "at most " : "") + Texts.clock(p.remaining()) + " left, loss " + Texts.loss(p.loss())
                        + (heldOut.isEmpty() ? "" : ", held-out " + Texts.loss(heldOut.getLast()))
                        + ", " + Texts.rate(p.wordsPerSecond()) + " words/s, rate " + rate(p.learningRate()));
    }

    // A rate near the end of its way down would be 0.0000 with four decimals.
    private static String rate(double learningRate) {
        return learningRate >= 0.001
                ? String.format(Locale.ROOT, "%.4f", learningRate)
                : String.format(Locale.ROOT, "%.1e", learningRate);
    }

    @Override
    public void epoch(EpochReport report, int epochs, Map<String, List<WordScore>> neighbors) {
        report.heldOutLoss().ifPresent(heldOut::add);
        display.println("epoch " + report.epoch() + "/" + epochs + ": loss " + Texts.loss(report.loss()) + bound
                + (report.heldOutLoss().isPresent()
                        ? ", held-out " + Texts.loss(report.heldOutLoss().getAsDouble()) + best(report.epoch())
                        : "")
                + ", " + Texts.rate(report.wordsPerSecond()) + " words/s, " + Texts.seconds(report.seconds()));
        neighbors.forEach((word, scores) -> display.println("  " + word + ": "
                + String.join(", ", scores.stream().map(WordScore::shown).toList())));
        examples = List.copyOf(neighbors.keySet());
    }

    private String best(int epoch) {
        return mayStopEarly && EarlyStopping.bestEpoch(heldOut) == epoch ? " (the least so far)" : "";
    }

    @Override
    public void resumed(CheckpointFolder.Found found, int epochs, long tokens) {
        found.damaged().forEach(damage -> display.println("warning: " + damage + "; an older checkpoint is used"));
        found.checkpoint()
                .model()
                .provenance()
                .epochs()
                .forEach(epoch -> epoch.heldOutLoss().ifPresent(heldOut::add));
        TrainingState state = found.checkpoint().state();
        display.println("resumed from " + found.file() + ": epoch " + (state.epoch() + 1) + "/" + epochs + ", word "
                + Texts.count(state.tokens()) + " of " + Texts.count(tokens));
    }

    @Override
    public void checkpointSaved(CheckpointReport report, Duration interval) {
        if (!slowed && report.interval().compareTo(interval) > 0) {
            slowed = true;
            display.println("a checkpoint takes " + Texts.seconds(report.pause().toNanos() / 1e9)
                    + ", so that there is one every "
                    + Texts.seconds(report.interval().toNanos() / 1e9) + " only");
        }
    }

    @Override
    public void checkpointFailed(IOException reason) {
        display.println(
                "warning: " + Failures.sentence(reason) + "; training goes on with the checkpoint before it, if any");
    }

    @Override
    public void finished(TrainingResult r) {
        display.stop();
        out.println("trained " + Texts.count(r.embeddings().size()) + " × "
                + r.embeddings().dim() + " vectors in " + Texts.seconds(r.allSeconds()) + ": "
                + (r.seconds(Stage.READ) > 0 ? "reading " + Texts.seconds(r.seconds(Stage.READ)) + ", " : "")
                + "counting "
                + Texts.seconds(r.seconds(Stage.COUNT)) + ", encoding " + Texts.seconds(r.seconds(Stage.ENCODE))
                + ", training " + Texts.seconds(r.seconds(Stage.TRAIN)) + " (" + Texts.rate(r.wordsPerSecond())
                + " words/s), writing " + Texts.seconds(r.seconds(Stage.WRITE)));
        out.println("loss per epoch: "
                + String.join(
                        " ", r.losses().stream().map(l -> Texts.loss(l.loss())).toList()));
        r.bound()
                .ifPresent(found ->
                        out.println("bound:          " + Texts.loss(found.loss()) + " (" + found.what() + ")"));
        if (r.losses().getLast().heldOut().isPresent()) {
            out.println("held-out loss:  "
                    + String.join(
                            " ",
                            r.losses().stream()
                                    .map(l -> Texts.loss(l.heldOut().orElse(Double.NaN)))
                                    .toList()));
        }
        r.stopped().ifPresent(why -> out.println("stopped " + why));
        r.bestEpoch().ifPresent(best -> out.println("the vectors are those of epoch " + best));
        r.drift().ifPresent(drift -> DriftText.lines(drift).forEach(out::println));
        printNeighbors(r.neighbors());
        out.println("saved " + r.model() + " (" + Texts.bytes(r.modelBytes()) + ")");
        out.println();
        out.println("Next:");
        out.println("  " + System.getProperty("firth.command", "firth") + " neighbors "
                + Shell.quoted(r.model().toString()) + " " + String.join(" ", words(r)));
        out.flush();
    }

    private void printNeighbors(Map<String, List<WordScore>> neighbors) {
        if (neighbors.isEmpty() || !examples.isEmpty()) {
            return; // of validation words they were shown after the last epoch
        }
        int width = neighbors.keySet().stream().mapToInt(String::length).max().orElse(0);
        out.println();
        out.println("Nearest words:");
        neighbors.forEach((word, scores) -> out.println("  " + word + " ".repeat(width - word.length()) + "  "
                + String.join(", ", scores.stream().map(WordScore::shown).toList())));
        out.println();
        examples = List.copyOf(neighbors.keySet());
    }

    private List<String> words(TrainingResult result) {
        if (!examples.isEmpty()) {
            return examples.stream().limit(3).map(Shell::quoted).toList();
        }
        // Neither "the" nor a word that was hardly seen, nor one that fills the screen.
        Vocabulary vocabulary = result.embeddings().vocabulary();
        int from = Math.min(vocabulary.size() - 1, Math.min(400, vocabulary.size() / 4));
        return IntStream.range(0, vocabulary.size())
                .mapToObj(i -> vocabulary.wordBytes((from + i) % vocabulary.size()))
                .filter(word -> word.length <= LONGEST_EXAMPLE)
                .limit(1)
                .map(word -> Shell.quoted(new String(word, StandardCharsets.UTF_8)))
                .toList();
    }

    @Override
    public void close() {
        display.close();
    }
}
