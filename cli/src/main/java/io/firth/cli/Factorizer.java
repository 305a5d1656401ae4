package io.firth.cli;

import io.firth.count.Cooccurrences;
import io.firth.count.ExactSgns;
import io.firth.count.GloveConfig;
import io.firth.count.GloveTrainer;
import io.firth.count.SgnsConfig;
import io.firth.count.SvdVectors;
import io.firth.count.TruncatedSvd;
import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.linalg.NetlibAlgebra;
import io.firth.train.TrainingException;
import java.io.IOException;
import java.nio.file.Path;

/** Runs one method over the counts. */
final class Factorizer {
    private static final double SGNS_RATE = 1;
    private static final int SGNS_PASSES = 100;

    private final Cooccurrences counts;
    private final FactorizeMethod method;
    private final int dim;
    private final int threads;
    private final long seed;
    private final FactorizeOutput shown;

    Factorizer(Cooccurrences counts, FactorizeMethod method, int dim, int threads, long seed, FactorizeOutput shown) {
        this.counts = counts;
        this.method = method;
        this.dim = dim;
        this.threads = threads;
        this.seed = seed;
        this.shown = shown;
    }

    Embeddings svd(SvdOptions options) throws CommandFailure, InterruptedException {
        if (dim > counts.size()) {
            throw new CommandFailure(
                    "--dim " + dim + " is more than the " + Texts.count(counts.size(), "word") + " have; lower it");
        }
        TruncatedSvd svd = options.svd(dim, seed, threads);
        long needed = svd.bytes(counts.size());
        long heap = Runtime.getRuntime().maxMemory();
        if (needed + needed / 8 > heap) {
            throw new CommandFailure("the decomposition needs " + Texts.bytes(needed + needed / 8)
                    + " of Java heap, and the JVM may take " + Texts.bytes(heap)
                    + "; lower --dim, count with a smaller vocabulary, or set FIRTH_JAVA_OPTS=-Xmx…");
        }
        SvdVectors.Result result = SvdVectors.of(
                counts,
                options.value(method, counts),
                options.describe(method, svd),
                svd,
                options.power(),
                new NetlibAlgebra(threads),
                shown::progress);
        shown.residual(result.relativeResidual());
        return result.embeddings();
    }

    Embeddings glove(GloveConfig config, FactorizeRunOptions run)
            throws TrainingException, CommandFailure, InterruptedException {
        GloveConfig full = config.withDim(dim).withThreads(threads).withSeed(seed);
        if (run.epochs != null) {
            full = full.withEpochs(run.epochs);
        }
        if (run.learningRate != null) {
            full = full.withLearningRate(run.learningRate);
        }
        MemoryCheck.check("GloVe", GloveTrainer.bytes(full, counts.size(), counts.nonZeros()));
        return new GloveTrainer(full).listener(shown).train(counts);
    }

    Embeddings sgns(SgnsOptions options, FactorizeRunOptions run)
            throws TrainingException, CommandFailure, InterruptedException {
        SgnsConfig config = new SgnsConfig(
                dim,
                options.negatives(),
                options.exponent(),
                run.epochs == null ? SGNS_PASSES : run.epochs,
                run.learningRate == null ? SGNS_RATE : run.learningRate,
                threads,
                seed);
        MemoryCheck.check("exact SGNS", ExactSgns.bytes(config, counts.size()));
        return new ExactSgns(config).listener(shown).train(counts);
    }

    /** Writes, with version and choice of vectors noted; returns what was written. */
    Embeddings write(Embeddings embeddings, Path model, Format format, VectorChoice vectors) throws IOException {
        Provenance p = embeddings.provenance();
        Provenance full = new Provenance(
                Version.number(),
                p.created(),
                p.seed(),
                p.config(),
                p.corpus(),
                p.machine(),
                p.kernel(),
                p.epochs(),
                p.duration(),
                p.other());
        if (format == Format.FIRTH && vectors != VectorChoice.INPUT) {
            full = full.with(ValidationWords.VECTORS, vectors.label());
        }
        Embeddings written = new Embeddings(embeddings.vocabulary(), embeddings.input(), embeddings.output(), full);
        Models.write(written, model, format, vectors);
        return written;
    }
}
