package io.firth.cli;

import io.firth.embeddings.Machine;
import io.firth.math.Kernel;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code --log}: the events of a training as JSON lines in a file, to be drawn by {@code firth plot}; their keys are in
 * docs/cli.md. If a line cannot be written, that is said once, and training goes on.
 */
final class TrainingLog extends RecordedOutput {
    private static final double MOST_SECONDS_BETWEEN = 1;
    private static final double LEAST_SECONDS_BETWEEN = 0.2;

    /** Before the end of an epoch, so that the curve goes on to there; a speed over less time says nothing. */
    private static final double LEAST_SECONDS_AT_THE_END = 0.1;

    /** A training of a few seconds gets some fifty records as well. */
    private static final double PART_OF_ELAPSED = 0.02;

    private final Path file;
    private final AppendedLines lines;
    private final Consumer<String> notes;
    private boolean complained;

    private long start;
    private long lastNanos;
    private long lastTokens;
    private long heardTokens;
    private Progress last;

    /** Mean loss since the last record times the words that it is of. */
    private double loss;

    private long lossWords;

    private TrainingLog(Path file, AppendedLines lines, Consumer<String> notes) {
        this.file = file;
        this.lines = lines;
        this.notes = notes;
    }

    /**
     * Opens the file; a log that is there is continued.
     *
     * @param notes is told if the log breaks off
     * @throws CommandFailure if it cannot be written
     */
    static TrainingLog open(Path file, Consumer<String> notes) throws IOException, CommandFailure {
        return new TrainingLog(file, AppendedLines.open(file), notes);
    }

    @Override
    public void started(TrainingJob job) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("tokenizer", job.text().tokenizer().toString());
        text.put("lowercase", job.text().lowercase());
        text.put("minCount", job.minCount());
        text.put("maxVocab", job.maxVocab() == Integer.MAX_VALUE ? null : job.maxVocab());
        text.put("heldOut", job.heldOut());
        write(TrainingRecords.event("start")
                .put("version", Version.number())
                .put("machine", Machine.describe())
                .put("kernel", Kernel.active().describe())
                .put("pid", ProcessHandle.current().pid())
                .put("model", job.model())
                .put("corpus", job.corpus().stream().map(Path::toString).toList())
                .put("text", text)
                .put("config", job.config().describe()));
    }

    @Override
    public void trainingStarted(Word2VecConfig config, int words, long tokens) {
        super.trainingStarted(config, words, tokens);
        start = System.nanoTime();
        lastNanos = start;
    }

    @Override
    public void progress(Progress p) {
        if (last == null) {
            // a resumed training begins in the middle
            lastTokens = p.tokensDone();
            heardTokens = p.tokensDone();
        }
        if (!Double.isNaN(p.loss())) {
            loss += p.loss() * (p.tokensDone() - heardTokens);
            lossWords += p.tokensDone() - heardTokens;
        }
        heardTokens = p.tokensDone();
        last = p;
        record(Math.clamp(
                (System.nanoTime() - start) / 1e9 * PART_OF_ELAPSED, LEAST_SECONDS_BETWEEN, MOST_SECONDS_BETWEEN));
    }

    /** Writes the last report, if the record before it is old enough. */
    private void record(double leastSeconds) {
        long now = System.nanoTime();
        double seconds = (now - lastNanos) / 1e9;
        Progress p = last;
        long words = p == null ? 0 : p.tokensDone() - lastTokens;
        if (words > 0 && seconds >= leastSeconds) {
            write(TrainingRecords.progress(p, words / seconds, loss / lossWords));
            lastNanos = now;
            lastTokens = p.tokensDone();
            loss = 0;
            lossWords = 0;
        }
    }

    @Override
    public void epoch(EpochReport report, int epochs, Map<String, List<WordScore>> neighbors) {
        record(LEAST_SECONDS_AT_THE_END);
        write(TrainingRecords.epoch(report, epochs, neighbors));
        force();
        lastNanos = System.nanoTime(); // the time that held-out text takes is not training
    }

    @Override
    public void finished(TrainingResult result) {
        super.finished(result);
        force();
    }

    @Override
    public void failed(Throwable failure) {
        write(TrainingRecords.error(failure));
        force();
    }

    @Override
    void write(Json event) {
        try {
            lines.append(new Json()
                    .put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS))
                    .putAll(event)
                    .toString());
        } catch (IOException e) {
            complain(e);
        }
    }

    private void force() {
        try {
            lines.force();
        } catch (IOException e) {
            complain(e);
        }
    }

    private void complain(IOException e) {
        if (!complained) {
            complained = true;
            notes.accept("the log " + file + " has gaps: " + Failures.sentence(e));
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
