package io.firth.vocab;

import io.firth.math.NativeAccess;
import io.firth.text.Corpus;
import io.firth.text.CorpusException;
import io.firth.text.CorpusRange;
import io.firth.text.SentenceReader;
import io.firth.text.TextOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Writes a corpus as word ids to a temporary file. Words that are not in the vocabulary are dropped (their neighbours
 * become neighbours), sentences without any other word too. A part of the text can be held out, into a second file. The
 * same bytes come out for any number of threads.
 */
public final class CorpusEncoder {
    private static final long IDS_IN_MEMORY = 1 << 24;

    private final Vocabulary vocabulary;
    private final TextOptions options;
    private final int threads;
    private HeldOutSplit split = new HeldOutSplit(0, 0);
    private Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    private LongConsumer listener = bytes -> {};
    private long rangeBytes = Corpus.RANGE_BYTES;
    private long idsInMemory = IDS_IN_MEMORY;

    /**
     * An encoder that holds nothing out.
     *
     * @throws IllegalArgumentException if threads &lt; 1
     * @throws UnsupportedOperationException if this JVM forbids {@linkplain NativeAccess native access}
     */
    public CorpusEncoder(Vocabulary vocabulary, TextOptions options, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        NativeAccess.require();
        this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
        this.options = Objects.requireNonNull(options, "options");
        this.threads = threads;
    }

    /**
     * Holds out about this fraction of the sentences. Lines longer than 8 KiB are cut for this purpose: the first 8 KiB,
     * and after that each 8 KiB page of the file, are decided on their own, and a sentence ends where text that is held
     * out meets text that is not.
     *
     * @param fraction 0 ≤ fraction &lt; 1
     * @param seed which sentences
     * @throws IllegalArgumentException if the fraction is out of range
     */
    public CorpusEncoder heldOut(double fraction, long seed) {
        split = new HeldOutSplit(fraction, seed);
        return this;
    }

    /** Where the temporary files go; by default the system's folder for them. About 4 bytes per word are needed. */
    public CorpusEncoder folder(Path value) {
        folder = Objects.requireNonNull(value, "folder");
        return this;
    }

    /** As {@link VocabularyBuilder#listener}. */
    public CorpusEncoder listener(LongConsumer bytesDone) {
        listener = Objects.requireNonNull(bytesDone, "listener");
        return this;
    }

    CorpusEncoder limits(long bytesPerRange, long ids) {
        rangeBytes = bytesPerRange;
        idsInMemory = ids;
        return this;
    }

    /**
     * Reads the whole corpus once.
     *
     * @throws CorpusException if no word to train on remains, or packed data is damaged
     * @throws IOException if reading fails or the disk is full; no file stays behind
     * @throws InterruptedException if the calling thread is interrupted; no file stays behind
     */
    public Encoded encode(Corpus corpus) throws IOException, InterruptedException {
        RangeQueue ranges = new RangeQueue(corpus, rangeBytes, listener);
        long bytesNeeded = vocabulary.totalCount() * Integer.BYTES;
        OrderedIds training = null;
        OrderedIds heldOut = null;
        EncodedCorpus mapped = null;
        try {
            training = new OrderedIds(folder, ranges.size(), bytesNeeded, idsInMemory);
            heldOut = split.isEmpty() ? null : new OrderedIds(folder, ranges.size(), 0, idsInMemory);
            encode(ranges, training, heldOut);
            mapped = training.toCorpus(vocabulary.size());
            if (mapped.tokens() == 0) {
                throw new CorpusException("no word of " + corpus.describe() + " is left to train on: none is in the "
                        + "vocabulary" + (heldOut == null ? "" : " or all are held out"));
            }
            return new Encoded(mapped, heldOut == null ? null : heldOut.toCorpus(vocabulary.size()));
        } catch (Throwable e) { // Kotlin and Scala throw checked exceptions from a listener, too
            closeAfter(e, mapped);
            closeAfter(e, training);
            closeAfter(e, heldOut);
            throw e;
        }
    }

    private void encode(RangeQueue ranges, OrderedIds training, OrderedIds heldOut)
            throws IOException, InterruptedException {
        Workers.run(Math.max(1, Math.min(threads, ranges.size())), "firth-encode", () -> {
            PartWriter trainingPart = new PartWriter(training);
            PartWriter heldOutPart = heldOut == null ? null : new PartWriter(heldOut);
            for (int part = ranges.take(); part >= 0; part = ranges.take()) {
                CorpusRange range = ranges.get(part);
                try (SentenceReader reader = SentenceReader.open(range, options, ranges::read)) {
                    trainingPart.begin(part);
                    if (heldOutPart == null) {
                        boolean more = true;
                        while (more) {
                            more = encodeSome(reader, trainingPart);
                        }
                    } else {
                        heldOutPart.begin(part);
                        encode(reader, range.sourceIndex(), trainingPart, heldOutPart);
                        heldOutPart.finish();
                    }
                    trainingPart.finish();
                }
            }
        });
    }

    /** Some words in one go ({@link RangeCounter#EVENTS}); false at the end of the range. */
    private boolean encodeSome(SentenceReader reader, PartWriter training) throws IOException {
        for (int i = 0; i < RangeCounter.EVENTS; i++) {
            int event = reader.next();
            if (event == SentenceReader.END) {
                return false;
            }
            if (event == SentenceReader.SENTENCE_END) {
                training.endSentence();
            } else {
                int wordId = vocabulary.id(reader.buffer(), reader.offset(), reader.length());
                if (wordId >= 0) {
                    training.word(wordId);
                }
            }
        }
        return true;
    }

    private void encode(SentenceReader reader, int sourceIndex, PartWriter training, PartWriter heldOut)
            throws IOException {
        PartWriter last = null;
        for (int event = reader.next(); event != SentenceReader.END; event = reader.next()) {
            if (event == SentenceReader.SENTENCE_END) {
                training.endSentence();
                heldOut.endSentence();
                continue;
            }
            int wordId = vocabulary.id(reader.buffer(), reader.offset(), reader.length());
            if (wordId < 0) {
                continue;
            }
            boolean out = split.holdsOut(sourceIndex, reader.sentenceStart(), reader.position());
            PartWriter target = out ? heldOut : training;
            if (target != last) {
                // Also at the start of a part: the part before may have left the other one's sentence open.
                (out ? training : heldOut).endSentence();
                last = target;
            }
            target.word(wordId);
        }
    }

    private static void closeAfter(Throwable failure, AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * What {@link #encode} gives.
     *
     * @param training the text to train on, at least one word
     * @param heldOut the text held out, possibly empty; null if nothing was to be held out
     */
    public record Encoded(EncodedCorpus training, EncodedCorpus heldOut) implements AutoCloseable {
        /** Closes both. */
        @Override
        public void close() throws IOException {
            try {
                training.close();
            } finally {
                if (heldOut != null) {
                    heldOut.close();
                }
            }
        }
    }
}
