package io.firth.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of word2vec's formats, {@code "V D\n"}.
 *
 * @param rows V as the line has it, not yet compared with anything
 * @param dim D as the line has it
 * @param end byte offset of the first row
 */
record Word2VecHeader(long rows, long dim, long end) {
    /** Longest header line that is looked at: two 64-bit numbers and some spaces. */
    private static final int MOST_BYTES = 64;

    /** Longest vector that is read. */
    static final int MOST_DIM = 1 << 20;

    private static final Pattern LINE = Pattern.compile("[ \t]*([0-9]{1,18})[ \t]+([0-9]{1,18})[ \t\r]*");

    /** The header of these bytes, if they begin with one. */
    static Optional<Word2VecHeader> find(MemorySegment bytes) {
        int length = (int) Math.min(bytes.byteSize(), MOST_BYTES);
        for (int i = 0; i < length; i++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, i) == '\n') {
                byte[] line = bytes.asSlice(0, i).toArray(ValueLayout.JAVA_BYTE);
                Matcher m = LINE.matcher(new String(line, StandardCharsets.ISO_8859_1));
                return m.matches()
                        ? Optional.of(new Word2VecHeader(Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), i + 1))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Counts the rows of a file that is too short for its header. */
    @FunctionalInterface
    interface RowCount {
        /** The rows that are whole. */
        long of(Word2VecHeader header, MemorySegment bytes);
    }

    /**
     * The header, if the file can hold what it promises.
     *
     * @param leastRowBytes fewest bytes that a row with one column needs, and further bytes per further column
     */
    static Word2VecHeader read(
            Path file, MemorySegment bytes, int leastRowBytes, int leastColumnBytes, RowCount wholeRows)
            throws IOException {
        Word2VecHeader header = find(bytes)
                .orElseThrow(() -> new IOException(
                        file + " does not begin with word2vec's line of two numbers, 'words dimensions'"));
        if (header.rows < 1 || header.rows > Integer.MAX_VALUE - 8 || header.dim < 1 || header.dim > MOST_DIM) {
            throw new IOException(file + " promises " + header.rows + " vectors of length " + header.dim
                    + " in its first line; both must be at least 1, and the length at most " + MOST_DIM);
        }
        long least = leastRowBytes + (header.dim - 1) * leastColumnBytes; // no overflow: dim ≤ 2^20
        long most = (bytes.byteSize() - header.end + 1) / least; // the last line break may be missing
        if (header.rows > most) {
            throw new IOException(file + " promises " + header.rows + " vectors of length " + header.dim
                    + " in its first line, but only " + Math.min(most, wholeRows.of(header, bytes))
                    + " are whole in its "
                    + bytes.byteSize() + " bytes: it is cut off or damaged");
        }
        return header;
    }
}
