package io.firth.word2vec;

import io.firth.embeddings.EpochStatistics;
import io.firth.math.Matrix;
import io.firth.train.Checkpoint;
import io.firth.train.EarlyStopping;
import io.firth.train.TrainingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the vectors of the epoch with the least held-out loss, while training goes on; without early stopping, nothing. */
final class BestEpoch {
    private final Optional<EarlyStopping> stopping;
    private final int epochs;
    private Matrix input;
    private Matrix output;

    BestEpoch(Word2VecConfig config) {
        this.stopping = config.earlyStopping();
        this.epochs = config.epochs();
    }

    /** Refuses early stopping if there is nothing that it could go by. */
    void check(boolean hasHeldOut) throws TrainingException {
        if (stopping.isPresent() && !hasHeldOut) {
            throw new TrainingException("early stopping goes by the loss on held-out text, and that holds no pair of"
                    + " neighbouring words; hold out more of the corpus");
        }
    }

    /** An epoch is over, the last of {@code history}: copies its vectors, if it is the best and others are to come. */
    void ended(List<EpochStatistics> history, Matrix lastInput, Matrix lastOutput) throws TrainingException {
        if (stopping.isEmpty()) {
            return;
        }
        check(history.getLast().heldOutLoss().isPresent());
        if (history.size() < epochs && EarlyStopping.bestEpoch(losses(history)) == history.size()) {
            keep(lastInput, lastOutput);
        }
    }

    private void keep(Matrix bestInput, Matrix bestOutput) {
        if (input == null) {
            input = Matrix.allocate(bestInput.rows(), bestInput.dim());
            output = Matrix.allocate(bestOutput.rows(), bestOutput.dim());
        }
        input.segment().copyFrom(bestInput.segment());
        output.segment().copyFrom(bestOutput.segment());
    }

    /** What a checkpoint has to keep. */
    Optional<Checkpoint.Vectors> kept() {
        return input == null ? Optional.empty() : Optional.of(new Checkpoint.Vectors(input, output));
    }

    /** Takes over what a checkpoint has kept. */
    void restore(Checkpoint.Vectors best) {
        input = Matrix.allocate(best.input().rows(), best.input().dim());
        output = Matrix.allocate(best.output().rows(), best.output().dim());
        Resumption.copy(best.input(), input);
        Resumption.copy(best.output(), output);
    }

    /** Whether training ends after these epochs. */
    boolean stops(List<EpochStatistics> history) {
        return stopping.isPresent() && stopping.get().reason(losses(history)).isPresent();
    }

    /** Input vectors to return, after the last epoch. */
    Matrix input(List<EpochStatistics> history, Matrix last) {
        return lastIsBest(history) ? last : input;
    }

    /** Output vectors to return, after the last epoch. */
    Matrix output(List<EpochStatistics> history, Matrix last) {
        return lastIsBest(history) ? last : output;
    }

    /** For the provenance of what is returned. */
    Map<String, String> facts(List<EpochStatistics> history) {
        Map<String, String> facts = new LinkedHashMap<>();
        stopping.ifPresent(early -> {
            facts.put(Word2VecTrainer.BEST_EPOCH, Integer.toString(EarlyStopping.bestEpoch(losses(history))));
            early.reason(losses(history))
                    .filter(reason -> history.size() < epochs)
                    .ifPresent(reason -> facts.put(
                            Word2VecTrainer.STOPPED,
                            "after epoch " + history.size() + " of " + epochs + ": " + reason));
        });
        return facts;
    }

    private boolean lastIsBest(List<EpochStatistics> history) {
        return stopping.isEmpty() || EarlyStopping.bestEpoch(losses(history)) == history.size();
    }

    private static List<Double> losses(List<EpochStatistics> history) {
        return history.stream().map(epoch -> epoch.heldOutLoss().orElseThrow()).toList();
    }
}
