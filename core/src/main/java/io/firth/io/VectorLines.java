package io.firth.io;

import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads a file of one vector a line on all processors. The file is taken in stretches that end with a line: a first pass
 * counts the lines of each, so that a second one knows the row of every line and puts it straight into the matrix. Lines
 * that are empty but for CR are passed over.
 */
final class VectorLines {
    /** Longest line: the longest vector, with 50 characters a number, and a word. */
    static final int MOST_LINE_BYTES = 1 << 26;

    private static final long STRETCH = 1 << 22;
    private static final int COUNTED = 1 << 16;

    private final Path file;
    private final MemorySegment bytes;
    private final long[] starts; // of the stretches, and the end of the file
    private final long[] rows; // the first row of each stretch, and all there are
    private final Part[] parts;

    /** The words of one stretch. */
    private static final class Part {
        private byte[] words = new byte[1 << 12];
        private int used;
        private int[] lengths = new int[256];
        private long[] counts = new long[256];
        private int size;

        void add(TextRow row) {
            int length = row.wordTo - row.wordFrom;
            if (used + length > words.length) {
                words = Arrays.copyOf(words, Math.max(2 * words.length, used + length));
            }
            System.arraycopy(row.word, row.wordFrom, words, used, length);
            used += length;
            if (size == lengths.length) {
                lengths = Arrays.copyOf(lengths, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            lengths[size] = length;
            counts[size++] = row.count;
        }
    }

    /**
     * Counts the lines from {@code start} on.
     *
     * @throws IOException if a line is longer than {@link #MOST_LINE_BYTES}
     */
    VectorLines(Path file, MemorySegment bytes, long start) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.starts = stretches(start);
        int n = starts.length - 1;
        parts = new Part[n];
        rows = new long[n + 1];
        Parallel.forEach(n, () -> {
            byte[] buffer = new byte[COUNTED];
            return stretch -> rows[stretch + 1] = countLines(buffer, starts[stretch], starts[stretch + 1]);
        });
        for (int i = 0; i < n; i++) {
            rows[i + 1] += rows[i];
        }
    }

    private long[] stretches(long start) throws IOException {
        long[] found = new long[(int) ((bytes.byteSize() - start) / STRETCH) + 2];
        int n = 0;
        found[n] = start;
        while (found[n] < bytes.byteSize()) {
            long from = found[n++];
            found[n] = Math.min(bytes.byteSize(), lineEnd(Math.min(bytes.byteSize(), from + STRETCH)) + 1);
        }
        return Arrays.copyOf(found, n + 1);
    }

