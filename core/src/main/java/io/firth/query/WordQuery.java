package io.firth.query;

import io.firth.math.Matrix;
import java.util.Arrays;
import java.util.Objects;

/**
 * What to be near to: Σ positive − Σ negative over the words' unit vectors, so that each word counts the same however
 * long its vector is. The words themselves are not among the answers.
 *
 * @param positive word ids that are added
 * @param negative word ids that are taken off
 */
public record WordQuery(int[] positive, int[] negative) {
    /** Takes the arrays as they are. */
    public WordQuery {
        Objects.requireNonNull(positive, "positive");
        Objects.requireNonNull(negative, "negative");
        if (positive.length + negative.length == 0) {
            throw new IllegalArgumentException("a query needs at least one word");
        }
    }

    /** Near to one word, or to several together. */
    public static WordQuery of(int... wordIds) {
        return new WordQuery(wordIds, new int[0]);
    }

    /** All its words. */
    int[] words() {
        int[] words = Arrays.copyOf(positive, positive.length + negative.length);
        System.arraycopy(negative, 0, words, positive.length, negative.length);
        return words;
    }

    /**
     * Σ positive − Σ negative of unit vectors, scaled to length 1.
     *
     * @param vectors V × D
     * @throws IllegalArgumentException if a word does not exist, or a vector or their sum has no direction
     */
    public float[] direction(Matrix vectors) {
        return direction(WordVectors.of(vectors));
    }

    /**
     * The same for words that are perhaps no rows of a matrix.
     *
     * @throws IllegalArgumentException if a word does not exist, or a vector or their sum has no direction
     */
    public float[] direction(WordVectors vectors) {
        if (positive.length == 1 && negative.length == 0) {
            return Directions.unit(vectors, positive[0]);
        }
        double[] sum = new double[vectors.dim()];
        add(sum, vectors, positive, 1);
        add(sum, vectors, negative, -1);
        float[] direction = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            direction[i] = (float) sum[i];
        }
        return Directions.unit(direction, "the sum of the query's vectors");
    }

    private static void add(double[] sum, WordVectors vectors, int[] words, int sign) {
        for (int word : words) {
            float[] unit = Directions.unit(vectors, word);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += sign * unit[i];
            }
        }
    }
}
