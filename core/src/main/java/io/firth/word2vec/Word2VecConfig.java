package io.firth.word2vec;

import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.train.EarlyStopping;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that decides what is trained, valid once constructed.
 *
 * @param architecture skip-gram or CBOW
 * @param objective the output layer
 * @param dim D, length of a vector, 1…65536
 * @param window m, the farthest context word on each side, 1…1000
 * @param fixedWindow true: always m; false: drawn from 1…m for each centre word
 * @param subsample t, frequency above which words are thinned out (0: never)
 * @param epochs passes over the corpus, ≥ 1
 * @param learningRate at the start, &gt; 0
 * @param minLearningRate at the end, 0…learningRate; the rate falls linearly in between
 * @param threads ≥ 1
 * @param parallelism whether the threads give the same vectors every time
 * @param seed of every random decision
 * @param earlyStopping when to end before the last epoch, and to keep the vectors of the best one; needs held-out text
 */
public record Word2VecConfig(
        Architecture architecture,
        Objective objective,
        int dim,
        int window,
        boolean fixedWindow,
        double subsample,
        int epochs,
        double learningRate,
        double minLearningRate,
        int threads,
        Parallelism parallelism,
        long seed,
        Optional<EarlyStopping> earlyStopping) {

    private static final int MAX_THREADS = 1024;

    public Word2VecConfig {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(parallelism, "parallelism");
        Objects.requireNonNull(earlyStopping, "earlyStopping");
        range("dim", dim, 1, 65_536);
        range("window", window, 1, 1000);
        range("epochs", epochs, 1, 1_000_000);
        range("threads", threads, 1, MAX_THREADS);
        if (!(subsample >= 0 && subsample <= 1)) {
            throw new IllegalArgumentException("subsample must be in 0…1, but is " + subsample);
        }
        if (!(learningRate > 0 && learningRate <= 100)) {
            throw new IllegalArgumentException(
                    "the learning rate must be above 0 and at most 100, but is " + learningRate);
        }
        if (!(minLearningRate >= 0 && minLearningRate <= learningRate)) {
            throw new IllegalArgumentException("the minimal learning rate must be in 0…" + learningRate
                    + " (the learning rate), but is " + minLearningRate);
        }
    }

    /** A configuration that trains all epochs. */
    public Word2VecConfig(
            Architecture architecture,
            Objective objective,
            int dim,
            int window,
            boolean fixedWindow,
            double subsample,
            int epochs,
            double learningRate,
            double minLearningRate,
            int threads,
            Parallelism parallelism,
            long seed) {
        this(
                architecture,
                objective,
                dim,
                window,
                fixedWindow,
                subsample,
                epochs,
                learningRate,
                minLearningRate,
                threads,
                parallelism,
                seed,
                Optional.empty());
    }

    /** Skip-gram with negative sampling: dim 100, window 5, 5 negatives, 5 epochs, every processor. */
    public static Word2VecConfig defaults() {
        return new Word2VecConfig(
                new SkipGram(),
                new NegativeSampling(5, 0.75, true),
                100,
                5,
                false,
                1e-3,
                5,
                0.025,
                0.025 * 1e-4,
                Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()),
                new Automatic(),
                1,
                Optional.empty());
    }

    /** The same with another architecture. */
    public Word2VecConfig withArchitecture(Architecture value) {
        Copy copy = new Copy(this);
        copy.architecture = value;
        return copy.make();
    }

    /** The same with another objective. */
    public Word2VecConfig withObjective(Objective value) {
        Copy copy = new Copy(this);
        copy.objective = value;
        return copy.make();
    }

    /** The same with vectors of another length. */
    public Word2VecConfig withDim(int value) {
        Copy copy = new Copy(this);
        copy.dim = value;
        return copy.make();
    }

    /** The same with another window, drawn from 1…value or fixed. */
    public Word2VecConfig withWindow(int value, boolean fixed) {
        Copy copy = new Copy(this);
        copy.window = value;
        copy.fixedWindow = fixed;
        return copy.make();
    }

    /** The same with another threshold of subsampling. */
    public Word2VecConfig withSubsample(double value) {
        Copy copy = new Copy(this);
        copy.subsample = value;
        return copy.make();
    }

    /** The same with another number of epochs. */
    public Word2VecConfig withEpochs(int value) {
        Copy copy = new Copy(this);
        copy.epochs = value;
        return copy.make();
    }

    /** The same with other learning rates. */
    public Word2VecConfig withLearningRate(double start, double end) {
        Copy copy = new Copy(this);
        copy.learningRate = start;
        copy.minLearningRate = end;
        return copy.make();
    }

    /** The same with another number of threads. */
    public Word2VecConfig withThreads(int value) {
        Copy copy = new Copy(this);
        copy.threads = value;
        return copy.make();
    }

    /** The same with threads that work together in another way. */
    public Word2VecConfig withParallelism(Parallelism value) {
        Copy copy = new Copy(this);
        copy.parallelism = value;
        return copy.make();
    }

    /** The same with another seed. */
    public Word2VecConfig withSeed(long value) {
        Copy copy = new Copy(this);
        copy.seed = value;
        return copy.make();
    }

    /** The same, ended early or not. */
    public Word2VecConfig withEarlyStopping(Optional<EarlyStopping> value) {
        Copy copy = new Copy(this);
        copy.earlyStopping = value;
        return copy.make();
    }

    /** Deterministic or lock-free, also where {@link #parallelism} leaves it open. */
    public Parallelism effectiveParallelism() {
        return parallelism instanceof Automatic ? Automatic.of(this) : parallelism;
    }

    /** The configuration as option names and values, in the order of the command line, for provenance. */
    public Map<String, String> describe() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("architecture", architecture.name());
        if (architecture instanceof Cbow cbow) {
            options.put("cbow-gradient", cbow.gradient().name().toLowerCase(Locale.ROOT));
        }
        options.put("objective", objective.name());
        switch (objective) {
            case NegativeSampling sampling -> {
                options.put("negatives", Integer.toString(sampling.negatives()));
                options.put("noise-exponent", Double.toString(sampling.noiseExponent()));
                options.put("negatives-per", sampling.shared() ? "window" : "pair");
            }
            case HierarchicalSoftmax tree -> options.put("tree", "huffman");
            case FullSoftmax softmax -> options.put("batch", Integer.toString(softmax.batch()));
        }
        options.put("dim", Integer.toString(dim));
        options.put("window", Integer.toString(window));
        options.put("fixed-window", Boolean.toString(fixedWindow));
        options.put("subsample", Double.toString(subsample));
        options.put("epochs", Integer.toString(epochs));
        options.put("learning-rate", Double.toString(learningRate));
        options.put("min-learning-rate", Double.toString(minLearningRate));
        options.put("threads", Integer.toString(threads));
        Parallelism parallelism = effectiveParallelism();
        options.put("parallelism", parallelism.name());
        if (parallelism instanceof Deterministic deterministic) {
            int shards = deterministic.shards();
            options.put("shards", shards == Deterministic.AUTO ? "auto" : Integer.toString(shards));
        }
        options.put("seed", Long.toString(seed));
        earlyStopping.ifPresent(stopping -> options.put("patience", Integer.toString(stopping.patience())));
        return options;
    }

    /**
     * The configuration that {@link #describe} gave these options of, but for the threads.
     *
     * @param options of one training, such as a model's provenance holds
     * @throws IllegalArgumentException naming an option that is missing, unknown, or of a value that is not known
     */
    public static Word2VecConfig ofDescription(Map<String, String> options, int threads) {
        return new DescribedConfig(options).read(threads);
    }

    private static void range(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be in " + least + "…" + most + ", but is " + value);
        }
    }

    /** A configuration on its way to another one: components that are not set stay what they were. */
    private static final class Copy {
        private Architecture architecture;
        private Objective objective;
        private int dim;
        private int window;
        private boolean fixedWindow;
        private double subsample;
        private int epochs;
        private double learningRate;
        private double minLearningRate;
        private int threads;
        private Parallelism parallelism;
        private long seed;
        private Optional<EarlyStopping> earlyStopping;

        Copy(Word2VecConfig from) {
            architecture = from.architecture;
            objective = from.objective;
            dim = from.dim;
            window = from.window;
            fixedWindow = from.fixedWindow;
            subsample = from.subsample;
            epochs = from.epochs;
            learningRate = from.learningRate;
            minLearningRate = from.minLearningRate;
            threads = from.threads;
            parallelism = from.parallelism;
            seed = from.seed;
            earlyStopping = from.earlyStopping;
        }

        Word2VecConfig make() {
            return new Word2VecConfig(
                    architecture,
                    objective,
                    dim,
                    window,
                    fixedWindow,
                    subsample,
                    epochs,
                    learningRate,
                    minLearningRate,
                    threads,
                    parallelism,
                    seed,
                    earlyStopping);
        }
    }
}
