package io.firth.word2vec;

/** A loss is not a number, or infinite; thrown in the middle of a stretch, to be caught where its place is known. */
final class Divergence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A mask: the loss is looked at every 64th step, of eight pairs or a window, so that nothing is lost for long. */
    static final int EVERY = 63;

    private final double loss;
    private final long pairs;

    private Divergence(double loss, long pairs) {
        super(null, null, false, false);
        this.loss = loss;
        this.pairs = pairs;
    }

    /**
     * Throws if a loss is not finite.
     *
     * @param loss of some pairs, summed
     */
    static void check(double loss, long pairs) {
        if (!(Math.abs(loss) <= Double.MAX_VALUE)) {
            throw new Divergence(loss, pairs);
        }
    }

    double loss() {
        return loss;
    }

    long pairs() {
        return pairs;
    }
}
