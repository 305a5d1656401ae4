package io.firth.io;

import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The dictionary of a fastText model.
 *
 * @param words with their counts; labels are not among them
 * @param labels number of labels
 * @param tokens of the corpus
 * @param isPruned whether only some buckets of n-grams were kept
 * @param keptBuckets then their numbers, in the order of their rows
 */
record FastTextDictionary(Vocabulary words, int labels, long tokens, boolean isPruned, int[] keptBuckets) {
    // An entry is at least a zero, a count and a type.
    private static final int LEAST_ENTRY_BYTES = 10;

    static FastTextDictionary read(Path file, MemorySegment bytes, Cursor in) throws IOException {
        int size = in.int32("the dictionary's size");
        int words = in.int32("the dictionary's size");
        int labels = in.int32("the dictionary's size");
        long tokens = in.int64("the dictionary's size");
        long pruned = in.int64("the dictionary's size");
        if (words < 1 || labels < 0 || size != (long) words + labels) {
            throw new IOException(file + ": the dictionary has " + size + " entries, of which " + words
                    + " are words and " + labels + " labels; at least one word is expected, and nothing else");
        }
        if (size > in.remaining() / LEAST_ENTRY_BYTES) {
            throw new IOException(file + " promises " + size + " words and labels, but its " + bytes.byteSize()
                    + " bytes hold at most " + in.remaining() / LEAST_ENTRY_BYTES + ": it is cut off or damaged");
        }
        WordTable table = new WordTable(words);
        for (int i = 0; i < size; i++) {
            String what = "the dictionary (" + i + " of " + size + " entries are whole)";
            entry(file, bytes, in, i, i < words ? table : null, what);
        }
        int[] kept = new int[0];
        if (pruned > 0) {
            if (pruned > in.remaining() / 8) {
                throw new IOException(file + " promises " + pruned + " kept n-grams, but its bytes hold at most "
                        + in.remaining() / 8 + ": it is cut off or damaged");
            }
            kept = kept(file, in, (int) pruned);
        }
        return new FastTextDictionary(table.vocabulary(), labels, tokens, pruned >= 0, kept);
    }

    private static void entry(Path file, MemorySegment bytes, Cursor in, int i, WordTable words, String what)
            throws IOException {
        long start = in.position();
        long end = in.takeToZero(what);
        long count = in.int64(what);
        int type = in.int8(what);
        if (type != (words == null ? 1 : 0)) {
            throw new IOException(file + ": entry " + i + " of the dictionary, at byte " + start + ", is of kind "
                    + type + "; words (0) come first, then labels (1)");
        }
        if (count < 0) {
            throw new IOException(
                    file + ": entry " + i + " of the dictionary, at byte " + start + ", has the count " + count);
        }
        if (end - start > Integer.MAX_VALUE - 16) {
            throw new IOException(file + ": entry " + i + " of the dictionary, at byte " + start + ", has "
                    + (end - start) + " bytes");
        }
        if (words != null) {
            words.add(bytes, start, end, count);
        }
    }

    // Pairs (bucket, row): the bucket of every row.
    private static int[] kept(Path file, Cursor in, int size) throws IOException {
        int[] bucketOfRow = new int[size];
        boolean[] seen = new boolean[size];
        for (int i = 0; i < size; i++) {
            int bucket = in.int32("the kept n-grams");
            int row = in.int32("the kept n-grams");
            if (row < 0 || row >= size || seen[row]) {
                throw new IOException(file + ": kept n-gram " + i + ", before byte " + in.position() + ", has the row "
                        + row + "; every row from 0 to " + (size - 1) + " is expected once");
            }
            seen[row] = true;
            bucketOfRow[row] = bucket;
        }
        return bucketOfRow;
    }
}
