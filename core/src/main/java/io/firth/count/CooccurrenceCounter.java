package io.firth.count;

import io.firth.embeddings.Provenance;
import io.firth.io.TensorFile;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Subsampling;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Counts which words stand near which, within the memory it is given.
 *
 * <p>The corpus is taken in chunks that fit into memory. In a chunk the places of each word are known, so that the row of
 * a word is summed up at once, in a dense array that stays in the cache, and comes out sorted: no pair is ever written
 * down. One chunk's rows are the result; the rows of several are runs on disk that are then merged row by row. Sums are
 * whole numbers of units ({@link WindowWeighting}), so the same bytes come out for any number of threads and any memory.
 */
public final class CooccurrenceCounter {
    /** Ids of the smallest chunk. */
    private static final long LEAST_CHUNK = 1 << 16;

    private static final long MOST_CHUNK = 1 << 30;
    private static final int RUN_BUFFER = 1 << 20;
    private static final int LEAST_READ_BUFFER = 1 << 12;

    private static final long[] NO_CONTEXT = {0};

    /** Part of the free heap that a chunk may take: the rest is for what else is made there. */
    private static final double HEAP_SHARE = 0.8;

    private final CountSettings settings;
    private final int threads;
    private long memory = 1L << 30;
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    private CountListener listener = new CountListener() {};
    private long leastChunk = LEAST_CHUNK;
    private TemporaryFiles temporaryFiles = TemporaryFile::new;

    /** Makes temporary files; a test's are soon full. */
    @FunctionalInterface
    interface TemporaryFiles {
        TemporaryFile open(Path folder, String what) throws IOException;
    }

    /**
     * A counter that takes a gigabyte of memory.
     *
     * @throws IllegalArgumentException if threads &lt; 1
     */
    public CooccurrenceCounter(CountSettings settings, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        this.settings = Objects.requireNonNull(settings, "settings");
        this.threads = threads;
    }

    /** Bytes that counting may take, in the heap and outside; what the corpus does not need is not taken. */
    public CooccurrenceCounter memory(long bytes) {
        memory = bytes;
        return this;
    }

    /** Where temporary files go; by default the system's folder for them. */
    public CooccurrenceCounter folder(Path value) {
        folder = Objects.requireNonNull(value, "folder");
        return this;
    }

    /** Who hears how far it is. */
    public CooccurrenceCounter listener(CountListener value) {
        listener = Objects.requireNonNull(value, "listener");
        return this;
    }

    CooccurrenceCounter leastChunk(long ids) {
        leastChunk = ids;
        return this;
    }

    CooccurrenceCounter temporaryFiles(TemporaryFiles value) {
        temporaryFiles = value;
        return this;
    }

    /** Bytes of memory below which {@link #count} refuses to work with a vocabulary of V words. */
    public long leastMemory(int vocabularySize) {
        return fixedBytes(vocabularySize) + leastChunk * Chunk.BYTES_PER_ID;
    }

    /**
     * Counts, and writes the file; it appears whole or not at all, and what was there before stays until then.
     *
     * @param provenance of the corpus; the settings are added to it as config
     * @throws IllegalArgumentException if the corpus has word ids that the vocabulary lacks, the memory is too small for the
     *     vocabulary, or a sum could exceed 2⁶³ units
     * @throws IOException if a file cannot be read or written; no temporary file stays behind
     * @throws InterruptedException if the calling thread is interrupted; no temporary file stays behind
     */
    public void count(EncodedCorpus corpus, Vocabulary vocabulary, Provenance provenance, Path file)
            throws IOException, InterruptedException {
        corpus.checkEncodedWith(vocabulary);
        new CountRun(corpus, vocabulary, withSettings(provenance)).count(file);
    }

    private Provenance withSettings(Provenance p) {
        return new Provenance(
                p.version(),
                p.created(),
                p.seed(),
                settings.describe(),
                p.corpus(),
                p.machine(),
                p.kernel(),
                p.epochs(),
                p.duration(),
                p.other());
    }

    /** What rows, sums and buffers take beside the chunk. */
    private long fixedBytes(long vocabularySize) {
        long perThread =
                SparseRow.bytes((int) vocabularySize) + 4 * vocabularySize + CountWriter.BUFFER_BYTES + RUN_BUFFER;
        return threads * perThread + 44 * vocabularySize + (4 << 20);
    }

