package io.firth.cli;

import io.firth.objective.FullSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.train.EarlyStopping;
import io.firth.word2vec.Architecture;
import io.firth.word2vec.Automatic;
import io.firth.word2vec.Cbow;
import io.firth.word2vec.Deterministic;
import io.firth.word2vec.LockFree;
import io.firth.word2vec.Parallelism;
import io.firth.word2vec.Word2VecConfig;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long, how fast, on how many threads. */
final class ScheduleOptions {
    private static final double SKIP_GRAM_RATE = 0.025;
    private static final double CBOW_RATE = 0.05;

    /**
     * The exact gradient is word2vec's divided by the number of context words (docs/benchmarks.md, CBOW). Deterministic training
     * adds up the changes of several copies of a row, which at this rate diverges.
     */
    private static final double EXACT_CBOW_RATE = 0.2;

    /** A batch sums the gradients of hundreds of pairs: with the rates above, training on small texts diverges. */
    private static final double FULL_SOFTMAX_RATE = 0.01;

    private static final double END = 1e-4;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Passes over the corpus. Default: ${DEFAULT-VALUE}.")
    int epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "At the start. Default: " + SKIP_GRAM_RATE + " for skip-gram; for cbow " + CBOW_RATE
                    + ", but "
                    + EXACT_CBOW_RATE + " with negative sampling, the exact gradient and lock-free training; "
                    + FULL_SOFTMAX_RATE + " with full-softmax.")
    Double learningRate;

    @Option(
            names = "--min-learning-rate",
            paramLabel = "X",
            description = "At the end; it falls linearly. Default: the learning rate times " + END + ".")
    Double minLearningRate;

    @Option(
            names = "--early-stopping",
            description = "End before the last epoch when the loss on held-out text no longer falls, and write the"
                    + " vectors of the epoch where it was least. Needs --held-out, and memory for a second copy.")
    boolean earlyStopping;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Early stopping: end after N epochs without a new least held-out loss. Default: 1.")
    Integer patience;

    @Option(names = "--threads", paramLabel = "N", description = "Training threads, 1…1024. Default: every processor.")
    Integer threads;

    @Option(
            names = "--deterministic",
            description =
                    "The same vectors on any number of threads. Default for skip-gram with negative sampling; with"
                            + " cbow and hierarchical-softmax it is slower.")
    boolean deterministic;

    @Option(
            names = "--lock-free",
            description = "Threads update shared rows without locks: no two runs on several threads give the same"
                    + " vectors. Default otherwise.")
    boolean lockFree;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Deterministic: parts of the work that can run at once, a power of two in 1…1024. The vectors"
                    + " depend on it, not on --threads. Default: by the vocabulary, 8…32; with copies of"
                    + " rows (cbow, hierarchical-softmax) 8.")
    Integer shards;

    @Option(
            names = "--portable",
            description = "Compute with 128-bit vectors, so that deterministic training gives the same bytes on every"
                    + " processor (docs/training.md). Slower where there are wider ones.")
    boolean portable;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of every random decision. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "Folder for the encoded corpus (4 bytes a word). Default: the system's.")
    Path temporary;

    Word2VecConfig config(ModelOptions model, TextFlags text, Ranges ranges) {
        Architecture architecture = model.architecture(ranges);
        Objective objective = model.objective(ranges);
        Parallelism parallelism = parallelism(ranges);
        double start = learningRate != null ? learningRate : defaultRate(architecture, objective, parallelism);
        double end = minLearningRate == null ? start * END : minLearningRate;
        int workers = ThreadCount.orAll(threads);
        ranges.check("--epochs", epochs, 1, 1_000_000);
        ranges.checkPositive("--learning-rate", start, 100);
        ranges.check("--min-learning-rate", end, 0, start);
        ranges.check("--threads", workers, 1, ThreadCount.MOST);
        return new Word2VecConfig(
                architecture,
                objective,
                model.dim,
                model.window,
                model.fixedWindow,
                text.subsample,
                epochs,
                start,
                end,
                workers,
                parallelism,
                seed,
                stopping(text, ranges));
    }

    private Optional<EarlyStopping> stopping(TextFlags text, Ranges ranges) {
        ranges.onlyWith(patience != null, "--patience", earlyStopping, "--early-stopping");
        ranges.onlyWith(earlyStopping, "--early-stopping", text.heldOut > 0, "--held-out above 0, such as 0.01");
        int epochsToWait = patience == null ? 1 : patience;
        ranges.check("--patience", epochsToWait, 1, Integer.MAX_VALUE);
        return earlyStopping ? Optional.of(new EarlyStopping(epochsToWait)) : Optional.empty();
    }

    private Parallelism parallelism(Ranges ranges) {
        if (lockFree && (deterministic || shards != null)) {
            throw ranges.wrong(
                    "--lock-free cannot be combined with " + (deterministic ? "--deterministic" : "--shards"));
        }
        if (lockFree) {
            return new LockFree();
        }
        if (!deterministic && shards == null) {
            return new Automatic();
        }
        if (shards == null) {
            return new Deterministic(Deterministic.AUTO);
        }
        int number = shards;
        if (number < 1 || number > 1024 || Integer.bitCount(number) != 1) {
            throw ranges.wrong("--shards must be a power of two in 1…1024, but is " + number);
        }
        return new Deterministic(number);
    }

    private static double defaultRate(Architecture architecture, Objective objective, Parallelism parallelism) {
        if (objective instanceof FullSoftmax) {
            return FULL_SOFTMAX_RATE;
        }
        if (!(architecture instanceof Cbow cbow)) {
            return SKIP_GRAM_RATE;
        }
        boolean fast = cbow.gradient() == Cbow.Gradient.EXACT
                && objective instanceof NegativeSampling
                && !(parallelism instanceof Deterministic);
        return fast ? EXACT_CBOW_RATE : CBOW_RATE;
    }
}
