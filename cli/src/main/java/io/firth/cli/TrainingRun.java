package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.text.Corpus;
import io.firth.text.CorpusSource;
import io.firth.train.EpochReport;
import io.firth.train.Progress;
import io.firth.train.TrainingException;
import io.firth.train.TrainingListener;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import io.firth.word2vec.Word2VecTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stages of a training, from corpus to model file: count, encode, train, write. */
final class TrainingRun {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final TrainingJob job;
    private final TrainingOutput shown;
    private final TrainingResult result = new TrainingResult();

    TrainingRun(TrainingJob job, TrainingOutput shown) {
        this.job = job;
        this.shown = shown;
    }

    /** All stages; returns the embeddings that were written. */
    Embeddings run(InputStream standardInput)
            throws IOException, InterruptedException, TrainingException, CommandFailure {
        checkFolders();
        try (Corpus corpus = open(standardInput)) {
            checkModelIsNoSource(corpus);
            VocabularyBuilder builder = new VocabularyBuilder(
                            job.text(), job.config().threads())
                    .minCount(job.minCount())
                    .maxVocab(job.maxVocab())
                    .listener(shown::stageProgress);
            shown.stageStarted(Stage.COUNT, corpus.bytes());
            long start = System.nanoTime();
            Vocabulary vocabulary = builder.build(corpus);
            end(Stage.COUNT, start);
            CorpusStatistics statistics = builder.statistics();
            result.counted(corpus, statistics);
            shown.counted(corpus, statistics);
            MemoryCheck.check(job.config(), vocabulary.size(), MemoryCheck.available());

            shown.stageStarted(Stage.ENCODE, corpus.bytes());
            start = System.nanoTime();
            try (CorpusEncoder.Encoded encoded = encode(corpus, vocabulary)) {
                end(Stage.ENCODE, start);
                Embeddings trained = train(encoded, vocabulary);
                return write(withProvenance(trained, corpus, encoded.training(), statistics));
            }
        }
    }

    private CorpusEncoder.Encoded encode(Corpus corpus, Vocabulary vocabulary)
            throws IOException, InterruptedException {
        return new CorpusEncoder(vocabulary, job.text(), job.config().threads())
                .heldOut(job.heldOut(), job.config().seed())
                .folder(job.temporary())
                .listener(shown::stageProgress)
                .encode(corpus);
    }

    private Embeddings train(CorpusEncoder.Encoded encoded, Vocabulary vocabulary)
            throws TrainingException, InterruptedException {
        ValidationWords validation = new ValidationWords(job.validationWords(), vocabulary, job.vectors());
        shown.missingValidationWords(validation.missing());
        long tokens = encoded.training().tokens();
        shown.trainingStarted(job.config(), vocabulary.size(), tokens);
        long start = System.nanoTime();
        Embeddings trained = new Word2VecTrainer(job.config())
                .listener(new TrainingListener() {
                    @Override
                    public void progress(Progress progress) {
                        shown.progress(progress);
                    }

                    @Override
                    public void epochEnd(EpochReport report) {
                        result.epoch(report);
                        shown.epoch(report, job.config().epochs(), validation.neighbors(report.soFar()));
                    }
                })
                .train(encoded.training(), job.heldOut() > 0 ? encoded.heldOut() : null, vocabulary);
        result.neighbors(new ValidationWords(job.shownWords(), vocabulary, job.vectors()).neighbors(trained));
        result.trainedTokens(tokens * job.config().epochs());
        end(Stage.TRAIN, start);
        return trained;
    }

    private Embeddings write(Embeddings embeddings) throws IOException {
        shown.stageStarted(Stage.WRITE, 0);
        long start = System.nanoTime();
        Models.write(embeddings, job.model(), job.format(), job.vectors());
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

    private Embeddings withProvenance(
            Embeddings trained, Corpus corpus, EncodedCorpus encoded, CorpusStatistics statistics) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("sources", corpus.describe());
        facts.put("text.bytes", Long.toString(statistics.textBytes()));
        facts.put("tokens", Long.toString(statistics.tokens()));
        facts.put("types", Long.toString(statistics.types()));
        facts.put("sentences", Long.toString(statistics.sentences()));
        facts.put("tokenizer", job.text().tokenizer().toString());
        facts.put("lowercase", Boolean.toString(job.text().lowercase()));
        facts.put("min-count", Long.toString(job.minCount()));
        if (job.maxVocab() != Integer.MAX_VALUE) {
            facts.put("max-vocab", Integer.toString(job.maxVocab()));
        }
        facts.put("held-out", Double.toString(job.heldOut()));
        facts.put("ids.sha256", encoded.sha256());
        Provenance p = trained.provenance();
        facts.putAll(p.corpus());
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

    private Corpus open(InputStream standardInput) throws IOException, CommandFailure {
        List<Path> paths = job.corpus();
        if (!paths.contains(STANDARD_INPUT)) {
            return Corpus.of(paths);
        }
        if (paths.size() > 1) {
            throw new CommandFailure("- (standard input) cannot be mixed with files; use ./- for a file of that name");
        }
        Interruption.readingInput(true);
        try {
            return Corpus.ofStream(standardInput, job.temporary());
        } finally {
            Interruption.readingInput(false);
        }
    }

    /** What would fail at the very end is said at the start. */
    private void checkFolders() throws IOException, CommandFailure {
        Path model = job.model();
        boolean mayBeFolder = job.format().isFolder() || job.format() == Format.PROJECTOR;
        if (Files.isDirectory(model) && !mayBeFolder) {
            throw new CommandFailure(model + " is a folder; give -o the name of a file");
        }
        Path folder = model.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    String.valueOf(folder), null, "there is no such folder to write the model to");
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(folder + ": no permission to write the model there");
        }
        if (!Files.isDirectory(job.temporary())) {
            throw new NoSuchFileException(
                    job.temporary().toString(), null, "there is no such folder for temporary files");
        }
    }

    private void checkModelIsNoSource(Corpus corpus) throws IOException, CommandFailure {
        if (Files.exists(job.model())) {
            for (CorpusSource source : corpus.sources()) {
                if (Files.isSameFile(job.model(), source.path())) {
                    throw new CommandFailure("-o " + job.model() + " would overwrite the corpus; choose another name");
                }
            }
        }
    }
}
