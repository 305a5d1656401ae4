package io.firth.word2vec;

import io.firth.train.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Deals the stretches of one epoch out to threads, adds up what they report, and stops them all when one fails, when the
 * loss is no longer a sane number, or when the caller is interrupted.
 */
final class EpochRunner implements CorpusPass {
    /** Positions in a stretch: long enough that laying it out costs nothing, short enough to share the work evenly. */
    private static final int LONGEST_STRETCH = 8192;

    /**
     * Positions that several threads together work on at a time. Each trains copies of its own of the most frequent rows
     * until its stretch ends, and then the changes are added up: with T threads a step that is T times too long, if the
     * stretches are long enough for these rows to get far. Real text diverges from about 65,000 positions on; with 2,000
     * the loss is that of one thread to three digits.
     */
    private static final int POSITIONS_AT_A_TIME = 2048;

    private static final int SHORTEST_STRETCH = 16;

    /** One stretch of work: positions from…to−1. */
    interface Work {
        void run(ExampleWorker worker, long from, long to);
    }

    private final List<ExampleWorker> workers = new ArrayList<>();
    private final long length;
    private final int stretch;
    private final double worstLoss;
    private final LongAdder done = new LongAdder();
    private final LongAdder pairs = new LongAdder();
    private final DoubleAdder loss = new DoubleAdder();

    /** A power of two that losses are rounded to, so that their sum is exact and does not depend on which came first. */
    private final double lossUnit;

    /**
     * @param threads workers to make
     * @param length of the corpus
     * @param worstLoss average per pair above which training counts as exploded
     */
    EpochRunner(int threads, Supplier<ExampleWorker> worker, long length, double worstLoss) {
        this(threads, worker, length, worstLoss, threads > 1);
    }

    /**
     * @param rowsAreShared whether the threads change each other's rows; if not, the loss is the same on any number of threads
     */
    EpochRunner(int threads, Supplier<ExampleWorker> worker, long length, double worstLoss, boolean rowsAreShared) {
        for (int i = 0; i < threads; i++) {
            workers.add(worker.get());
        }
        this.length = length;
        int longest = !rowsAreShared ? LONGEST_STRETCH : Math.max(SHORTEST_STRETCH, POSITIONS_AT_A_TIME / threads);
        this.stretch = Math.clamp(length / 64, Math.min(64, longest), longest);
        this.worstLoss = worstLoss;
        // 2⁵³ units are counted exactly: up to 2¹⁴ nats a position, some tens as a rule, in steps of 10⁻⁸ for short
        // corpora
        this.lossUnit = Math.scalb(1.0, Math.getExponent((double) length) + 1 + 14 - 53);
    }

    @Override
    public void begin(long position, double lossSoFar, long pairsSoFar) {
        done.reset();
        done.add(position);
        loss.reset();
        loss.add(lossSoFar);
        pairs.reset();
        pairs.add(pairsSoFar);
    }

    @Override
    public void run(EpochKeys epoch, Rate rate, Runnable poll, Pause pause)
            throws TrainingException, InterruptedException {
        run((worker, from, to) -> worker.run(from, to, epoch.tokens(), epoch.noise(), rate.at(from)), poll, pause);
    }

    /** As {@link CorpusPass#run}, with any work. */
    void run(Work work, Runnable poll) throws TrainingException, InterruptedException {
        begin(0, 0, 0);
        run(work, poll, Pause.NEVER);
    }

    private void run(Work work, Runnable poll, Pause pause) throws TrainingException, InterruptedException {
        AtomicLong next = new AtomicLong(done());
        Crew crew = new Crew();
        crew.run(workers.size(), thread -> stretches(work, workers.get(thread), next, crew, pause), poll, pause);
    }

    private void stretches(Work work, ExampleWorker worker, AtomicLong next, Crew crew, Pause pause)
            throws TrainingException {
        boolean pauseNow = false; // not before a stretch is done, or a training might never get on
        while (!crew.failed() && !pauseNow) {
            long from = next.getAndAdd(stretch);
            if (from >= length) {
                return;
            }
            long to = Math.min(length, from + stretch);
            try {
                work.run(worker, from, to);
            } catch (Divergence e) {
                throw CorpusPass.diverged(e.loss(), e.pairs(), from);
            }
            double sum = worker.takeLoss();
            long stretchPairs = worker.takePairs();
            CorpusPass.checkLoss(sum, stretchPairs, worstLoss, from);
            loss.add(Math.rint(sum / lossUnit) * lossUnit);
            pairs.add(stretchPairs);
            done.add(to - from);
            pauseNow = pause.wanted();
        }
    }

    @Override
    public long done() {
        return done.sum();
    }

    @Override
    public long pairs() {
        return pairs.sum();
    }

    @Override
    public double loss() {
        return loss.sum();
    }
}
