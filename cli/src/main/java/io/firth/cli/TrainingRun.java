package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.eval.Drift;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.io.RunFile;
import io.firth.text.Corpus;
import io.firth.train.CheckpointReport;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.train.TrainingException;
import io.firth.train.TrainingListener;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import io.firth.vocab.VocabularyGrowth;
import io.firth.word2vec.InitialVectors;
import io.firth.word2vec.WarmUp;
import io.firth.word2vec.Word2VecTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stages of a training, from corpus to model file: count, encode, train, write. */
final class TrainingRun {
    private final TrainingJob job;
    private final TrainingOutput shown;
    private final CorpusCheck check;
    private final TrainingResult result = new TrainingResult();
    private ContinuedModel parent;
    private VocabularyGrowth growth;
    private CheckpointPlan plan;

    TrainingRun(TrainingJob job, TrainingOutput shown) {
        this(job, shown, new CorpusCheck() {});
    }

    /** A training that {@code check} can end before it begins. */
    TrainingRun(TrainingJob job, TrainingOutput shown, CorpusCheck check) {
        this.job = job;
        this.shown = shown;
        this.check = check;
        this.plan = CheckpointPlan.none(job.model());
    }

    /** Keeps checkpoints, and goes on from one; by default neither. */
    TrainingRun checkpoints(CheckpointPlan value) {
        plan = value;
        return this;
    }

    /** Trains this model on; null: starts from nothing. */
    TrainingRun from(ContinuedModel model) {
        parent = model;
        return this;
    }

    /** All stages; returns the embeddings that were written. */
    Embeddings run(InputStream standardInput)
            throws IOException, InterruptedException, TrainingException, CommandFailure {
        shown.started(job);
        try {
            checkOutput();
            OutputLock lock = OutputLock.of(job.model(), shown::note);
            try {
                plan.begin();
                return stages(standardInput);
            } catch (InterruptedException | ClosedByInterruptException e) {
                throw plan.stopped();
            } finally {
                Interruption.mayTakeLong(false);
                lock.close();
            }
        } catch (IOException | InterruptedException | TrainingException | CommandFailure | RuntimeException | Error e) {
            shown.failed(e);
            throw e;
        }
    }

    private CorpusInput input() {
        return new CorpusInput(job.corpus(), job.temporary());
    }

    private void checkOutput() throws IOException, CommandFailure {
        OutputFile.checkFolder(job.model(), job.format());
        Optional<Path> other = Models.sharingWords(job.model(), job.format());
        if (other.isPresent()) {
            throw new CommandFailure(job.model() + " would have its words in the file that has those of " + other.get()
                    + "; choose another name");
        }
        input().checkFolders(job.model(), "model", job.format().isFolder() || job.format() == Format.PROJECTOR);
    }

    private Embeddings stages(InputStream standardInput)
            throws IOException, InterruptedException, TrainingException, CommandFailure {
        WarmUp warmUp = WarmUp.start(job.config());
        try (Corpus corpus = open(standardInput);
                FilesHash hash = FilesHash.start(corpus)) {
            input().checkIsNoSource(job.model(), job.written(), corpus);
            VocabularyBuilder builder = new VocabularyBuilder(
                            job.text(), job.config().threads())
                    .minCount(job.minCount())
                    .listener(shown::stageProgress);
            shown.stageStarted(Stage.COUNT, corpus.bytes());
            long start = System.nanoTime();
            Vocabulary vocabulary = count(builder, corpus);
            end(Stage.COUNT, start);
            CorpusStatistics statistics = builder.statistics();
            result.counted(corpus, statistics);
            shown.counted(corpus, statistics);
            check.counted(statistics);
            if (growth != null) {
                shown.continued(parent, growth);
            }
            MemoryCheck.check(job.config(), vocabulary.size(), MemoryCheck.available());
            MemoryCheck.checkHeap(
                    job.config(), vocabulary.size(), Runtime.getRuntime().maxMemory());
            checkDisks(statistics, vocabulary);

            shown.stageStarted(Stage.ENCODE, corpus.bytes());
            start = System.nanoTime();
            try (CorpusEncoder.Encoded encoded = encode(corpus, vocabulary)) {
                end(Stage.ENCODE, start);
                Map<String, String> facts = CorpusFacts.of(
                        corpus,
                        statistics,
                        job.text(),
                        job.minCount(),
                        job.maxVocab(),
                        job.heldOut(),
                        encoded.training());
                facts.put(CorpusFacts.FILES, hash.get());
                facts = check.facts(facts);
                facts = plan.facts(facts, vocabulary, job.heldOut() > 0 ? encoded.heldOut() : null);
                bound(encoded, vocabulary);
                warmUp.stop();
                Embeddings trained = train(encoded, vocabulary, facts);
                return write(withProvenance(trained, facts));
            }
        } finally {
            warmUp.stop();
        }
    }

