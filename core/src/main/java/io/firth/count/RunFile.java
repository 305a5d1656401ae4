package io.firth.count;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs: the sorted counts of one chunk each, in a temporary file. A band of a run is, for each of its rows that has cells,
 * the distance from the row before (from the band's start − 1 for the first), the number of cells, and per cell the
 * distance from the column before (from −1 for the first) and the sum in units; all of them variable-length numbers of
 * seven bits a byte, lowest first.
 */
final class RunFile implements Closeable {
    /** Most bytes of a number. */
    private static final int NUMBER_BYTES = 10;

    private final TemporaryFile file;
    private final Bands bands;
    private final List<long[]> ends = new ArrayList<>();
    private long runStart;

    RunFile(TemporaryFile file, Bands bands) {
        this.file = file;
        this.bands = bands;
    }

    /** Number of runs. */
    int runs() {
        return ends.size();
    }

    /** Bytes of all runs. */
    long length() {
        return file.length();
    }

    /** Begins another run; its sinks share the turns. */
    Run newRun() {
        return new Run();
    }

    /** A run that is being written. */
    final class Run {
        private final long[] bandEnds = new long[bands.size() + 1];
        private final Turns turns = new Turns();

        private Run() {
            bandEnds[0] = runStart;
            ends.add(bandEnds);
        }

        /** For one thread. */
        CellSink sink(int bufferBytes) {
            return new Sink(this, bufferBytes);
        }

        /** All bands are written. */
        void end() {
            runStart = file.length();
        }
    }

    private final class Sink implements CellSink {
        private final Run run;
        private final ByteBuffer buffer;
        private int band;
        private int rowBefore;

        Sink(Run run, int bufferBytes) {
            this.run = run;
            this.buffer = ByteBuffer.allocateDirect(Math.max(bufferBytes, 2 * NUMBER_BYTES));
        }

        @Override
        public void begin(int band) {
            this.band = band;
            this.rowBefore = bands.start(band) - 1;
        }

        @Override
        public void row(int row, SparseRow cells) throws IOException {
            put(row - rowBefore, cells.size());
            rowBefore = row;
            int before = -1;
            for (int i = 0; i < cells.size(); i++) {
                int column = cells.column(i);
                put(column - before, cells.take(column));
                before = column;
            }
        }

        private void put(long first, long second) throws IOException {
            if (buffer.remaining() < 2 * NUMBER_BYTES) {
                flush();
            }
            number(first);
            number(second);
        }

        private void number(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                buffer.put((byte) (rest | 0x80));
                rest >>>= 7;
            }
            buffer.put((byte) rest);
        }

        private void flush() throws IOException {
            run.turns.await(band);
            file.append(buffer.flip());
            buffer.clear();
        }

        @Override
        public void finish() throws IOException {
            flush();
            run.bandEnds[band + 1] = file.length();
            run.turns.finish(band);
        }
    }

    /** Reads the bands of one run, one at a time. */
    Reader reader(int run, int bufferBytes) {
        return new Reader(ends.get(run), bufferBytes);
    }

    /** For one thread. */
    final class Reader {
        private final long[] bandEnds;
        private final ByteBuffer buffer;
        private long at;
        private long end;
        private int row;

        private Reader(long[] bandEnds, int bufferBytes) {
            this.bandEnds = bandEnds;
            this.buffer = ByteBuffer.allocateDirect(Math.max(bufferBytes, 2 * NUMBER_BYTES));
        }

        /** Goes to the first row of a band. */
        void begin(int band) throws IOException {
            at = bandEnds[band];
            end = bandEnds[band + 1];
            row = bands.start(band) - 1;
            buffer.clear().limit(0);
            nextRow();
        }

        /** The row whose cells come next, or Integer.MAX_VALUE behind the last. */
        int row() {
            return row;
        }

        /** Adds its cells, and goes to the next row. */
        void addTo(SparseRow sums) throws IOException {
            long n = number();
            int column = -1;
            for (long i = 0; i < n; i++) {
                fill();
                column += (int) number();
                sums.add(column, number());
            }
            nextRow();
        }

        private void nextRow() throws IOException {
            fill();
            row = buffer.hasRemaining() ? row + (int) number() : Integer.MAX_VALUE;
        }

        /** Two numbers at least are in the buffer, unless the band ends before. */
        private void fill() throws IOException {
            if (buffer.remaining() < 2 * NUMBER_BYTES && at < end) {
                buffer.compact();
                buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + (end - at)));
                int n = buffer.remaining();
                file.read(buffer, at);
                at += n;
                buffer.flip();
            }
        }

        private long number() {
            byte next = buffer.get();
            long value = next & 0x7f;
            for (int shift = 7; next < 0; shift += 7) {
                next = buffer.get();
                value |= (next & 0x7fL) << shift;
            }
            return value;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
