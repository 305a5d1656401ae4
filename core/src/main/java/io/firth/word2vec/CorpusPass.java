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
     * Goes over the corpus and returns when that is done, or throws when all threads have ended.
     *
     * @param epoch keys of this pass's random numbers
     * @param rate 0: only the loss is computed
     * @param poll called about five times a second meanwhile, and once at the end
     */
    void run(EpochKeys epoch, Rate rate, Runnable poll) throws TrainingException, InterruptedException;

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
            throw new TrainingException(String.format(
                    Locale.ROOT,
                    "the loss per pair is %.4g near token %,d of the epoch: training has diverged",
                    loss / pairs,
                    position));
        }
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
