package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Provenance;
import io.firth.io.TensorFile;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts far past 2³¹, as no test could count them: put into rows by hand, spilled, merged, written, read, weighted. */
class LargeCountsTest {
    private static final int SIZE = 70;
    private static final int RUNS = 3;
    private static final CountSettings FLAT = CountSettings.defaults();

    @TempDir
    private Path folder;

    @Test
    void sumsOfSeveralRunsAreExactUpTo62Bits() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long[][][] units = new long[RUNS][SIZE][SIZE];
        for (long[][] run : units) {
            for (long[] row : run) {
                for (int column = 0; column < SIZE; column++) {
                    boolean cell = random.nextInt(4) == 0;
                    row[column] = cell ? 1 + (random.nextLong() >>> 3 + random.nextInt(60)) / SIZE / RUNS : 0;
                }
            }
        }
        units[0][0][1] = (1L << 31) - 1;
        units[1][0][1] = 1L << 31;
        units[2][0][1] = 1L << 60;
        Path file = folder.resolve("counts");
        merge(units, file);
        Cooccurrences.verify(file);
        try (Cooccurrences counts = Cooccurrences.open(file)) {
            assertEquals((double) ((1L << 60) + (1L << 32) - 1), counts.count(0, 1));
            double total = 0;
            for (int row = 0; row < SIZE; row++) {
                double sum = 0;
                for (int column = 0; column < SIZE; column++) {
                    double expected = units[0][row][column] + units[1][row][column] + units[2][row][column];
                    assertEquals(expected, counts.count(row, column), row + ", " + column + ", seed " + seed);
                    sum += expected;
                }
                assertEquals(sum, counts.rowSum(row), 1e-12 * sum, "seed " + seed);
                total += sum;
            }
            assertTrue(total > 0x1p60);
            assertEquals(total, counts.total(), 1e-12 * total, "seed " + seed);
        }
    }

    private void merge(long[][][] units, Path file) throws Exception {
        Vocabulary vocabulary = vocabulary();
        Bands bands = new Bands(vocabulary);
        try (RunFile runs = new RunFile(new TemporaryFile(folder, "runs"), bands);
                Spool columns = new Spool(new TemporaryFile(folder, "columns"), 0)) {
            for (long[][] each : units) {
                RunFile.Run run = runs.newRun();
                rows(run.sink(64), bands, (row, sums) -> add(each[row], sums));
                run.end();
            }
            List<RunFile.Reader> readers = new ArrayList<>();
            for (int run = 0; run < runs.runs(); run++) {
                readers.add(runs.reader(run, 32));
            }
            TensorFile.write(file, target -> {
                CountWriter writer = new CountWriter(target, columns, vocabulary, FLAT, null);
                rows(new Beginning(writer.sink(), readers), bands, (row, sums) -> {
                    for (RunFile.Reader reader : readers) {
                        if (reader.row() == row) {
                            reader.addTo(sums);
                        }
                    }
                });
                writer.finish(new Provenance(
                        "test",
                        Optional.empty(),
                        OptionalLong.empty(),
                        FLAT.describe(),
                        Map.of(),
                        "",
                        "",
                        List.of(),
                        Optional.empty(),
                        Map.of()));
            });
        }
    }

    /** What is summed up to a row. */
    private interface Source {
        void put(int row, SparseRow sums) throws IOException;
    }

    private static void rows(CellSink sink, Bands bands, Source source) throws IOException {
        SparseRow sums = new SparseRow(SIZE);
        for (int band = 0; band < bands.size(); band++) {
            sink.begin(band);
            for (int row = bands.start(band); row < bands.end(band); row++) {
                source.put(row, sums);
                if (sums.size() > 0) {
                    sums.sort();
                    sink.row(row, sums);
                    sums.clear();
                }
            }
            sink.finish();
        }
    }

    /** Begins a band in all readers, too. */
    private record Beginning(CellSink sink, List<RunFile.Reader> readers) implements CellSink {
        @Override
        public void begin(int band) {
            sink.begin(band);
            for (RunFile.Reader reader : readers) {
                try {
                    reader.begin(band);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void row(int row, SparseRow cells) throws IOException {
            sink.row(row, cells);
        }

        @Override
        public void finish() throws IOException {
            sink.finish();
        }
    }

    private static void add(long[] units, SparseRow sums) {
        for (int column = 0; column < SIZE; column++) {
            if (units[column] > 0) {
                sums.add(column, units[column]);
            }
        }
    }

    private static Vocabulary vocabulary() {
        List<byte[]> words = new ArrayList<>();
        long[] counts = new long[SIZE];
        for (int word = 0; word < SIZE; word++) {
            words.add(("w" + word).getBytes(StandardCharsets.UTF_8));
            counts[word] = (5L << 40) - word; // their sum, too, is past 2³¹
        }
        return Vocabulary.of(words, counts);
    }

    /** PMI, the bounds and the share of a cell do not depend on the size of the text: a hundred thousand million copies. */
    @Test
    void whatFollowsFromCountsIsTheSameForCountsPast31Bits() {
        double[][] small = Matrices.random(12, 0.6, 11);
        double[][] large = new double[small.length][];
        for (int row = 0; row < small.length; row++) {
            large[row] = Arrays.stream(small[row]).map(count -> count * 1e11).toArray();
        }
        try (Cooccurrences few = Matrices.of(small);
                Cooccurrences many = Matrices.of(large)) {
            assertTrue(many.total() > 0x1p31 && many.count(0, few.column(few.rowStart(0))) > 0x1p31);
            ShiftedPmi fewPmi = new ShiftedPmi(few, 1, 0.75, false);
            ShiftedPmi manyPmi = new ShiftedPmi(many, 1, 0.75, false);
            for (int row = 0; row < few.size(); row++) {
                for (long cell = few.rowStart(row); cell < few.rowEnd(row); cell++) {
                    int column = few.column(cell);
                    assertEquals(
                            fewPmi.of(row, column, few.count(cell)),
                            manyPmi.of(row, column, many.count(cell)),
                            1e-9,
                            row + ", " + column);
                }
            }
            assertEquals(SoftmaxBound.of(few), SoftmaxBound.of(many), 1e-12);
            assertEquals(
                    NegativeSamplingBound.withPairNoise(few, 5, 0.75).value(),
                    NegativeSamplingBound.withPairNoise(many, 5, 0.75).value(),
                    1e-12);
        }
    }
}
