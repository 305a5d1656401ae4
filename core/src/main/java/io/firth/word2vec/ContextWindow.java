package io.firth.word2vec;

/**
 * Which neighbours of a word are its context, and how many examples a sentence gives. Windows are cut at the ends of the
 * sentence, never dropped and never carried into the next one.
 *
 * <p>For the word at position t of n, with window m, the context is the positions [left, right) without t.
 */
public final class ContextWindow {
    private ContextWindow() {}

    /** First position of the window: max(0, t − m). */
    public static long left(long position, int window) {
        return Math.max(0, position - window);
    }

    /** One past the last position of the window: min(n, t + m + 1). */
    public static long right(long position, long length, int window) {
        return Math.min(length, position + window + 1);
    }

    /** Context words of the word at {@code position}, 0…2m. */
    public static int contextSize(long position, long length, int window) {
        return (int) (right(position, length, window) - left(position, window) - 1);
    }

    /**
     * Skip-gram examples of a sentence with every window m wide: pairs(n, m) = Σ_{j=1..m} 2·max(0, n − j).
     *
     * @param length n ≥ 0, tokens of the sentence
     * @param window m ≥ 1
     * @throws IllegalArgumentException if n or m is out of range
     */
    public static long pairs(long length, int window) {
        check(length, window);
        long reach = Math.min(window, Math.max(0, length - 1));
        return Math.subtractExact(Math.multiplyExact(2 * reach, length), reach * (reach + 1));
    }

    /**
     * CBOW examples of a sentence: n, one for each word that has a context (so none for a sentence of one word).
     *
     * @param length n ≥ 0, tokens of the sentence
     * @param window m ≥ 1
     * @throws IllegalArgumentException if n or m is out of range
     */
    public static long windows(long length, int window) {
        check(length, window);
        return length == 1 ? 0 : length;
    }

    /**
     * Words with all 2m neighbours: max(0, n − 2m). For comparison only: Firth also trains on cut windows.
     *
     * @param length n ≥ 0, tokens of the sentence
     * @param window m ≥ 1
     * @throws IllegalArgumentException if n or m is out of range
     */
    public static long completeWindows(long length, int window) {
        check(length, window);
        return Math.max(0, length - 2L * window);
    }

    private static void check(long length, int window) {
        if (length < 0) {
            throw new IllegalArgumentException("the length of a sentence must be at least 0, but is " + length);
        }
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1, but is " + window);
        }
    }
}