    private Corpus open(InputStream standardInput) throws IOException, CommandFailure {
        CorpusInput input = input();
        if (!input.isStream()) {
            return input.open(standardInput, shown::stageProgress);
        }
        shown.stageStarted(Stage.READ, 0);
        long start = System.nanoTime();
        Corpus corpus = input.open(standardInput, shown::stageProgress);
        end(Stage.READ, start);
        return corpus;
    }

    /** What must be written is refused if there is no room; without checkpoints training can do. */
    private void checkDisks(CorpusStatistics statistics, Vocabulary vocabulary) throws IOException, CommandFailure {
        List<DiskCheck.Need> needs = new ArrayList<>(List.of(
                DiskCheck.encoded(job.temporary(), statistics),
                DiskCheck.model(job.model(), job.format(), job.vectors(), job.config(), vocabulary)));
        DiskCheck.check(needs, DiskCheck.HERE);
        if (plan.isOn()) {
            needs.add(DiskCheck.checkpoints(job.model(), job.config(), vocabulary));
            try {
                DiskCheck.check(needs, DiskCheck.HERE);
            } catch (CommandFailure e) {
                shown.note("there may be no room for checkpoints: " + e.getMessage());
            }
        }
    }

    /** The words of the model to come. */
    private Vocabulary count(VocabularyBuilder builder, Corpus corpus) throws IOException, InterruptedException {
        if (parent == null) {
            return builder.maxVocab(job.maxVocab()).build(corpus);
        }
        Vocabulary known = parent.model().vocabulary();
        growth = VocabularyGrowth.of(known, builder.keep(known).build(corpus), job.maxVocab());
        return growth.vocabulary();
    }

    private CorpusEncoder.Encoded encode(Corpus corpus, Vocabulary vocabulary)
            throws IOException, InterruptedException {
        return new CorpusEncoder(
                        growth == null ? vocabulary : growth.text(),
                        job.text(),
                        job.config().threads())
                .heldOut(job.heldOut(), job.config().seed())
                .folder(job.temporary())
                .listener(shown::stageProgress)
                .encode(corpus);
    }

    private void bound(CorpusEncoder.Encoded encoded, Vocabulary vocabulary)
            throws IOException, InterruptedException, CommandFailure {
        if (!job.bound()) {
            return;
        }
        shown.stageStarted(Stage.PAIRS, encoded.training().length());
        long start = System.nanoTime();
        TrainingBound bound =
                TrainingBound.of(job.config(), encoded.training(), vocabulary, job.temporary(), shown::stageProgress);
        end(Stage.PAIRS, start);
        result.bound(bound);
        shown.bound(bound);
    }

