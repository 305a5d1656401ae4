package io.firth.cli;

import io.firth.count.BoundReport;
import io.firth.count.Cooccurrences;
import io.firth.count.NegativeSamplingBound;
import io.firth.count.PmiFit;
import io.firth.count.SoftmaxBound;
import io.firth.embeddings.Embeddings;
import io.firth.math.Matrix;
import java.util.Optional;

/** Measures a model on counts. */
final class BoundRun {
    /** Up to so many words every centre word is summed over the vocabulary. */
    static final int EXACT = 100_000;

    /** With more, so many. */
    static final int SAMPLE = 20_000;

    private static final long STEPS = 1000;

    private final Embeddings model;
    private final BoundObjective objective;
    private final int threads;
    private final long seed;
    private final int most;
    private final ProgressDisplay display;

    BoundRun(
            Embeddings model,
            BoundObjective objective,
            int threads,
            long seed,
            Integer centreWords,
            ProgressDisplay display) {
        this.model = model;
        this.objective = objective;
        this.threads = threads;
        this.seed = seed;
        this.most = centreWords != null ? centreWords : model.size() <= EXACT ? EXACT : SAMPLE;
        this.display = display;
    }

    BoundResult measure(BoundSource source) throws InterruptedException, CommandFailure {
        BoundResult.Part training = part(source.training(), source.trainingTokens(), source.name());
        Optional<BoundResult.Part> heldOut = source.heldOut().isEmpty()
                ? Optional.empty()
                : Optional.of(part(source.heldOut().get(), source.heldOutTokens(), "the held-out text"));
        Optional<PmiFit> fit = Optional.empty();
        if (objective.negativeSampling().isPresent()) {
            display.start("v·u and PMI", 0);
            fit = Optional.of(bound(source.training()).fit(model.input(), output(), threads));
        }
        return new BoundResult(training, heldOut, fit);
    }

    private BoundResult.Part part(Cooccurrences counts, double tokens, String name)
            throws InterruptedException, CommandFailure {
        if (!(counts.total() > 0)) {
            throw new CommandFailure(name + " has no pairs of the model's words");
        }
        Optional<BoundReport> softmax = Optional.empty();
        if (objective.softmax()) {
            display.start("softmax", STEPS);
            softmax = Optional.of(
                    checked(SoftmaxBound.of(counts, model.input(), output(), most, seed, threads, this::progress)));
        }
        Optional<BoundReport> negativeSampling = Optional.empty();
        if (objective.negativeSampling().isPresent()) {
            display.start("negatives", STEPS);
            negativeSampling = Optional.of(
                    checked(bound(counts).of(model.input(), output(), most, seed, threads, this::progress)));
        }
        return new BoundResult.Part(tokens, softmax, negativeSampling);
    }

    private void progress(double done) {
        display.update(Math.round(done * STEPS), "");
    }

    private static BoundReport checked(BoundReport report) throws CommandFailure {
        if (!Double.isFinite(report.loss())) {
            throw new CommandFailure("the loss is " + report.loss()
                    + ": the model has vectors that are not finite, or too" + " large for single precision");
        }
        return report;
    }

    private Matrix output() {
        return model.output().orElseThrow();
    }

    private NegativeSamplingBound bound(Cooccurrences counts) {
        BoundObjective.Negatives negatives = objective.negativeSampling().orElseThrow();
        return switch (negatives.noise()) {
            case PAIRS -> NegativeSamplingBound.withPairNoise(counts, negatives.k(), negatives.exponent());
            case WORDS ->
                NegativeSamplingBound.withWordNoise(counts, model.vocabulary(), negatives.k(), negatives.exponent());
        };
    }
}
