package io.firth.io;

import java.nio.charset.StandardCharsets;

/**
 * Takes one line of a text format apart: a word (bytes), numbers, perhaps a count. One per thread; every line overwrites
 * what the one before left.
 */
abstract class TextRow {
    private static final int QUOTED = 40;

    /** The D numbers. */
    final float[] vector;

    /** Holds the word in {@code word[wordFrom … wordTo)}. */
    byte[] word;

    int wordFrom;
    int wordTo;

    /** How often the word was seen; 0 if the line does not say. */
    long count;

    TextRow(int dim) {
        vector = new float[dim];
    }

    /**
     * Parses {@code line[from … to)}, which is without its line break.
     *
     * @throws NumberFormatException with what is wrong, to be put behind file and place
     */
    abstract void parse(byte[] line, int from, int to);

    /** The beginning of a text, fit for the one line that a message is. */
    static String quote(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return quote(bytes, 0, bytes.length);
    }

    /** Some bytes of a line, fit for the one line that a message is. */
    static String quote(byte[] line, int start, int end) {
        int length = Math.min(end - start, QUOTED);
        String text = new String(line, start, length, StandardCharsets.UTF_8);
        return "'" + text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?") + (length < end - start ? "…'" : "'");
    }
}
