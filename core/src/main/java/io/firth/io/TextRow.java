package io.firth.io;

/**
 * Takes one line of a text format apart: a word (bytes), numbers, perhaps a count. One per thread; every line overwrites
 * what the one before left.
 */
abstract class TextRow {
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
}
