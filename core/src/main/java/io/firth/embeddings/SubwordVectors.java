package io.firth.embeddings;

import io.firth.math.Matrix;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Vectors of character n-grams, from which a word that the vocabulary lacks gets a vector: the mean of the vectors of its
 * n-grams (P. Bojanowski et al., Enriching Word Vectors with Subword Information, 2017). As in fastText the word is put
 * between {@code <} and {@code >}, its n-grams of minLength to maxLength characters are hashed into buckets, and each
 * bucket has one vector; the n-grams {@code <} and {@code >} alone are left out.
 */
public final class SubwordVectors {
    private static final byte[] END_OF_SENTENCE = "</s>".getBytes(StandardCharsets.UTF_8);

    private final Matrix vectors;
    private final int[] buckets;
    private final int bucketCount;
    private final int minLength;
    private final int maxLength;

    /**
     * One vector per bucket, or per bucket that was kept.
     *
     * @param vectors R × D
     * @param buckets the bucket of each row, ascending; or empty if row r is bucket r
     * @param bucketCount B, the number of buckets that n-grams are hashed into, ≥ 1
     * @param minLength of an n-gram in characters, ≥ 1
     * @param maxLength of an n-gram in characters, ≥ minLength
     * @throws IllegalArgumentException if these do not fit together
     */
    public SubwordVectors(Matrix vectors, int[] buckets, int bucketCount, int minLength, int maxLength) {
        this.vectors = Objects.requireNonNull(vectors, "vectors");
        this.buckets = buckets.clone();
        this.bucketCount = bucketCount;
        this.minLength = minLength;
        this.maxLength = maxLength;
        if (bucketCount < 1 || minLength < 1 || maxLength < minLength) {
            throw new IllegalArgumentException("n-grams of " + minLength + " to " + maxLength + " characters in "
                    + bucketCount + " buckets are not possible");
        }
        long rows = buckets.length == 0 ? bucketCount : buckets.length;
        if (vectors.rows() != rows) {
            throw new IllegalArgumentException(vectors.rows() + " vectors cannot be those of " + rows + " buckets");
        }
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] < 0 || buckets[i] >= bucketCount || i > 0 && buckets[i] <= buckets[i - 1]) {
                throw new IllegalArgumentException("bucket " + buckets[i] + " of row " + i + " is not in 0…"
                        + (bucketCount - 1) + " in ascending order");
            }
        }
    }

    /** R × D, one row per bucket that has a vector. */
    public Matrix vectors() {
        return vectors;
    }

    /** The bucket of each row, ascending; empty if row r is bucket r. */
    public int[] buckets() {
        return buckets.clone();
    }

    /** B, the number of buckets. */
    public int bucketCount() {
        return bucketCount;
    }

    /** Fewest characters of an n-gram. */
    public int minLength() {
        return minLength;
    }

    /** Most characters of an n-gram. */
    public int maxLength() {
        return maxLength;
    }

    /**
     * Adds the vectors of a word's n-grams to {@code sum[0 … D)}, in the order in which they begin in the word.
     *
     * @return how many there were
     */
    public int addTo(byte[] word, float[] sum) {
        if (Arrays.equals(word, END_OF_SENTENCE)) {
            return 0;
        }
        byte[] text = new byte[word.length + 2];
        text[0] = '<';
        System.arraycopy(word, 0, text, 1, word.length);
        text[text.length - 1] = '>';
        float[] row = new float[vectors.dim()];
        int added = 0;
        for (int from = 0; from < text.length; from++) {
            if (continues(text[from])) {
                continue;
            }
            int hash = 0x811c9dc5; // FNV-1a, 32 bits
            int to = from;
            for (int length = 1; length <= maxLength && to < text.length; length++) {
                do {
                    hash = (hash ^ text[to++]) * 0x01000193; // the byte with its sign, as fastText does
                } while (to < text.length && continues(text[to]));
                boolean edge = length == 1 && (from == 0 || to == text.length);
                long at = length < minLength || edge ? -1 : row(Integer.remainderUnsigned(hash, bucketCount));
                if (at >= 0) {
                    vectors.copyRow(at, row);
                    for (int i = 0; i < row.length; i++) {
                        sum[i] += row[i];
                    }
                    added++;
                }
            }
        }
        return added;
    }

    private int row(int bucket) {
        return buckets.length == 0 ? bucket : Arrays.binarySearch(buckets, bucket);
    }

    private static boolean continues(byte b) {
        return (b & 0xc0) == 0x80; // a UTF-8 character's second, third or fourth byte
    }
}
