package io.firth.cli;

import io.firth.io.CheckpointFolder;
import io.firth.text.Corpus;
import io.firth.train.CheckpointReport;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.VocabularyGrowth;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.time.Duration;

/** Events as {@link TrainingRecords}, for standard output or a file; progress and epochs are left to these. */
abstract class RecordedOutput implements TrainingOutput {
    /** Puts out one record. */
    abstract void write(Json record);

    @Override
    public void stageEnded(Stage stage, double seconds) {
        write(TrainingRecords.stage(stage, seconds));
    }

    @Override
    public void counted(Corpus corpus, CorpusStatistics statistics) {
        write(TrainingRecords.vocabulary(corpus, statistics));
    }

    @Override
    public void continued(ContinuedModel model, VocabularyGrowth growth) {
        write(TrainingRecords.continued(model, growth));
    }

    @Override
    public void trainingStarted(Word2VecConfig config, int words, long tokens) {
        write(TrainingRecords.training(config, words, tokens));
    }

    @Override
    public void bound(TrainingBound found) {
        write(TrainingRecords.bound(found));
    }

    @Override
    public void note(String text) {
        write(TrainingRecords.note(text));
    }

    @Override
    public void resumed(CheckpointFolder.Found found, int epochs, long tokens) {
        write(TrainingRecords.resumed(found));
    }

    @Override
    public void checkpointSaved(CheckpointReport report, Duration interval) {
        write(TrainingRecords.checkpoint(report));
    }

    @Override
    public void checkpointFailed(IOException reason) {
        write(TrainingRecords.checkpointFailed(reason));
    }

    @Override
    public void finished(TrainingResult result) {
        write(TrainingRecords.result(result));
    }
}
