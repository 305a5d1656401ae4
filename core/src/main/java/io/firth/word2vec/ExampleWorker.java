package io.firth.word2vec;

/** What one thread does to a stretch of the corpus; the two ways are {@link LogisticWorker} and {@link SoftmaxWorker}. */
sealed interface ExampleWorker permits LogisticWorker, SoftmaxWorker {
    /**
     * Trains on positions from…to−1 of the corpus.
     *
     * @param tokenKey random numbers of subsampling and windows for this epoch
     * @param noiseKey random numbers of the negatives for this epoch
     * @param rate η; 0: only the loss is computed
     */
    void run(long from, long to, long tokenKey, long noiseKey, float rate);

    /** Loss of all steps since the last call, in nats. */
    double takeLoss();

    /** Pairs (windows for CBOW) since the last call. */
    long takePairs();
}
