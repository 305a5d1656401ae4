package io.firth.count;

import io.firth.embeddings.Provenance;
import io.firth.vocab.Vocabulary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts given as a small dense matrix. */
final class DenseCounts {
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong INT64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble FLOAT64 =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private DenseCounts() {}

    static Cooccurrences of(Vocabulary vocabulary, double[][] counts, CountSettings settings) {
        int size = vocabulary.size();
        if (counts.length != size) {
            throw new IllegalArgumentException(size + " words need " + size + " rows, not " + counts.length);
        }
        double total = 0;
        long cells = 0;
        double[] rowSums = new double[size];
        double[] columnSums = new double[size];
        for (int row = 0; row < size; row++) {
            if (counts[row].length != size) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + counts[row].length + " columns instead of " + size);
            }
            for (int column = 0; column < size; column++) {
                double count = counts[row][column];
                if (!(count >= 0 && count < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "row " + row + ", column " + column + ": a count cannot be " + count);
                }
                rowSums[row] += count;
                columnSums[column] += count;
                total += count;
                cells += count > 0 ? 1 : 0;
            }
        }
        Arena arena = Arena.ofShared();
        MemorySegment offsets = arena.allocate(8L * (size + 1), 8);
        MemorySegment columns = arena.allocate(4 * cells, 8);
        MemorySegment values = arena.allocate(8 * cells, 8);
        long cell = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                if (counts[row][column] > 0) {
                    columns.setAtIndex(INT32, cell, column);
                    values.setAtIndex(FLOAT64, cell++, counts[row][column]);
                }
            }
            offsets.setAtIndex(INT64, row + 1, cell);
        }
        Provenance provenance = new Provenance(
                "",
                Optional.empty(),
                OptionalLong.empty(),
                settings.describe(),
                Map.of(),
                "",
                "",
                List.of(),
                Optional.empty(),
                Map.of());
        return new Cooccurrences(
                arena,
                "a matrix in memory",
                vocabulary,
                settings,
                provenance,
                total,
                new Cooccurrences.Cells(offsets, columns, values, CountFile.of(rowSums), CountFile.of(columnSums)));
    }
}
