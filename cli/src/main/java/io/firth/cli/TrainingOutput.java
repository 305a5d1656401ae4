package io.firth.cli;

import io.firth.text.Corpus;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.VocabularyGrowth;
import io.firth.word2vec.Word2VecConfig;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What a training shows while it runs and when it is done; by default nothing. */
interface TrainingOutput extends AutoCloseable {
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

    /** The model is written. */
    default void finished(TrainingResult result) {}

    @Override
    default void close() {}
}