    private Embeddings train(CorpusEncoder.Encoded encoded, Vocabulary vocabulary, Map<String, String> facts)
            throws TrainingException, InterruptedException, CommandFailure {
        ValidationWords validation = new ValidationWords(job.validationWords(), vocabulary, job.vectors());
        shown.missingValidationWords(validation.missing());
        long tokens = encoded.training().tokens();
        shown.trainingStarted(job.config(), vocabulary.size(), tokens);
        long start = System.nanoTime();
        Word2VecTrainer trainer = new Word2VecTrainer(job.config()).listener(new TrainingListener() {
            @Override
            public void progress(Progress progress) {
                shown.progress(progress);
            }

            @Override
            public void epochEnd(EpochReport report) {
                result.epoch(report);
                shown.epoch(report, job.config().epochs(), validation.neighbors(report.soFar()));
            }

            @Override
            public void checkpointSaved(CheckpointReport report) {
                plan.saved(report);
                shown.checkpointSaved(report, plan.interval());
            }

            @Override
            public void checkpointFailed(IOException reason) {
                shown.checkpointFailed(reason);
            }
        });
        EncodedCorpus heldOut = job.heldOut() > 0 ? encoded.heldOut() : null;
        plan.apply(trainer, facts, heldOut);
        plan.found().ifPresent(found -> {
            result.resumed(found.checkpoint().model().provenance().epochs());
            shown.resumed(found, job.config().epochs(), tokens);
        });
        Interruption.mayTakeLong(plan.isOn());
        Embeddings trained;
        try {
            trained = growth == null
                    ? trainer.train(encoded.training(), heldOut, vocabulary)
                    : trainer.train(
                            encoded.training(), heldOut, InitialVectors.of(job.config(), parent.model(), growth));
        } catch (TrainingException e) {
            if (e.isDivergence() && plan.isOn()) {
                throw plan.diverged(e);
            }
            throw e;
        }
        Interruption.mayTakeLong(false);
        if (growth != null) {
            result.drift(Drift.between(parent.model(), trained, Drift.MOST));
        }
        ValidationWords last = job.validationWords().isEmpty()
                ? new ValidationWords(job.shownWords(), vocabulary, job.vectors())
                : validation;
        result.neighbors(last.neighbors(trained));
        long before = plan.found()
                .map(found -> found.checkpoint().state())
                .map(state -> state.epoch() * tokens + state.tokens())
                .orElse(0L);
        result.trainedTokens(tokens * result.losses().size() - before);
        end(Stage.TRAIN, start);
        return trained;
    }

    private Embeddings write(Embeddings embeddings) throws IOException, InterruptedException {
        shown.stageStarted(Stage.WRITE, 0);
        long start = System.nanoTime();
        Embeddings written = new Embeddings(
                embeddings.vocabulary(),
                embeddings.input(),
                embeddings.output(),
                embeddings.provenance().reproducible());
        try {
            Models.write(written, job.model(), job.format(), job.vectors());
            if (job.format() == Format.FIRTH && Files.isRegularFile(job.model())) {
                RunFile.write(job.model(), embeddings.provenance());
            }
        } catch (IOException e) {
            if (e instanceof ClosedByInterruptException || e.getCause() instanceof ClosedByInterruptException) {
                throw plan.stopped();
            }
            throw plan.unwritten(e);
        }
        plan.finished();
        end(Stage.WRITE, start);
        result.written(job.model(), ModelInfo.size(job.model()), embeddings);
        shown.finished(result);
        return embeddings;
    }

    private void end(Stage stage, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        result.seconds(stage, seconds);
        shown.stageEnded(stage, seconds);
    }

    private Embeddings withProvenance(Embeddings trained, Map<String, String> corpusFacts) {
        Provenance p = trained.provenance();
        Map<String, String> facts = new LinkedHashMap<>(corpusFacts);
        facts.putAll(p.corpus());
        if (parent != null) {
            facts = parent.facts(facts);
        }
        Provenance full = new Provenance(
                Version.number(),
                p.created(),
                p.seed(),
                p.config(),
                facts,
                p.machine(),
                p.kernel(),
                p.epochs(),
                p.duration(),
                p.other());
        if (job.format() == Format.FIRTH && job.vectors() != VectorChoice.INPUT) {
            full = full.with(ValidationWords.VECTORS, job.vectors().label());
        }
        return new Embeddings(trained.vocabulary(), trained.input(), trained.output(), full);
    }
}
