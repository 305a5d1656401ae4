package io.firth.cli;

import io.firth.io.CheckpointFolder;
import io.firth.text.Corpus;
import io.firth.train.CheckpointReport;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.VocabularyGrowth;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** For programs: one JSON object a line, on standard output; its keys are in docs/cli.md. */
final class JsonOutput implements TrainingOutput {
    private static final long NANOS_BETWEEN = 200_000_000L;

    private final PrintWriter out;

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
            print(TrainingRecords.event("progress")
                    .put("stage", stage.key())
                    .put("bytesDone", done)
                    .put("bytesTotal", total));
        }
    }

    @Override
    public void stageEnded(Stage stage, double seconds) {
        print(TrainingRecords.stage(stage, seconds));
    }

    @Override
    public void counted(Corpus corpus, CorpusStatistics statistics) {
        print(TrainingRecords.vocabulary(corpus, statistics));
    }

    @Override
    public void continued(ContinuedModel model, VocabularyGrowth growth) {
        print(TrainingRecords.continued(model, growth));
    }

    @Override
    public void missingValidationWords(List<String> words) {
        if (!words.isEmpty()) {
            print(TrainingRecords.missingValidationWords(words));
        }
    }

    @Override
    public void trainingStarted(Word2VecConfig config, int words, long tokens) {
        print(TrainingRecords.training(config, words, tokens));
    }

    @Override
    public void bound(TrainingBound found) {
        print(TrainingRecords.bound(found));
    }

    @Override
    public void progress(Progress p) {
        print(TrainingRecords.progress(p, p.wordsPerSecond(), p.loss()));
    }

    @Override
    public void epoch(EpochReport report, int epochs, Map<String, List<WordScore>> neighbors) {
        print(TrainingRecords.epoch(report, epochs, neighbors));
    }

    @Override
    public void note(String text) {
        print(TrainingRecords.note(text));
    }

    @Override
    public void resumed(CheckpointFolder.Found found, int epochs, long tokens) {
        print(TrainingRecords.resumed(found));
    }

    @Override
    public void checkpointSaved(CheckpointReport report, Duration interval) {
        print(TrainingRecords.checkpoint(report));
    }

    @Override
    public void checkpointFailed(IOException reason) {
        print(TrainingRecords.checkpointFailed(reason));
    }

    @Override
    public void finished(TrainingResult result) {
        print(TrainingRecords.result(result));
    }

    private synchronized void print(Json json) {
        out.println(json);
        out.flush();
    }
}
