package io.firth.count;

import io.firth.embeddings.Provenance;
import io.firth.io.TensorSink;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes finished rows to the file of counts. The number of cells is known at the end only: their counts go straight into
 * the file, their columns by way of a {@link Spool}. Sums are taken over the cells in the order of the file, so that they
 * are the same bits for any number of threads and any memory.
 */
final class CountWriter {
    /** Cells that a thread collects before it writes. */
    private static final int CELLS = 1 << 16;

    /** Memory of a thread's buffers. */
    static final long BUFFER_BYTES = CELLS * 12L;

    private final TensorSink target;
    private final Spool columns;
    private final Vocabulary vocabulary;
    private final double unitsPerOne;
    private final double[] keep; // by word, or null
    private final long[] rowCells;
    private final double[] rowSums;
    private final double[] columnSums; // null where they equal the row sums
    private final Turns turns = new Turns();
    private long cells;

    CountWriter(TensorSink target, Spool columns, Vocabulary vocabulary, CountSettings settings, double[] keep) {
        this.target = target;
        this.columns = columns;
        this.vocabulary = vocabulary;
        this.unitsPerOne = settings.weighting().unitsPerOne(settings.window());
        this.keep = keep;
        this.rowCells = new long[vocabulary.size()];
        this.rowSums = new double[vocabulary.size()];
        this.columnSums = settings.side() == WindowSide.BOTH ? null : new double[vocabulary.size()];
    }

    /** For one thread. */
    CellSink sink() {
        return new Sink();
    }

    private final class Sink implements CellSink {
        private final ByteBuffer counts = ByteBuffer.allocateDirect(CELLS * 8).order(ByteOrder.LITTLE_ENDIAN);
        private final ByteBuffer ids = ByteBuffer.allocateDirect(CELLS * 4).order(ByteOrder.LITTLE_ENDIAN);
        private int band;

        @Override
        public void begin(int band) {
            this.band = band;
        }

        @Override
        public void row(int row, SparseRow sums) throws IOException {
            int n = sums.size();
            double sum = 0;
            for (int from = 0; from < n; ) {
                if (!ids.hasRemaining()) {
                    flush();
                }
                int to = Math.min(n, from + ids.remaining() / 4);
                sum = put(row, sums, from, to, sum);
                from = to;
            }
            rowCells[row] = n;
            rowSums[row] = sum;
        }

        private double put(int row, SparseRow sums, int from, int to, double sumBefore) {
            double sum = sumBefore;
            double kept = keep == null ? 1 : keep[row];
            for (int i = from; i < to; i++) {
                int column = sums.column(i);
                double count = sums.take(column) / unitsPerOne;
                if (keep != null) {
                    count *= kept * keep[column];
                }
                sum += count;
                counts.putDouble(count);
                ids.putInt(column);
            }
            return sum;
        }

        private void flush() throws IOException {
            turns.await(band);
            counts.flip();
            ids.flip();
            cells += ids.remaining() / 4;
            if (columnSums != null) {
                for (int i = 0; i < ids.limit() / 4; i++) {
                    columnSums[ids.getInt(i * 4)] += counts.getDouble(i * 8);
                }
            }
            target.put(counts);
            columns.append(ids);
            counts.clear();
            ids.clear();
        }

        @Override
        public void finish() throws IOException {
            flush();
            turns.finish(band);
        }
    }

    /** All rows are there: adds the other tensors. */
    void finish(Provenance provenance) throws IOException {
        int size = vocabulary.size();
        target.end(CountFile.CELL_COUNTS, "F64", cells);
        ByteBuffer offsets = ByteBuffer.allocate(CELLS * 8).order(ByteOrder.LITTLE_ENDIAN);
        long offset = 0;
        double total = 0;
        offsets.putLong(0);
        for (int row = 0; row < size; row++) {
            offset += rowCells[row];
            total += rowSums[row];
            if (!offsets.hasRemaining()) {
                target.put(offsets.flip());
                offsets.clear();
            }
            offsets.putLong(offset);
        }
        target.put(offsets.flip());
        target.end(CountFile.ROW_OFFSETS, "I64", size + 1L);
        put(rowSums);
        target.end(CountFile.ROW_SUMS, "F64", size);
        put(columnSums == null ? rowSums : columnSums);
        target.end(CountFile.COLUMN_SUMS, "F64", size);
        target.words(vocabulary);
        columns.read(target::put);
        target.end(CountFile.CELL_COLUMNS, "I32", cells);
        target.wordBytes(vocabulary);
        target.metadata(CountFile.FORMAT, CountFile.VERSION, provenance);
        target.metadata(CountFile.TOTAL, Double.toString(total));
    }

    private void put(double[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CELLS * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CELLS) {
            buffer.clear();
            for (int i = from; i < Math.min(values.length, from + CELLS); i++) {
                buffer.putDouble(values[i]);
            }
            target.put(buffer.flip());
        }
    }
}
