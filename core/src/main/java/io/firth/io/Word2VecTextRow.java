package io.firth.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Takes one line of word2vec's text format apart, from its end: D numbers, and what stands before them is the word. */
final class Word2VecTextRow {
    private static final int QUOTED = 40;

    private final MemorySegment bytes;
    private final float[] vector;
    private long wordEnd;

    Word2VecTextRow(MemorySegment bytes, int dim) {
        this.bytes = bytes;
        this.vector = new float[dim];
    }

    /**
     * Parses the line {@code bytes[from … end)}, without its line break.
     *
     * @throws NumberFormatException with a sentence if there is no word or fewer than D numbers
     */
    void parse(long from, long end) {
        long at = end;
        while (at > from && (separates(at - 1) || byteAt(at - 1) == '\r')) {
            at--;
        }
        for (int column = vector.length - 1; column >= 0; column--) {
            long start = at;
            while (start > from && !separates(start - 1)) {
                start--;
            }
            if (start == from) {
                throw new NumberFormatException("a word and " + vector.length + " numbers are expected, but only "
                        + (vector.length - 1 - column) + " numbers follow the first field " + quote(start, at));
            }
            vector[column] = number(start, at, column);
            at = start;
            while (column > 0 && at > from && separates(at - 1)) {
                at--;
            }
        }
        wordEnd = wordEnd(from, at);
    }

    // One tab or any number of spaces part the word from its numbers; a tab before them belongs to the word.
    private long wordEnd(long from, long firstNumber) {
        long at = firstNumber - 1;
        if (byteAt(at) == ' ') {
            while (at > from && byteAt(at - 1) == ' ') {
                at--;
            }
        }
        return at;
    }

    /** Where the word ends that begins where the line begins. */
    long wordEnd() {
        return wordEnd;
    }

    /** The D numbers; overwritten by the next line. */
    float[] vector() {
        return vector;
    }

    private float number(long start, long end, int column) {
        try {
            return DecimalFloat.parse(bytes, start, end);
        } catch (NumberFormatException e) {
            throw new NumberFormatException("number " + (column + 1) + " of " + vector.length + " is "
                    + quote(start, end) + ", which is not a number");
        }
    }

    private String quote(long start, long end) {
        long length = Math.min(end - start, QUOTED);
        byte[] copy = bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
        // Control characters would garble the one line that the message must be.
        return "'" + new String(copy, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?")
                + (length < end - start ? "…'" : "'");
    }

    private boolean separates(long at) {
        byte b = byteAt(at);
        return b == ' ' || b == '\t';
    }

    private byte byteAt(long at) {
        return bytes.get(ValueLayout.JAVA_BYTE, at);
    }
}