    // The next line break at or after a place, or the end.
    private long lineEnd(long from) throws IOException {
        long most = Math.min(bytes.byteSize(), from + MOST_LINE_BYTES);
        for (long at = from; at < most; at++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, at) == '\n') {
                return at;
            }
        }
        if (most < bytes.byteSize()) {
            throw new IOException(file + " has no line break in the " + MOST_LINE_BYTES + " bytes from byte " + from
                    + " on: it is no text with one vector a line");
        }
        return most;
    }

    private long countLines(byte[] buffer, long from, long to) {
        long lines = 0;
        boolean blank = true;
        for (long at = from; at < to; at += buffer.length) {
            int n = (int) Math.min(buffer.length, to - at);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, buffer, 0, n);
            for (int i = 0; i < n; ) {
                int end = LineBreaks.next(buffer, i, n);
                blank = blank && LineBreaks.isBlank(buffer, i, end);
                if (end < n) {
                    lines += blank ? 0 : 1;
                    blank = true;
                }
                i = end + 1;
            }
        }
        return blank ? lines : lines + 1;
    }

    /** Lines that are not blank. */
    long lines() {
        return rows[rows.length - 1];
    }

    /**
     * Reads the first {@code rowCount} lines.
     *
     * @param parsers makes one parser per thread, all of D columns
     * @param leastNumberBytes that one number and its separator take, to see before memory is taken that the file cannot
     *     hold what its lines promise
     * @return rowCount × D
     * @throws IOException that says which line is wrong
     */
    Matrix read(long rowCount, int dim, Supplier<TextRow> parsers, int leastNumberBytes) throws IOException {
        boolean fits = rowCount * dim <= (bytes.byteSize() - starts[0] + 1) / leastNumberBytes;
        Matrix matrix = fits ? Rows.allocate(file, rowCount, dim) : null; // if not, a line is too short: find it
        long[] firstFailure = {Long.MAX_VALUE};
        IOException[] failure = new IOException[1];
        Parallel.forEach(starts.length - 1, () -> {
            TextRow parser = parsers.get();
            byte[][] buffer = new byte[1][0];
            return stretch -> {
                try {
                    synchronized (firstFailure) {
                        if (rows[stretch] > firstFailure[0]) {
                            return;
                        }
                    }
                    readStretch(stretch, rowCount, matrix, parser, buffer);
                } catch (LineFailure e) {
                    synchronized (firstFailure) {
                        if (e.row < firstFailure[0]) {
                            firstFailure[0] = e.row;
                            failure[0] = e.exception;
                        }
                    }
                }
            };
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        if (matrix == null) {
            throw new IOException(file + " is too small for " + rowCount + " lines of " + dim + " numbers");
        }
        return matrix;
    }

    private void readStretch(int stretch, long rowCount, Matrix matrix, TextRow parser, byte[][] buffers)
            throws LineFailure {
        long start = starts[stretch];
        int length = (int) (starts[stretch + 1] - start);
        byte[] buffer = buffers[0].length >= length ? buffers[0] : new byte[length + (1 << 12)];
        buffers[0] = buffer;
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, start, buffer, 0, length);
        Part part = new Part();
        long row = rows[stretch];
        for (int from = 0; from < length && row < rowCount; ) {
            int end = LineBreaks.next(buffer, from, length);
            if (!LineBreaks.isBlank(buffer, from, end)) {
                try {
                    parser.parse(buffer, from, end);
                } catch (NumberFormatException e) {
                    throw new LineFailure(row, failure(e, row, rowCount, start + from, start + end));
                }
                if (matrix != null) {
                    part.add(parser);
                    matrix.setRow(row, parser.vector);
                }
                row++;
            }
            from = end + 1;
        }
        parts[stretch] = part;
    }

    private IOException failure(NumberFormatException e, long row, long rowCount, long from, long to) {
        String cut = to == bytes.byteSize()
                ? "; the file ends there: it may be cut off, only " + row + " of " + rowCount + " vectors are whole"
                : "";
        return new IOException(file + ", vector " + (row + 1) + " (byte " + from + "): " + e.getMessage() + cut, e);
    }

    /** The words of the lines that were read, with their counts. */
    Vocabulary vocabulary(long rowCount) {
        WordTable words = new WordTable((int) rowCount);
        for (Part part : parts) {
            int at = 0;
            MemorySegment source = MemorySegment.ofArray(part.words);
            for (int i = 0; i < part.size; i++) {
                words.add(source, at, at + part.lengths[i], part.counts[i]);
                at += part.lengths[i];
            }
        }
        return words.vocabulary();
    }

    /** Where line {@code row} begins, counted without blank lines. */
    long place(long row) {
        int stretch = 0;
        while (rows[stretch + 1] <= row) {
            stretch++;
        }
        long found = rows[stretch];
        long at = starts[stretch];
        while (true) {
            long from = at;
            boolean blank = true;
            while (at < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, at) != '\n') {
                blank &= bytes.get(ValueLayout.JAVA_BYTE, at++) == '\r';
            }
            at++;
            if (!blank && found++ == row) {
                return from;
            }
        }
    }

    /** Carries a row's number beside what is wrong with it; never leaves this class. */
    private static final class LineFailure extends Exception {
        private static final long serialVersionUID = 1L;
        private final long row;
        private final IOException exception;

        LineFailure(long row, IOException exception) {
            super(exception);
            this.row = row;
            this.exception = exception;
        }
    }
}
