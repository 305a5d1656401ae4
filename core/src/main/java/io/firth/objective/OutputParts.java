package io.firth.objective;

import io.firth.math.CounterRandom;

/**
 * Cuts the output rows of negative sampling into parts that several shards can train at once without sharing a row.
 *
 * <p>The most frequent words, {@link #hot}, belong to no part: every shard has copies of them. The others, in the order of
 * their frequency, are cut into groups of P neighbours, and in every round each group is dealt to the P parts, one word
 * each, shifted at random. So all parts hold nearly the same share of the noise distribution, and a draw of another part's
 * word is replaced by the own one of its group, whose frequency is nearly the same: over the rounds, noise words come as
 * often as the noise distribution says, averaged over groups of P neighbours in rank.
 */
public final class OutputParts {
    private final int hot;
    private final int parts;
    private final int shift;

    /**
     * @param rows V, ordered by falling frequency
     * @param hot words to have copies of, at least; a few more where the rest is no multiple of {@code parts}
     * @param parts P, a power of two
     */
    public OutputParts(int rows, int hot, int parts) {
        if (Integer.bitCount(parts) != 1) {
            throw new IllegalArgumentException("the number of parts must be a power of two, but is " + parts);
        }
        this.hot = rows <= hot ? rows : rows - (rows - hot) / parts * parts;
        this.parts = parts;
        this.shift = Integer.numberOfTrailingZeros(parts);
    }

    /** The most frequent words that belong to no part: ids below this. */
    public int hot() {
        return hot;
    }

    /** P. */
    public int parts() {
        return parts;
    }

    /**
     * The part that a word belongs to.
     *
     * @param word ≥ {@link #hot}
     * @param round key of the round's random numbers
     */
    public int part(int word, long round) {
        int cold = word - hot;
        return (cold + turn(cold >> shift, round)) & (parts - 1);
    }

    /** The word itself if it is hot or of the part, else the word of its group that is. */
    public int inPart(int word, int part, long round) {
        int cold = word - hot;
        if (cold < 0) {
            return word;
        }
        int group = cold >> shift;
        return hot + (group << shift) + ((part - turn(group, round)) & (parts - 1));
    }

    private static int turn(int group, long round) {
        return (int) (CounterRandom.bits(round, group) >>> 32);
    }
}
