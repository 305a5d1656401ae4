package io.firth.word2vec;

/**
 * One of the shards that a round of deterministic training is cut into. A round begins with {@link #prepare}, which all shards may do at
 * once or in any order; then each takes its turns of {@link #train}, one after the other, each as soon as the next shard has taken the
 * turn before ({@link TurnOrder}).
 */
sealed interface Shard permits CopyShard, PairShard {
    /**
     * Lays out positions from…to−1 of the corpus.
     *
     * @param thread that calls, from 0: what it needs meanwhile is its own
     */
    void prepare(long from, long to, CorpusPass.EpochKeys epoch, long round, int thread);

    /** How many turns {@link #train} has to take. */
    int turns();

    /**
     * Trains what is this shard's at a turn.
     *
     * @param thread that calls, as for {@link #prepare}
     */
    void train(int turn, CorpusPass.EpochKeys epoch, float rate, int thread);

    /** Loss of all steps since the last call, in nats. */
    double takeLoss();

    /** Pairs (windows for CBOW) since the last call. */
    long takePairs();
}
