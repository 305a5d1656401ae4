package io.firth.count;

import io.firth.embeddings.Provenance;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;

/**
 * #(w, c) for all words w and contexts c: sparse V × V counts. Rows are word ids (the centre), columns the ids of their
 * context words. The cells of a row follow each other with ascending columns; only cells with a count &gt; 0 are there.
 * Immutable, safe for any number of threads; as a rule a mapped file, of which nothing is read before it is asked for.
 */
public final class Cooccurrences implements AutoCloseable {
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble FLOAT64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** What the metadata of a file of counts say under {@code format}. */
    public static final String FORMAT = CountFile.FORMAT;

    private final Arena arena;
    private final String name;
    private final Vocabulary vocabulary;
    private final CountSettings settings;
    private final Provenance provenance;
    private final double total;
    private final Cells cells;
    private final int size;
    private final long nonZeros;

    /**
     * The numbers, little-endian.
     *
     * @param rowOffsets V + 1 int64: row r has the cells rowOffsets[r] … rowOffsets[r + 1] − 1
     * @param columns n int32
     * @param counts n float64
     * @param rowSums V float64
     * @param columnSums V float64
     */
    record Cells(
            MemorySegment rowOffsets,
            MemorySegment columns,
            MemorySegment counts,
            MemorySegment rowSums,
            MemorySegment columnSums) {}

    Cooccurrences(
            Arena arena,
            String name,
            Vocabulary vocabulary,
            CountSettings settings,
            Provenance provenance,
            double total,
            Cells cells) {
        this.arena = arena;
        this.name = name;
        this.vocabulary = vocabulary;
        this.settings = settings;
        this.provenance = provenance;
        this.total = total;
        this.cells = cells;
        this.size = vocabulary.size();
        this.nonZeros = cells.columns.byteSize() / Integer.BYTES;
    }

    /**
     * Maps a file of counts, see docs/formats.md.
     *
     * @throws IOException if it cannot be read, is cut off, breaks a rule of the format, or is of a newer version
     */
    public static Cooccurrences open(Path file) throws IOException {
        return CountFile.open(file);
    }

    /**
     * Counts made by hand, in memory.
     *
     * @param counts V rows of V columns, ≥ 0; zeros make no cells
     * @throws IllegalArgumentException if the shape is wrong or a count is negative, infinite or not a number
     */
    public static Cooccurrences of(Vocabulary vocabulary, double[][] counts, CountSettings settings) {
        return DenseCounts.of(vocabulary, counts, settings);
    }

    /**
     * Reads a whole file once: compares its checksum, and looks at every cell.
     *
     * @throws IOException if anything is wrong with it
     */
    public static void verify(Path file) throws IOException {
        CountFile.verify(file);
    }

    /** The words of rows and columns, with their counts in the corpus; it may be used after {@link #close}. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** V, the number of rows, which is that of columns. */
    public int size() {
        return size;
    }

    /** Number of cells, that is of pairs (w, c) with #(w, c) &gt; 0. */
    public long nonZeros() {
        return nonZeros;
    }

    /** |D|, the sum of all cells. */
    public double total() {
        return total;
    }

    /** Index of the first cell of a row. */
    public long rowStart(int row) {
        return cells.rowOffsets.get(INT64, Objects.checkIndex(row, size) * 8L);
    }

    /** Index behind the last cell of a row. */
    public long rowEnd(int row) {
        return cells.rowOffsets.get(INT64, (Objects.checkIndex(row, size) + 1L) * 8);
    }

    /**
     * Context word id of a cell, 0 … V − 1.
     *
     * @throws UncheckedIOException if the file has another number there, which {@link #verify} would have found
     */
    public int column(long cell) {
        int column = cells.columns.get(INT32, cell * 4);
        if (column < 0 || column >= size) {
            throw new UncheckedIOException(
                    new IOException(name + " is damaged: cell " + cell + " has the column " + column + " of " + size));
        }
        return column;
    }

    /** #(w, c) of a cell, &gt; 0. */
    public double count(long cell) {
        return cells.counts.get(FLOAT64, cell * 8);
    }

    /** #(w, c), 0 if there is no such cell; a binary search. */
    public double count(int row, int column) {
        Objects.checkIndex(column, size);
        long low = rowStart(row);
        long high = rowEnd(row) - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            int found = column(middle);
            if (found == column) {
                return count(middle);
            }
            if (found < column) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }

    /** #(w) = Σ_c #(w, c), the sum of a row: in pairs, not the word's count in the corpus. */
    public double rowSum(int row) {
        return cells.rowSums.get(FLOAT64, Objects.checkIndex(row, size) * 8L);
    }

    /** #(c) = Σ_w #(w, c), the sum of a column. */
    public double columnSum(int column) {
        return cells.columnSums.get(FLOAT64, Objects.checkIndex(column, size) * 8L);
    }

    /** What was counted. */
    public CountSettings settings() {
        return settings;
    }

    /** Where the counts come from: {@link CountSettings#describe} as config, and the facts of the corpus. */
    public Provenance provenance() {
        return provenance;
    }

    /** File name for messages. */
    String name() {
        return name;
    }

    /** Unmaps the file. No other thread may use the counts any more. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
