package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.SubwordVectors;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * fastText's model file ({@code .bin}, or quantised {@code .ftz}), versions 11 and 12, of an unsupervised or a supervised
 * model; read only. As fastText itself does, a word's vector is the mean of its own row and those of its character
 * n-grams; the n-grams stay with the embeddings, so that other words get vectors too.
 */
public final class FastTextBinary {
    /** The first four bytes, as a little-endian number. */
    static final int MAGIC = 793_712_314;

    private static final int NEWEST = 12;
    private static final int OLDEST = 11;
    // A quantised file may unpack to this many times its size; the usual settings reach 30.
    private static final int MOST_EXPANSION = 512;
    private static final int BLOCK = 1024;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private FastTextBinary() {}

    /** Whether these bytes begin like a fastText model. */
    static boolean matches(MemorySegment bytes) {
        return bytes.byteSize() >= Integer.BYTES && bytes.get(INT, 0) == MAGIC;
    }

    /**
     * Opens a model. The file is mapped, and stays so while the embeddings are reachable: the n-grams' vectors are seen in
     * place, the words' vectors are computed.
     *
     * @throws IOException if the file cannot be read, is cut off, does not fit together, or is of another version
     */
    public static Embeddings open(Path file) throws IOException {
        MemorySegment bytes = MappedFile.open(file, Arena.ofAuto());
        Cursor in = new Cursor(file, bytes);
        if (!matches(bytes)) {
            throw new IOException(file + " does not begin with fastText's magic number " + MAGIC
                    + "; if fastText wrote it, then before its versions had numbers (2017)");
        }
        in.int32("the magic number");
        int version = in.int32("the version");
        if (version > NEWEST || version < OLDEST) {
            throw new IOException(file + " is of fastText's version " + version + ", but this Firth reads " + OLDEST
                    + " and " + NEWEST + (version > NEWEST ? "; a newer Firth is needed" : ""));
        }
        FastTextSettings settings = FastTextSettings.read(file, in, version);
        FastTextDictionary dictionary = FastTextDictionary.read(file, bytes, in);
        boolean quantized = in.int8("the kind of the input matrix") != 0;
        FastTextMatrix input = quantized
                ? FastTextMatrix.quantized(file, bytes, in, "the input matrix")
                : FastTextMatrix.dense(file, bytes, in, "the input matrix");
        check(file, settings, dictionary, input);
        boolean quantizedOutput = in.int8("the kind of the output matrix") != 0 && quantized;
        FastTextMatrix output = quantizedOutput
                ? FastTextMatrix.quantized(file, bytes, in, "the output matrix")
                : FastTextMatrix.dense(file, bytes, in, "the output matrix");
        if (in.remaining() > 0) {
            throw new IOException(file + " has " + in.remaining()
                    + " bytes too many after its output matrix, from byte " + in.position() + " on");
        }
        return embeddings(file, bytes.byteSize(), settings, dictionary, input, output);
    }

    private static void check(Path file, FastTextSettings s, FastTextDictionary dictionary, FastTextMatrix input)
            throws IOException {
        int words = dictionary.words().size();
        long buckets = dictionary.isPruned() ? dictionary.keptBuckets().length : s.buckets();
        if (input.dim() != s.dim() || input.rows() != words + buckets) {
            throw new IOException(file + ": the input matrix is " + input.rows() + " × " + input.dim()
                    + ", but its settings ask for " + (words + buckets) + " × " + s.dim() + " (" + words + " words and "
                    + buckets + " buckets of n-grams)");
        }
    }

    private static Embeddings embeddings(
            Path file,
            long fileSize,
            FastTextSettings settings,
            FastTextDictionary dictionary,
            FastTextMatrix input,
            FastTextMatrix output)
            throws IOException {
        Vocabulary words = dictionary.words();
        if (input.isQuantized() && input.rows() * input.dim() > MOST_EXPANSION / Float.BYTES * fileSize) {
            throw new IOException(file + " would unpack from " + fileSize + " bytes to "
                    + input.rows() * input.dim() * Float.BYTES + ": it is damaged");
        }
        Optional<SubwordVectors> subwords = subwords(file, settings, dictionary, input);
        Matrix vectors = wordVectors(file, words, input.rows(file, 0, words.size()), subwords);
        boolean perWord = !settings.isSupervised()
                && !settings.isHierarchical()
                && output.rows() == words.size()
                && output.dim() == input.dim();
        Optional<Matrix> context = perWord ? Optional.of(output.rows(file, 0, words.size())) : Optional.empty();
        Provenance provenance = settings.provenance(Models.provenance(file, Format.FASTTEXT_BIN), dictionary);
        return new Embeddings(words, vectors, context, provenance, subwords);
    }

    private static Optional<SubwordVectors> subwords(
            Path file, FastTextSettings settings, FastTextDictionary dictionary, FastTextMatrix input)
            throws IOException {
        int words = dictionary.words().size();
        int[] kept = dictionary.keptBuckets();
        boolean none =
                settings.maxLength() < 1 || settings.buckets() < 1 || (dictionary.isPruned() && kept.length == 0);
        if (none) {
            return Optional.empty();
        }
        int minLength = Math.max(1, settings.minLength());
        if (settings.maxLength() < minLength) {
            return Optional.empty();
        }
        if (!dictionary.isPruned()) {
            Matrix rows = input.rows(file, words, settings.buckets());
            return Optional.of(
                    new SubwordVectors(rows, new int[0], settings.buckets(), minLength, settings.maxLength()));
        }
        // Row i of the file belongs to bucket kept[i]; ours are in the order of their buckets.
        Matrix inFile = input.rows(file, words, kept.length);
        Matrix ordered = Rows.allocate(file, kept.length, input.dim());
        int[] ascending = kept.clone();
        Arrays.sort(ascending);
        float[] row = new float[input.dim()];
        for (int i = 0; i < kept.length; i++) {
            int place = Arrays.binarySearch(ascending, kept[i]);
            if (kept[i] < 0 || kept[i] >= settings.buckets() || (place > 0 && ascending[place - 1] == kept[i])) {
                throw new IOException(file + ": bucket " + kept[i] + ", kept as row " + i
                        + " of the n-grams, is kept twice or outside the " + settings.buckets() + " buckets");
            }
            inFile.copyRow(i, row);
            ordered.setRow(place, row);
        }
        return Optional.of(new SubwordVectors(ordered, ascending, settings.buckets(), minLength, settings.maxLength()));
    }

    private static Matrix wordVectors(Path file, Vocabulary words, Matrix own, Optional<SubwordVectors> subwords)
            throws IOException {
        if (subwords.isEmpty()) {
            return own;
        }
        Matrix vectors = Rows.allocate(file, own.rows(), own.dim());
        Parallel.forEach(Math.ceilDiv(words.size(), BLOCK), () -> {
            float[] sum = new float[own.dim()];
            return block -> {
                int end = (int) Math.min(words.size(), (block + 1L) * BLOCK);
                for (int id = block * BLOCK; id < end; id++) {
                    own.copyRow(id, sum);
                    int parts = 1 + subwords.get().addTo(words.wordBytes(id), sum);
                    float share = (float) (1.0 / parts); // as fastText rounds it
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] *= share;
                    }
                    vectors.setRow(id, sum);
                }
            };
        });
        return vectors;
    }
}
