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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What a training shows while it runs and when it is done; by default nothing. */
interface TrainingOutput extends AutoCloseable {
    /**
     * What is shown, and a log as well if there is a file for it.
     *
     * @param log file to append to, or null
     * @throws CommandFailure if the log cannot be written
     */
    static TrainingOutput choose(boolean json, boolean quiet, Path log, CommandSpec spec, Terminal terminal)
            throws IOException, CommandFailure {
        TrainingOutput shown = choose(json, quiet, spec, terminal);
        return log == null ? shown : new LoggedOutput(shown, TrainingLog.open(log, shown::note));
    }

    /** For people, for programs, or nothing. */
    static TrainingOutput choose(boolean json, boolean quiet, CommandSpec spec, Terminal terminal) {
        if (json) {
            return new JsonOutput(spec.commandLine().getOut());
        }
        if (quiet) {
            return new TrainingOutput() {};
        }
        return new TextOutput(
                ProgressDisplay.choose(terminal, spec.commandLine().getErr()),
                spec.commandLine().getOut());
    }

    /** Before anything is read. */
    default void started(TrainingJob job) {}

    /** Something to know that stops nothing. */
    default void note(String text) {}

    /** A stage begins; {@code total} bytes or words are to be done, 0 if unknown. */
    default void stageStarted(Stage stage, long total) {}

    /** Called from any thread, often. */
    default void stageProgress(long done) {}

    /** A stage is over. */
    default void stageEnded(Stage stage, double seconds) {}

    /** The vocabulary is known. */
    default void counted(Corpus corpus, CorpusStatistics statistics) {}

    /** A model is trained on, and this becomes of its vocabulary. */
    default void continued(ContinuedModel model, VocabularyGrowth growth) {}

    /** Validation words that the vocabulary does not have. */
    default void missingValidationWords(List<String> words) {}

    /** Training begins: V words, so many tokens an epoch. */
    default void trainingStarted(Word2VecConfig config, int words, long tokens) {}

    /** The smallest loss that is possible is known. */
    default void bound(TrainingBound bound) {}

    /** About five times a second. */
    default void progress(Progress progress) {}

    /** After each epoch. */
    default void epoch(EpochReport report, int epochs, Map<String, List<WordScore>> neighbors) {}

    /** Training goes on from a checkpoint; so many tokens an epoch. */
    default void resumed(CheckpointFolder.Found found, int epochs, long tokens) {}

    /** A checkpoint is kept; {@code interval} between two was asked for. */
    default void checkpointSaved(CheckpointReport report, Duration interval) {}

    /** A checkpoint could not be kept; training goes on. */
    default void checkpointFailed(IOException reason) {}

    /** The model is written. */
    default void finished(TrainingResult result) {}

    /** It ends without a model. */
    default void failed(Throwable failure) {}

    @Override
    default void close() throws IOException {}
}
