package io.firth.count;

import io.firth.embeddings.Provenance;
import io.firth.io.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** The file of {@link Cooccurrences}: compressed sparse rows in a safetensors container, see docs/formats.md. */
final class CountFile {
    static final String FORMAT = "firth-counts";
    static final int VERSION = 1;

    static final String TOTAL = "total";
    static final String CELL_COUNTS = "cells.counts";
    static final String CELL_COLUMNS = "cells.columns";
    static final String ROW_OFFSETS = "rows.offsets";
    static final String ROW_SUMS = "rows.sums";
    static final String COLUMN_SUMS = "columns.sums";

    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble FLOAT64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK = 4096;

    private CountFile() {}

    static Cooccurrences open(Path file) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            TensorFile tensors = TensorFile.open(file, FORMAT, VERSION, arena);
            long size = tensors.length(ROW_SUMS, "F64");
            if (size < 1 || size > Integer.MAX_VALUE - 8) {
                throw new IOException(file + " has " + size + " rows, but a vocabulary has at least 1 word");
            }
            long cells = tensors.length(CELL_COUNTS, "F64");
            MemorySegment offsets = tensors.tensor(ROW_OFFSETS, "I64", size + 1);
            checkOffsets(file, offsets, cells);
            Provenance provenance = tensors.provenance();
            return new Cooccurrences(
                    arena,
                    file.toString(),
                    tensors.vocabulary((int) size),
                    settings(file, provenance),
                    provenance,
                    total(file, tensors),
                    new Cooccurrences.Cells(
                            offsets,
                            tensors.tensor(CELL_COLUMNS, "I32", cells),
                            tensors.tensor(CELL_COUNTS, "F64", cells),
                            tensors.tensor(ROW_SUMS, "F64", size),
                            tensors.tensor(COLUMN_SUMS, "F64", size)));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Compares the checksum, and then looks at every cell. */
    static void verify(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            TensorFile.open(file, FORMAT, VERSION, arena).verify();
        }
        try (Cooccurrences counts = open(file)) {
            for (int row = 0; row < counts.size(); row++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ClosedByInterruptException();
                }
                int before = -1;
                for (long cell = counts.rowStart(row); cell < counts.rowEnd(row); cell++) {
                    int column = counts.column(cell);
                    if (column <= before || !(counts.count(cell) > 0)) {
                        throw new IOException(file + ": row " + row + " has the column " + column + " with the count "
                                + counts.count(cell) + " after column " + before
                                + ", but columns must ascend and counts be positive");
                    }
                    before = column;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static CountSettings settings(Path file, Provenance provenance) throws IOException {
        try {
            return CountSettings.parse(provenance.config());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": config in the header: " + e.getMessage(), e);
        }
    }

    private static double total(Path file, TensorFile tensors) throws IOException {
        String text = String.valueOf(tensors.metadata().get(TOTAL));
        try {
            double total = Double.parseDouble(text);
            if (total >= 0 && total < Double.POSITIVE_INFINITY) {
                return total;
            }
        } catch (NumberFormatException e) {
            // the sentence is the same
        }
        throw new IOException(file + ": total is '" + text + "', which is no sum of counts");
    }

    private static void checkOffsets(Path file, MemorySegment offsets, long cells) throws IOException {
        long size = offsets.byteSize() / Long.BYTES;
        long[] chunk = new long[CHUNK];
        long before = 0;
        for (long from = 0; from < size; from += CHUNK) {
            int n = (int) Math.min(CHUNK, size - from);
            MemorySegment.copy(offsets, INT64, from * Long.BYTES, chunk, 0, n);
            for (int i = 0; i < n; i++) {
                long least = from + i == size - 1 ? cells : before;
                long most = from + i == 0 ? 0 : cells;
                if (chunk[i] < least || chunk[i] > most) {
                    throw new IOException(file + ": " + ROW_OFFSETS + "[" + (from + i) + "] is " + chunk[i]
                            + ", but should be " + (least == most ? "" + least : least + " to " + most));
                }
                before = chunk[i];
            }
        }
    }

    /** Little-endian. */
    static MemorySegment of(double[] values) {
        MemorySegment segment = Arena.ofAuto().allocate(Math.max(8, values.length * 8L), 8);
        MemorySegment.copy(values, 0, segment, FLOAT64, 0, values.length);
        return segment.asSlice(0, values.length * 8L);
    }
}
