package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * GloVe's text format: lines of a word and D numbers with spaces between, and nothing before them. D is what most of the
 * first lines have; a word may contain spaces.
 */
public final class GloveText {
    private static final int SAMPLED_BYTES = 1 << 20;
    private static final int SAMPLED_LINES = 200;

    private GloveText() {}

    /**
     * Reads a file, on all processors.
     *
     * @throws IOException if the file cannot be read or a line has no word and D numbers: the message says where, and how
     *     many rows are whole
     */
    public static Embeddings open(Path file) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment bytes = MappedFile.open(file, arena);
            int dim = dim(bytes)
                    .orElseThrow(() -> new IOException(file
                            + " is not GloVe's text: its first line is not a word and numbers with spaces between"));
            if (dim > Word2VecHeader.MOST_DIM) {
                throw new IOException(file + " has lines of " + dim + " numbers, more than the "
                        + Word2VecHeader.MOST_DIM + " that are read");
            }
            VectorLines table = new VectorLines(file, bytes, 0);
            long rows = table.lines();
            if (rows > Integer.MAX_VALUE - 8) {
                throw new IOException(file + " has " + rows + " lines, more than a vocabulary can have");
            }
            Matrix vectors = table.read(rows, dim, () -> new WordAndNumbers(dim), 2);
            return Models.readFrom(file, Format.GLOVE, table.vocabulary(rows), vectors);
        }
    }

    /** D, if these bytes begin with lines of a word and numbers. */
    static OptionalInt dim(MemorySegment bytes) {
        int length = (int) Math.min(bytes.byteSize(), SAMPLED_BYTES);
        byte[] sample = bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        Map<Integer, Integer> votes = new TreeMap<>();
        int lines = 0;
        for (int from = 0; from < length && lines < SAMPLED_LINES; ) {
            int end = from;
            while (end < length && sample[end] != '\n') {
                end++;
            }
            if (end == length && length < bytes.byteSize() && lines > 0) {
                break; // a line that the sample cuts
            }
            int numbers = trailingNumbers(sample, from, end);
            if (numbers > 0) {
                votes.merge(numbers, 1, Integer::sum);
                lines++;
            } else if (lines == 0 && end > from + 1) {
                return OptionalInt.empty();
            }
            from = end + 1;
        }
        int dim = 0;
        for (Map.Entry<Integer, Integer> vote :
                votes.entrySet()) { // of equal votes the greater length: then a line fails
            dim = dim == 0 || vote.getValue() >= votes.get(dim) ? vote.getKey() : dim;
        }
        return dim == 0 ? OptionalInt.empty() : OptionalInt.of(dim);
    }

    // How many numbers a line ends with, not counting its first field.
    private static int trailingNumbers(byte[] line, int from, int to) {
        int end = to;
        int numbers = 0;
        while (true) {
            while (end > from && (WordAndNumbers.separates(line[end - 1]) || line[end - 1] == '\r')) {
                end--;
            }
            int start = end;
            while (start > from && !WordAndNumbers.separates(line[start - 1])) {
                start--;
            }
            if (start == from || !DecimalFloat.isNumber(line, start, end)) {
                return numbers;
            }
            numbers++;
            end = start;
        }
    }

    /**
     * Writes one vector per word; the file appears whole or not at all.
     *
     * @throws IllegalArgumentException if the embeddings cannot give that choice of vectors
     * @throws IOException if the file cannot be written, a word is empty or contains a space, a tab or a line break, or a
     *     vector holds NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException {
        Word2VecText.write(embeddings, file, choice, Format.GLOVE);
    }
}
