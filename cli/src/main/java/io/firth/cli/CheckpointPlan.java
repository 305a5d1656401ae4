package io.firth.cli;

import io.firth.embeddings.Provenance;
import io.firth.io.CheckpointFolder;
import io.firth.train.Checkpoint;
import io.firth.train.CheckpointReport;
import io.firth.train.Checkpointer;
import io.firth.train.TrainingException;
import io.firth.train.TrainingState;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.word2vec.Word2VecTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checkpoints of one training: where they are kept, and which one it goes on from. */
final class CheckpointPlan {
    private static final String HELD_OUT = "heldout.sha256";

    /** Facts of a corpus that may differ when a training goes on: where the corpus lies, how it is packed. */
    private static final Set<String> MAY_DIFFER = Set.of(CorpusFacts.SOURCES, CorpusFacts.FILES);

    private final Path model;
    private final Duration interval;
    private final Map<String, String> options;
    private final CheckpointFolder folder;
    private final Optional<CheckpointFolder.Found> found;
    private final boolean restart;

    /** The newest checkpoint there is. */
    private volatile TrainingState last;

    /**
     * @param interval between checkpoints; zero: none
     * @param options the command line, for the checkpoints' notes
     * @param found that training goes on from
     * @param restart whether the checkpoints that are there are to be discarded
     */
    CheckpointPlan(
            Path model,
            Duration interval,
            Map<String, String> options,
            Optional<CheckpointFolder.Found> found,
            boolean restart) {
        this.model = model;
        this.interval = interval;
        this.options = options;
        this.folder = new CheckpointFolder(CheckpointFolder.of(model));
        this.found = found;
        this.restart = restart;
        this.last = found.map(f -> f.checkpoint().state()).orElse(null);
    }

    /** No checkpoints. */
    static CheckpointPlan none(Path model) {
        return new CheckpointPlan(model, Duration.ZERO, Map.of(), Optional.empty(), false);
    }

    /**
     * The newest whole checkpoint of a model.
     *
     * @throws CommandFailure if there is none
     */
    static CheckpointFolder.Found find(Path model) throws IOException, CommandFailure {
        Path path = CheckpointFolder.of(model);
        return new CheckpointFolder(path)
                .newest()
                .orElseThrow(() -> new CommandFailure("there is no checkpoint of " + model + " to go on from: " + path
                        + (Files.isDirectory(path) ? " is empty" : " does not exist")));
    }

    /** Refuses to begin a training where another one was interrupted, unless that is to be discarded. */
    void begin() throws IOException, CommandFailure {
        if (found.isPresent()) {
            return;
        }
        if (restart) {
            folder.delete();
        } else if (!options.isEmpty() && folder.exists()) {
            throw new CommandFailure("there is a checkpoint of an earlier training of " + model + "; "
                    + command(" --resume ") + " goes on with it, --restart discards it");
        }
    }

    /** The checkpoint that training goes on from. */
    Optional<CheckpointFolder.Found> found() {
        return found;
    }

    /** What the corpus's facts are to be: as they were when training began, if it goes on. */
    Map<String, String> facts(Map<String, String> now, Vocabulary vocabulary, EncodedCorpus heldOut)
            throws CommandFailure {
        if (found.isEmpty()) {
            return now;
        }
        Checkpoint checkpoint = found.get().checkpoint();
        Map<String, String> before =
                new LinkedHashMap<>(checkpoint.model().provenance().corpus());
        before.remove("training.tokens");
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeAll(MAY_DIFFER);
        for (String name : names) {
            differs(name, before.get(name), now.get(name));
        }
        Vocabulary known = checkpoint.model().vocabulary();
        if (known.bytesSegment().mismatch(vocabulary.bytesSegment()) >= 0
                || known.countsSegment().mismatch(vocabulary.countsSegment()) >= 0) {
            throw changed("its words are others, or as frequent as others were");
        }
        differs("held-out text (SHA-256)", checkpoint.notes().get(HELD_OUT), hash(heldOut));
        return before;
    }

    private void differs(String name, String before, String now) throws CommandFailure {
        if (before != null ? !before.equals(now) : now != null) {
            throw changed(name + " was " + (before == null ? "nothing" : before) + " and is "
                    + (now == null ? "nothing" : now) + " now");
        }
    }

    private CommandFailure changed(String how) {
        return new CommandFailure("the corpus has changed since the checkpoint of " + model + ": " + how
                + "; bring back what it was, or give --restart with all options to begin anew");
    }

    private static String hash(EncodedCorpus heldOut) {
        return heldOut == null ? null : heldOut.sha256();
    }

    /**
     * Makes a trainer go on, and keep checkpoints.
     *
     * @param facts of the corpus, for the provenance
     */
    void apply(Word2VecTrainer trainer, Map<String, String> facts, EncodedCorpus heldOut) {
        found.ifPresent(f -> trainer.resume(f.checkpoint()));
        if (!isOn()) {
            return;
        }
        Map<String, String> notes = new LinkedHashMap<>(options);
        if (heldOut != null) {
            notes.put(HELD_OUT, hash(heldOut));
        }
        trainer.checkpoints(new Checkpointer(
                checkpoint ->
                        folder.save(checkpoint.with(described(checkpoint.model().provenance(), facts), notes)),
                interval));
    }

    /** With the version and the corpus, which the trainer does not know. */
    private static Provenance described(Provenance p, Map<String, String> facts) {
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.putAll(p.corpus());
        return new Provenance(
                Version.number(),
                p.created(),
                p.seed(),
                p.config(),
                all,
                p.machine(),
                p.kernel(),
                p.epochs(),
                p.duration(),
                p.other());
    }

    boolean isOn() {
        return !interval.isZero();
    }

    /** Between checkpoints, as asked for. */
    Duration interval() {
        return interval;
    }

    /** A checkpoint is kept. */
    void saved(CheckpointReport report) {
        last = report.state();
    }

    /** Training was interrupted. */
    Stopped stopped() {
        return new Stopped(
                last == null
                        ? "stopped; nothing was written"
                        : "stopped; to go on from " + place() + ": " + command(" --resume "));
    }

    /** Training has diverged. */
    CommandFailure diverged(TrainingException e) {
        return new CommandFailure(e.getMessage()
                + (last == null
                        ? "; there is no checkpoint yet to go back to"
                        : "; the last good checkpoint is from " + place() + ": " + command(" --resume ")
                                + " --learning-rate X goes on from it with a smaller rate X"));
    }

    /** The model could not be written. */
    IOException unwritten(IOException e) {
        return last == null
                ? e
                : new IOException(
                        Failures.sentence(e) + "; the training is not lost: " + command(" --resume ") + " goes on from "
                                + place(),
                        e);
    }

    private String place() {
        return "epoch " + (last.epoch() + 1) + ", token " + Texts.count(last.tokens());
    }

    private String command(String option) {
        return System.getProperty("firth.command", "firth") + " train" + option + Shell.quoted(model.toString());
    }

    /** The model is written. */
    void finished() throws IOException {
        if (isOn() || found.isPresent()) {
            folder.delete();
        }
    }

    /** Newer checkpoints that were damaged. */
    List<String> damaged() {
        return found.map(CheckpointFolder.Found::damaged).orElse(List.of());
    }
}
