package io.firth.word2vec;

import io.firth.train.TrainingException;
import java.util.Locale;

/** One way of going over the corpus once; the two are {@link EpochRunner} and {@link RoundRunner}. */
interface CorpusPass {
    /** The learning rate at a position of the corpus. */
    interface Rate {
        float at(long position);
    }

    /**
     * Begins a pass, or takes one up again.
     *
     * @param position that {@link #done} said when the pass paused, 0 for a new one
     * @param loss that {@link #loss} said then
     * @param pairs that {@link #pairs} said then
     */
    void begin(long position, double loss, long pairs);

    /**
     * Goes on over the corpus and returns when that is done or a pause was wanted, or throws; all threads have ended then.
     * It makes no difference to what is trained where a pass paused, except to threads that share rows without locks.
     *
     * @param epoch keys of this pass's random numbers
     * @param rate 0: only the loss is computed
     * @param poll called about five times a second meanwhile, and once at the end
     */
    void run(EpochKeys epoch, Rate rate, Runnable poll, Pause pause) throws TrainingException, InterruptedException;

    /** Goes over the whole corpus without a pause. */
    default void run(EpochKeys epoch, Rate rate, Runnable poll) throws TrainingException, InterruptedException {
        begin(0, 0, 0);
        run(epoch, rate, poll, Pause.NEVER);
    }

    /** Positions done in this pass. */
    long done();

    /** Pairs trained in this pass. */
    long pairs();

    /** Loss of this pass so far, summed over its pairs, in nats. */
    double loss();

    /**
     * Throws if a loss is not a sane number.
     *
     * @param loss of some pairs, summed
     * @param worst average per pair above which training counts as exploded
     * @param position of the corpus at which these pairs begin, for the message
     */
    static void checkLoss(double loss, long pairs, double worst, long position) throws TrainingException {
        if (!(loss <= worst * Math.max(1, pairs))) {
            throw diverged(loss, pairs, position);
        }
    }

    /** For a loss that is not a sane number. */
    static TrainingException diverged(double loss, long pairs, long position) {
        return TrainingException.divergence(String.format(
                Locale.ROOT,
                "the loss per pair is %.4g near token %,d of the epoch: training has diverged",
                loss / Math.max(1, pairs),
                position));
    }

    /**
     * Keys of the random numbers of one pass.
     *
     * @param tokens of subsampling and windows
     * @param noise of the negatives
     * @param parts of the dealing of output rows
     */
    record EpochKeys(long tokens, long noise, long parts) {}
}