    /** Where the rows come from. */
    @FunctionalInterface
    private interface RowSource {
        void putInto(CountWriter writer) throws IOException, InterruptedException;
    }

    /** One count. */
    private final class CountRun {
        private final EncodedCorpus corpus;
        private final Vocabulary vocabulary;
        private final Provenance provenance;
        private final Bands bands;
        private final long[] before;
        private final long[] after;
        private final Subsampling dropped;
        private final double[] keep;
        private final AtomicLong wordsDone = new AtomicLong();
        private final long chunkIds;
        private final int chunks;
        private final long memoryLeft;

        CountRun(EncodedCorpus corpus, Vocabulary vocabulary, Provenance provenance) {
            this.corpus = corpus;
            this.vocabulary = vocabulary;
            this.provenance = provenance;
            this.bands = new Bands(vocabulary);
            long[] weights = weights();
            this.before = settings.side() == WindowSide.RIGHT ? NO_CONTEXT : weights;
            this.after = settings.side() == WindowSide.LEFT ? NO_CONTEXT : weights;
            boolean thins = settings.subsample() > 0;
            boolean dirty = settings.subsampling() == SubsamplingMode.DIRTY;
            this.dropped = thins && dirty ? new Subsampling(vocabulary, settings.subsample()) : null;
            this.keep = thins && !dirty ? keepProbabilities() : null;
            if (memory < leastMemory(vocabulary.size())) {
                throw new IllegalArgumentException("a vocabulary of " + vocabulary.size() + " words needs at least "
                        + leastMemory(vocabulary.size()) + " bytes of memory on " + threads + " threads, not "
                        + memory);
            }
            long given = memory - fixedBytes(vocabulary.size());
            long room = Math.clamp(Math.min(given, freeHeap()) / Chunk.BYTES_PER_ID, leastChunk, MOST_CHUNK);
            this.chunks = Math.toIntExact(Math.ceilDiv(corpus.length(), room));
            this.chunkIds = Math.ceilDiv(corpus.length(), chunks);
            long left = given - chunkIds * Chunk.BYTES_PER_ID;
            this.memoryLeft =
                    Math.clamp(left, 0, Runtime.getRuntime().maxMemory() / 2); // the JVM's limit outside the heap
        }

        private static long freeHeap() {
            Runtime jvm = Runtime.getRuntime();
            return (long) (HEAP_SHARE * (jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory()));
        }

        private long[] weights() {
            long[] units = new long[settings.window() + 1];
            double sum = 0;
            for (int d = 1; d < units.length; d++) {
                units[d] = settings.weighting().units(d, settings.window());
                sum += units[d];
            }
            int sides = settings.side() == WindowSide.BOTH ? 2 : 1;
            long most = 0;
            for (int word = 0; word < vocabulary.size(); word++) {
                most = Math.max(most, vocabulary.count(word));
            }
            if (sum * sides * most > 0x1p62) {
                throw new IllegalArgumentException("the most frequent word occurs " + most + " times: with window "
                        + settings.window() + " and weighting " + settings.weighting()
                        + " the sum of its row could exceed 64 bits; choose a smaller window or another weighting");
            }
            return units;
        }

        private double[] keepProbabilities() {
            double[] probabilities = new double[vocabulary.size()];
            double total = vocabulary.totalCount();
            for (int word = 0; word < probabilities.length; word++) {
                probabilities[word] = Subsampling.keepProbability(vocabulary.count(word), total, settings.subsample());
            }
            return probabilities;
        }

        void count(Path file) throws IOException, InterruptedException {
            try (Spool columns = new Spool(temporaryFiles.open(folder, "columns"), memoryLeft)) {
                if (chunks == 1) {
                    Chunk chunk = newChunk();
                    chunk.load(0, corpus.length());
                    write(file, columns, writer -> rows(chunk, writer::sink));
                    return;
                }
                try (RunFile runs = new RunFile(temporaryFiles.open(folder, "sorted counts"), bands)) {
                    spill(runs);
                    listener.merging(runs.runs(), runs.length());
                    write(file, columns, writer -> merge(runs, writer));
                }
            } catch (ClosedByInterruptException e) { // an interruption met a channel before anyone looked for it
                Thread.interrupted();
                throw new InterruptedException("interrupted while counting into " + file);
            }
        }

