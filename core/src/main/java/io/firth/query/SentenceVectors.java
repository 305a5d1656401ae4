package io.firth.query;

import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * A sentence as the weighted mean of its words' vectors, v_s = (1/|s|) Σ_{w in s} g(w) v_w, optionally less its projection
 * on a direction that all sentences share. Immutable, safe for use by several threads.
 *
 * <p>With g(w) = a / (a + p(w)), p(w) the share of w among all words of the corpus, and the first principal component of
 * many sentences removed, it is SIF (Arora, Liang, Ma: A Simple but Tough-to-Beat Baseline for Sentence Embeddings, 2017).
 */
public final class SentenceVectors {
    /** The a of SIF that its authors recommend. */
    public static final double SIF_A = 1e-3;

    /** Steps of the power iteration, and the change that ends it before. */
    private static final int MOST_STEPS = 500;

    private static final double CONVERGED = 1e-12;

    private final WordVectors vectors;
    private final IntToDoubleFunction weight;
    private final double[] component; // of length 1, or null

    private SentenceVectors(WordVectors vectors, IntToDoubleFunction weight, double[] component) {
        this.vectors = Objects.requireNonNull(vectors, "vectors");
        this.weight = weight;
        this.component = component;
    }

    /**
     * Plain means, g(w) = 1.
     *
     * @param vectors V × D
     */
    public static SentenceVectors mean(Matrix vectors) {
        return mean(WordVectors.of(vectors));
    }

    /** Plain means of words that are perhaps no rows of a matrix. */
    public static SentenceVectors mean(WordVectors vectors) {
        return new SentenceVectors(vectors, word -> 1, null);
    }

    /**
     * SIF weights, no component removed yet.
     *
     * @param vectors V × D
     * @param vocabulary V words with their counts
     * @param a &gt; 0, as a rule {@link #SIF_A}; the smaller, the less frequent words count
     * @throws IllegalArgumentException if a is not positive, or the vocabulary has no counts
     */
    public static SentenceVectors sif(Matrix vectors, Vocabulary vocabulary, double a) {
        return sif(WordVectors.of(vectors), vocabulary, a);
    }

    /**
     * The same with words beyond the vocabulary, whose ids are V and more: they were never seen, p(w) = 0 and g(w) = 1.
     *
     * @throws IllegalArgumentException if a is not positive, or the vocabulary has no counts
     */
    public static SentenceVectors sif(WordVectors vectors, Vocabulary vocabulary, double a) {
        if (!(a > 0)) {
            throw new IllegalArgumentException("the a of SIF must be above 0, but is " + a);
        }
        double total = vocabulary.totalCount();
        if (total == 0) {
            throw new IllegalArgumentException("SIF weights need the words' counts, which this model does not have");
        }
        return new SentenceVectors(
                vectors, word -> a / (a + (word < vocabulary.size() ? vocabulary.count(word) / total : 0)), null);
    }

    /**
     * The same without what these sentences have in common: the first principal component (not centred) of their
     * vectors. Sentences without words are passed over.
     *
     * @param sentences word ids of many sentences
     * @throws IllegalArgumentException if there are fewer than two sentences with words
     */
    public SentenceVectors withoutCommonComponent(List<int[]> sentences) {
        SentenceVectors whole = new SentenceVectors(vectors, weight, null);
        double[][] rows = sentences.stream()
                .filter(sentence -> sentence.length > 0)
                .map(whole::inDouble)
                .toArray(double[][]::new);
        if (rows.length < 2) {
            throw new IllegalArgumentException(
                    "the common component needs at least two sentences with known words, not " + rows.length);
        }
        return new SentenceVectors(vectors, weight, firstComponent(rows, vectors.dim()));
    }

    /**
     * v_s, length D; zeros for a sentence without words.
     *
     * @param sentence word ids, a word as often as it occurs
     */
    public float[] of(int[] sentence) {
        double[] sum = inDouble(sentence);
        float[] vector = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            vector[i] = (float) sum[i];
        }
        return vector;
    }

    /** The cosine of two sentences, −1…1; NaN if one has no words, or its vector no direction. */
    public double similarity(int[] a, int[] b) {
        return Directions.cosine(of(a), of(b));
    }

    private double[] inDouble(int[] sentence) {
        double[] mean = new double[vectors.dim()];
        for (int word : sentence) {
            Directions.checkWord(word, vectors.size());
            float[] row = vectors.row(word);
            double g = weight.applyAsDouble(word) / sentence.length;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += g * row[i];
            }
        }
        if (component != null) {
            double along = dot(component, mean);
            for (int i = 0; i < mean.length; i++) {
                mean[i] -= along * component[i];
            }
        }
        return mean;
    }

    /** The direction u of length 1 with the greatest Σ_s (uᵀv_s)², by power iteration on Σ_s v_s v_sᵀ. */
    private static double[] firstComponent(double[][] rows, int dim) {
        double[] u = new double[dim];
        for (double[] row : rows) {
            double sign = dot(u, row) < 0 ? -1 : 1; // a start that is not orthogonal to all of them
            for (int i = 0; i < dim; i++) {
                u[i] += sign * row[i];
            }
        }
        normalise(u);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] next = new double[dim];
            for (double[] row : rows) {
                double along = dot(u, row);
                for (int i = 0; i < dim; i++) {
                    next[i] += along * row[i];
                }
            }
            normalise(next);
            double same = dot(u, next);
            u = next;
            if (1 - Math.abs(same) < CONVERGED) {
                break;
            }
        }
        return u;
    }

    private static void normalise(double[] u) {
        double norm = Math.sqrt(dot(u, u));
        for (int i = 0; norm > 0 && i < u.length; i++) {
            u[i] /= norm;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
