package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Provenance;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CooccurrenceCounterTest {
    private static final TextOptions TEXT = new TextOptions(Tokenizer.WHITESPACE, false);

    /** Ids of a chunk that holds any corpus. */
    private static final long ALL = 1 << 29;

    @TempDir
    private Path folder;

    private Vocabulary vocabulary;
    private CorpusEncoder.Encoded encoded;

    @AfterEach
    void closeCorpus() throws IOException {
        if (encoded != null) {
            encoded.close();
        }
    }

    @Test
    void countsAsTheDefinitionSaysWithAllOptions() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            encode(text(random));
            CountSettings settings = new CountSettings(
                    1 + random.nextInt(random.nextInt(8) == 0 ? 40 : 8),
                    WindowWeighting.values()[random.nextInt(3)],
                    WindowSide.values()[random.nextInt(3)],
                    random.nextBoolean() ? 0 : random.nextDouble() * 0.2,
                    SubsamplingMode.values()[random.nextInt(2)],
                    random.nextLong());
            String what = "seed " + seed + ", round " + round + ", " + settings;
            double[][] expected = NaiveCounts.count(encoded.training(), vocabulary, settings);
            Path file = count(settings, 1 + random.nextInt(3), random.nextInt(2) * 97 + 5, what);
            Cooccurrences.verify(file);
            try (Cooccurrences counts = Cooccurrences.open(file)) {
                boolean rounded = settings.weighting() == WindowWeighting.HARMONIC && settings.window() > 22;
                assertSame(expected, counts, rounded ? 1e-8 : 1e-12, what);
                assertEquals(settings, counts.settings(), what);
            }
            encoded.close();
        }
    }

    @Test
    void sameBytesForAnyThreadsAndAnyMemory() throws Exception {
        encode(text(new Random(7)) + text(new Random(8)).repeat(5));
        for (CountSettings settings : List.of(
                CountSettings.defaults().withWeighting(WindowWeighting.HARMONIC).withWindow(7),
                CountSettings.defaults().withSide(WindowSide.LEFT).withSubsample(0.01, SubsamplingMode.CLEAN),
                CountSettings.defaults().withSubsample(0.01, SubsamplingMode.DIRTY))) {
            byte[] one = Files.readAllBytes(count(settings, 1, ALL, "all at once"));
            for (int threads = 1; threads <= 3; threads++) {
                for (long ids : new long[] {97, ALL}) {
                    String what = settings + ", " + threads + " threads, " + ids + " ids";
                    assertArrayEquals(one, Files.readAllBytes(count(settings, threads, ids, what)), what);
                }
            }
        }
    }

    @Test
    void sumsPast31And32BitsAreExact() throws Exception {
        // 60,000 neighbours at 232,792,560 units each: 1.4e13 units.
        encode("a b\n".repeat(60_000));
        CountSettings settings = CountSettings.defaults().withWindow(22).withWeighting(WindowWeighting.HARMONIC);
        assertEquals(232_792_560, settings.weighting().unitsPerOne(22));
        for (long ids : new long[] {ALL, 40_000}) {
            try (Cooccurrences counts = Cooccurrences.open(count(settings, 2, ids, "ids " + ids))) {
                assertEquals(60_000, counts.count(0, 1));
                assertEquals(60_000, counts.count(1, 0));
                assertEquals(120_000, counts.total());
                assertEquals(2, counts.nonZeros());
            }
        }
    }

    @Test
    void sumsThatCouldOverflowAreRefused() throws Exception {
        encode("a b\n");
        Vocabulary huge = Vocabulary.of(
                List.of(new byte[] {'a'}, new byte[] {'b'}), new long[] {4_000_000_000_000L, 3_000_000_000L});
        CountSettings settings = CountSettings.defaults().withWindow(22).withWeighting(WindowWeighting.HARMONIC);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new CooccurrenceCounter(settings, 1)
                        .count(encoded.training(), huge, Provenance.unknown(), folder.resolve("no")));
        assertTrue(refused.getMessage().contains("4000000000000 times"), refused.getMessage());
        new CooccurrenceCounter(settings.withWeighting(WindowWeighting.FLAT), 1)
                .count(encoded.training(), huge, Provenance.unknown(), folder.resolve("yes"));
    }

    @Test
    void aCorpusOfAnotherVocabularyIsRefused() throws Exception {
        encode("a b\n");
        Vocabulary other = Vocabulary.of(List.of(new byte[] {'a'}), new long[] {1});
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new CooccurrenceCounter(CountSettings.defaults(), 2)
                        .count(encoded.training(), other, Provenance.unknown(), folder.resolve("counts")));
        assertEquals(
                "a corpus of word ids up to 1 was not encoded with this vocabulary of 1 words", refused.getMessage());
    }

    @Test
    void tooLittleMemoryIsRefusedWithTheBytesNeeded() throws Exception {
        encode("a b\n");
        CooccurrenceCounter counter = new CooccurrenceCounter(CountSettings.defaults(), 2);
        long least = counter.leastMemory(vocabulary.size());
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> counter.memory(least - 1)
                        .count(encoded.training(), vocabulary, Provenance.unknown(), folder.resolve("counts")));
        assertTrue(refused.getMessage().contains("at least " + least + " bytes"), refused.getMessage());
        counter.memory(least).count(encoded.training(), vocabulary, Provenance.unknown(), folder.resolve("counts"));
    }

    @Test
    void aFailureOrInterruptionLeavesTheOldFileAndNothingElse() throws Exception {
        encode(text(new Random(3)).repeat(50));
        Path file = folder.resolve("counts");
        Files.writeString(file, "old");
        Path spill = Files.createDirectory(folder.resolve("spill"));
        CooccurrenceCounter counter = new CooccurrenceCounter(CountSettings.defaults(), 2)
                .leastChunk(10)
                .folder(spill);
        counter.memory(counter.leastMemory(vocabulary.size()));
        assertThrows(
                NoSuchFileException.class,
                () -> new CooccurrenceCounter(CountSettings.defaults(), 1)
                        .folder(folder.resolve("missing"))
                        .count(encoded.training(), vocabulary, Provenance.unknown(), file));
        Thread caller = Thread.currentThread();
        counter.listener(new CountListener() {
            @Override
            public void merged(long done) {
                caller.interrupt();
            }
        });
        assertThrows(
                InterruptedException.class,
                () -> counter.count(encoded.training(), vocabulary, Provenance.unknown(), file));
        Thread.interrupted(); // a second thread may have interrupted once more
        counter.listener(new CountListener() {
            @Override
            public void counted(long done) {
                throw new IllegalStateException("broken listener");
            }
        });
        assertThrows(
                IllegalStateException.class,
                () -> counter.count(encoded.training(), vocabulary, Provenance.unknown(), file));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("corpus", "counts", "spill"), names(folder));
        assertEquals(List.of(), names(spill));
    }

    @Test
    void aFullDiskInTheMiddleOfASpillIsSaidAndNothingStaysBehind() throws Exception {
        encode((text(new Random(7)) + text(new Random(8))).repeat(3));
        Path file = folder.resolve("counts");
        Files.writeString(file, "old");
        Path spill = Files.createDirectory(folder.resolve("spill"));
        for (String full : List.of("sorted counts", "columns")) {
            CooccurrenceCounter counter = new CooccurrenceCounter(CountSettings.defaults(), 2)
                    .leastChunk(100)
                    .folder(spill)
                    .temporaryFiles((where, what) -> new TemporaryFile(where, what) {
                        @Override
                        int write(FileChannel to, ByteBuffer bytes, long position) throws IOException {
                            if (what.equals(full) && position > 0) {
                                throw new IOException("No space left on device");
                            }
                            return super.write(to, bytes, position);
                        }
                    });
            counter.memory(counter.leastMemory(vocabulary.size()));
            IOException failure = assertThrows(
                    IOException.class, () -> counter.count(encoded.training(), vocabulary, Provenance.unknown(), file));
            assertTrue(failure.getMessage().contains("cannot write " + full), failure.getMessage());
            assertTrue(failure.getMessage().contains("No space left on device"), failure.getMessage());
            assertEquals("old", Files.readString(file));
            assertEquals(List.of(), names(spill));
            assertEquals(List.of("corpus", "counts", "spill"), names(folder));
        }
    }

    @Test
    void anInterruptionThatMeetsAChannelIsAnInterruption() throws Exception {
        encode((text(new Random(7)) + text(new Random(8))).repeat(3));
        for (String closed : List.of("sorted counts", "columns")) {
            CooccurrenceCounter counter = new CooccurrenceCounter(CountSettings.defaults(), 1)
                    .leastChunk(100)
                    .folder(folder)
                    .temporaryFiles((where, what) -> new TemporaryFile(where, what) {
                        @Override
                        int write(FileChannel to, ByteBuffer bytes, long position) throws IOException {
                            if (what.equals(closed)) {
                                Thread.currentThread().interrupt();
                            }
                            return super.write(to, bytes, position);
                        }
                    });
            counter.memory(counter.leastMemory(vocabulary.size()));
            assertThrows(
                    InterruptedException.class,
                    () -> counter.count(
                            encoded.training(), vocabulary, Provenance.unknown(), folder.resolve("counts")));
            assertFalse(Thread.currentThread().isInterrupted());
            assertEquals(List.of("corpus"), names(folder));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertSame(double[][] expected, Cooccurrences counts, double tolerance, String what) {
        int size = expected.length;
        double total = 0;
        long cells = 0;
        double[] columnSums = new double[size];
        for (int row = 0; row < size; row++) {
            double sum = 0;
            for (int column = 0; column < size; column++) {
                double count = expected[row][column];
                assertEquals(count, counts.count(row, column), tolerance * count, what + ": " + row + ", " + column);
                sum += count;
                columnSums[column] += count;
                cells += count > 0 ? 1 : 0;
            }
            assertEquals(sum, counts.rowSum(row), tolerance * sum, what);
            total += sum;
        }
        for (int column = 0; column < size; column++) {
            assertEquals(columnSums[column], counts.columnSum(column), tolerance * columnSums[column], what);
        }
        assertEquals(total, counts.total(), tolerance * total, what);
        assertEquals(cells, counts.nonZeros(), what);
    }

    /** Counts in chunks of about so many ids. */
    private Path count(CountSettings settings, int threads, long ids, String what)
            throws IOException, InterruptedException {
        CooccurrenceCounter counter =
                new CooccurrenceCounter(settings, threads).leastChunk(ids).folder(folder);
        Path file = folder.resolve("counts");
        int[] runs = {1};
        counter.memory(counter.leastMemory(vocabulary.size())).listener(new CountListener() {
            @Override
            public void merging(int number, long bytes) {
                runs[0] = number;
            }
        });
        counter.count(encoded.training(), vocabulary, Provenance.unknown(), file);
        EncodedCorpus corpus = encoded.training();
        assertEquals(Math.ceilDiv(corpus.length(), ids), runs[0], Math.max(1, corpus.length() / ids / 8.0), what);
        return file;
    }

    private void encode(String text) throws IOException, InterruptedException {
        Path file = folder.resolve("corpus");
        Files.writeString(file, text);
        Corpus corpus = Corpus.of(file);
        vocabulary = new VocabularyBuilder(TEXT, 1).minCount(1).build(corpus);
        encoded = new CorpusEncoder(vocabulary, TEXT, 1).encode(corpus);
    }

    /** Sentences of a few to hundreds of words, some words frequent, most rare. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int types = 1 + random.nextInt(random.nextBoolean() ? 300 : 8);
        int sentences = 1 + random.nextInt(30);
        for (int s = 0; s < sentences; s++) {
            int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 12);
            for (int i = 0; i < length; i++) {
                text.append('w')
                        .append((int) (types * Math.pow(random.nextDouble(), 3)))
                        .append(' ');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
