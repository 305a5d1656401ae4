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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Shows a training and logs it as well. */
record LoggedOutput(TrainingOutput shown, TrainingOutput log) implements TrainingOutput {
    private void both(Consumer<TrainingOutput> event) {
        event.accept(shown);
        event.accept(log);
    }

    @Override
    public void started(TrainingJob job) {
        both(output -> output.started(job));
    }

    @Override
    public void note(String text) {
        both(output -> output.note(text));
    }

    @Override
    public void stageStarted(Stage stage, long total) {
        both(output -> output.stageStarted(stage, total));
    }

    @Override
    public void stageProgress(long done) {
        both(output -> output.stageProgress(done));
    }

    @Override
    public void stageEnded(Stage stage, double seconds) {
        both(output -> output.stageEnded(stage, seconds));
    }

    @Override
    public void counted(Corpus corpus, CorpusStatistics statistics) {
        both(output -> output.counted(corpus, statistics));
    }

    @Override
    public void continued(ContinuedModel model, VocabularyGrowth growth) {
        both(output -> output.continued(model, growth));
    }

    @Override
    public void missingValidationWords(List<String> words) {
        both(output -> output.missingValidationWords(words));
    }

    @Override
    public void trainingStarted(Word2VecConfig config, int words, long tokens) {
        both(output -> output.trainingStarted(config, words, tokens));
    }

    @Override
    public void bound(TrainingBound bound) {
        both(output -> output.bound(bound));
    }

    @Override
    public void progress(Progress progress) {
        both(output -> output.progress(progress));
    }

    @Override
    public void epoch(EpochReport report, int epochs, Map<String, List<WordScore>> neighbors) {
        both(output -> output.epoch(report, epochs, neighbors));
    }

    @Override
    public void resumed(CheckpointFolder.Found found, int epochs, long tokens) {
        both(output -> output.resumed(found, epochs, tokens));
    }

    @Override
    public void checkpointSaved(CheckpointReport report, Duration interval) {
        both(output -> output.checkpointSaved(report, interval));
    }

    @Override
    public void checkpointFailed(IOException reason) {
        both(output -> output.checkpointFailed(reason));
    }

    @Override
    public void finished(TrainingResult result) {
        both(output -> output.finished(result));
    }

    @Override
    public void failed(Throwable failure) {
        both(output -> output.failed(failure));
    }

    @Override
    public void close() throws IOException {
        try {
            shown.close();
        } finally {
            log.close();
        }
    }
}