        private void write(Path file, Spool columns, RowSource rows) throws IOException, InterruptedException {
            try {
                TensorFile.write(file, target -> {
                    try {
                        CountWriter writer = new CountWriter(target, columns, vocabulary, settings, keep);
                        rows.putInto(writer);
                        writer.finish(provenance);
                    } catch (InterruptedException e) {
                        throw new Stopped(e);
                    }
                });
            } catch (Stopped e) {
                throw e.interruption;
            } catch (IOException e) {
                if (e.getCause() instanceof ClosedByInterruptException) {
                    throw new InterruptedException("interrupted while writing " + file);
                }
                throw e;
            }
        }

        private void spill(RunFile runs) throws IOException, InterruptedException {
            Chunk chunk = newChunk();
            for (long from = 0; from < corpus.length(); from += chunkIds) {
                chunk.load(from, Math.min(corpus.length(), from + chunkIds));
                RunFile.Run run = runs.newRun();
                rows(chunk, () -> run.sink(RUN_BUFFER));
                run.end();
            }
        }

        private Chunk newChunk() {
            return new Chunk(corpus, vocabulary.size(), settings, dropped, chunkIds, threads);
        }

        private void rows(Chunk chunk, Supplier<CellSink> sinks) throws IOException, InterruptedException {
            Bands.Queue queue = bands.queue();
            Workers.run(Math.min(threads, bands.size()), "firth-count", () -> {
                SparseRow row = new SparseRow(vocabulary.size());
                CellSink sink = sinks.get();
                for (int band = queue.take(); band >= 0; band = queue.take()) {
                    sink.begin(band);
                    for (int word = bands.start(band); word < bands.end(band); word++) {
                        checkInterrupted();
                        sumUp(chunk, word, row);
                        finish(word, row, sink);
                    }
                    sink.finish();
                    int places = chunk.start(bands.end(band)) - chunk.start(bands.start(band));
                    listener.counted(wordsDone.addAndGet(places));
                }
            });
        }

        private void sumUp(Chunk chunk, int word, SparseRow row) {
            row.addContexts(chunk.places(), chunk.start(word), chunk.end(word), chunk.ids(), before, after);
        }

        private void merge(RunFile runs, CountWriter writer) throws IOException, InterruptedException {
            Bands.Queue queue = bands.queue();
            AtomicLong rowsDone = new AtomicLong();
            int workers = Math.min(threads, bands.size());
            long share = chunkIds * Chunk.BYTES_PER_ID / ((long) workers * runs.runs());
            int buffer = Math.clamp(share, LEAST_READ_BUFFER, RUN_BUFFER);
            Workers.run(workers, "firth-merge", () -> {
                SparseRow row = new SparseRow(vocabulary.size());
                CellSink sink = writer.sink();
                RunFile.Reader[] readers = new RunFile.Reader[runs.runs()];
                for (int run = 0; run < readers.length; run++) {
                    readers[run] = runs.reader(run, buffer);
                }
                for (int band = queue.take(); band >= 0; band = queue.take()) {
                    sink.begin(band);
                    for (RunFile.Reader reader : readers) {
                        reader.begin(band);
                    }
                    for (int word = bands.start(band); word < bands.end(band); word++) {
                        checkInterrupted();
                        for (RunFile.Reader reader : readers) {
                            if (reader.row() == word) {
                                reader.addTo(row);
                            }
                        }
                        finish(word, row, sink);
                    }
                    sink.finish();
                    listener.merged(rowsDone.addAndGet(bands.end(band) - bands.start(band)));
                }
            });
        }

        private static void finish(int word, SparseRow row, CellSink sink) throws IOException {
            if (row.size() > 0) {
                row.sort();
                sink.row(word, row);
                row.clear();
            }
        }
    }

    private static void checkInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Carries an interruption through the writing of the file, which knows only failures of writing. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient InterruptedException interruption;

        Stopped(InterruptedException interruption) {
            super(interruption);
            this.interruption = interruption;
        }
    }
}
