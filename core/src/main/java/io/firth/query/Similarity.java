package io.firth.query;

import io.firth.math.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How alike two words are, or how much they go together: cosines of pairs of rows, in double. Safe for use by several
 * threads.
 */
public final class Similarity {
    private final WordVectors left;
    private final WordVectors right;

    /**
     * Alike: both words by the same vectors, as a rule the input vectors.
     *
     * @param vectors V × D
     */
    public Similarity(Matrix vectors) {
        this(vectors, vectors);
    }

    /**
     * Go together: the first word by one matrix, as a rule the input vectors, the second by another, the output vectors.
     *
     * @param left V × D
     * @param right V × D
     */
    public Similarity(Matrix left, Matrix right) {
        this(WordVectors.of(left), WordVectors.of(right));
    }

    /** Alike, of words that are perhaps no rows of a matrix. */
    public Similarity(WordVectors vectors) {
        this(vectors, vectors);
    }

    /** Go together: the first word by some vectors, the second by others. */
    public Similarity(WordVectors left, WordVectors right) {
        this.left = Objects.requireNonNull(left, "left");
        this.right = Objects.requireNonNull(right, "right");
        if (left.dim() != right.dim()) {
            throw new IllegalArgumentException(
                    "vectors of " + left.dim() + " and " + right.dim() + " dimensions have no cosine");
        }
    }

    /**
     * aᵀb / (‖a‖ · ‖b‖), −1…1; NaN if one of the vectors has no direction (zero, NaN or infinite).
     *
     * @throws IllegalArgumentException if there is no such word
     */
    public double cosine(int a, int b) {
        return Directions.cosine(row(left, a), row(right, b));
    }

    /**
     * aᵀb. Of input and output vectors trained by negative sampling with k negatives it estimates PMI(a, b) − log k (Levy,
     * Goldberg 2014).
     *
     * @throws IllegalArgumentException if there is no such word
     */
    public double dot(int a, int b) {
        return Directions.dot(row(left, a), row(right, b));
    }

    /**
     * The words by their cosine with the mean of all their unit vectors, least first: the first one is the odd one out
     * (gensim's {@code doesnt_match}). Of equal cosines the smaller id comes first.
     *
     * @param words at least three
     * @throws IllegalArgumentException if there are fewer, one does not exist, or a vector or their mean has no direction
     */
    public List<Neighbor> oddOneOut(int... words) {
        if (words.length < 3) {
            throw new IllegalArgumentException("at least three words are needed to find the odd one out");
        }
        float[] mean = WordQuery.of(words).direction(left);
        return Arrays.stream(words)
                .mapToObj(word -> new Neighbor(word, (float) Directions.cosine(mean, row(left, word))))
                .sorted(Comparator.comparingDouble(Neighbor::cosine).thenComparingInt(Neighbor::wordId))
                .toList();
    }

    private static float[] row(WordVectors vectors, int word) {
        Directions.checkWord(word, vectors.size());
        return vectors.row(word);
    }
}
