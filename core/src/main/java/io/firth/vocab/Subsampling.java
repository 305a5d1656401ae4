package io.firth.vocab;

/**
 * Subsampling of frequent words: a word w with relative frequency f(w) = #(w)/T is kept with probability
 *
 * <pre>keep(w) = min(1, (√(f/t) + 1) · t/f)</pre>
 *
 * each time it occurs, and otherwise taken out of its sentence before windows are laid.
 *
 * <p>This is the formula of the program word2vec (word2vec.c, {@code ran = (sqrt(cn / (sample * train_words)) + 1) *
 * (sample * train_words) / cn}), which equals √(t/f) + t/f. The paper (Mikolov et al., "Distributed Representations of
 * Words and Phrases and their Compositionality", 2013, equation 5) has keep(w) = √(t/f), which is smaller by t/f.
 */
public final class Subsampling {
    private final double threshold;
    private final double total;
    private final int[] thresholds;

    /**
     * The keep probabilities of a vocabulary.
     *
     * @param threshold t ≥ 0, 10⁻³ to 10⁻⁵ as a rule; 0 keeps everything
     * @throws IllegalArgumentException if t is negative or not a number
     */
    public Subsampling(Vocabulary vocabulary, double threshold) {
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("the subsampling threshold must be at least 0, not " + threshold);
        }
        this.threshold = threshold;
        this.total = vocabulary.totalCount();
        this.thresholds = new int[vocabulary.size()];
        for (int wordId = 0; wordId < thresholds.length; wordId++) {
            double scaled = keepProbability(vocabulary.count(wordId), total, threshold) * 0x1p32;
            thresholds[wordId] = (int) (Math.max(1, Math.round(scaled)) - 1);
        }
    }

    /** t. */
    public double threshold() {
        return threshold;
    }

    /**
     * keep(w) for a word seen {@code count} times among {@code total} words.
     *
     * @param count #(w) ≥ 0; a word that was never seen is kept
     * @param total T
     * @param threshold t; 0 keeps everything
     * @return a probability, 0 &lt; keep ≤ 1
     */
    public static double keepProbability(long count, double total, double threshold) {
        if (threshold == 0 || count == 0) {
            return 1;
        }
        double f = count / total;
        if (f / threshold == Double.POSITIVE_INFINITY) {
            return Math.sqrt(threshold / f); // t/f is nothing beside it
        }
        return Math.min(1, (Math.sqrt(f / threshold) + 1) * threshold / f);
    }

    /**
     * For every word id the largest 32-bit number, unsigned, that keeps the word: keep it if
     * {@code Integer.compareUnsigned(random, thresholds[wordId]) <= 0} for a uniform random int. That is true with
     * probability (threshold + 1)/2³², so always for keep(w) = 1 (all bits set). Not a copy; do not change it.
     */
    public int[] thresholds() {
        return thresholds;
    }

    /** Whether a uniform random int keeps the word. */
    public boolean keeps(int wordId, int random) {
        return random + Integer.MIN_VALUE <= thresholds[wordId] + Integer.MIN_VALUE;
    }

    /** Σ #(w)·keep(w): how many words of the corpus are kept in an epoch, on average. */
    public double expectedTokens(Vocabulary vocabulary) {
        double expected = 0;
        for (int wordId = 0; wordId < vocabulary.size(); wordId++) {
            long count = vocabulary.count(wordId);
            expected += count * keepProbability(count, total, threshold);
        }
        return expected;
    }
}
