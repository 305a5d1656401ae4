package io.firth.eval;

import io.firth.embeddings.Embeddings;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far further training has moved the vectors of a model's words: the cosine of a word's old and new vector, apart for
 * words that the new text has and for those it lacks. What is near 1 has stayed; an index or a classifier made with the old
 * vectors still fits as well as these cosines are high. (Only a model and its own continuation can be compared like this:
 * the coordinates of two separate trainings have nothing to do with each other, see {@link Procrustes}.)
 *
 * @param occurring input vectors of old words that occur in the new text
 * @param absent input vectors of old words that do not; these are not trained, so that they stay as they are
 * @param occurringOutput output vectors of old words that occur in the new text
 * @param absentOutput output vectors of old words that do not; these move when they are drawn as negatives
 * @param newWords words that the old model did not have
 */
public record Drift(Part occurring, Part absent, Part occurringOutput, Part absentOutput, int newWords) {
    /** The shares of {@link Part#quantiles}. */
    public static final List<Double> SHARES = List.of(0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 1.0);

    /** How many words are named as moved most, unless another number is asked for. */
    public static final int MOST = 10;

    /**
     * Some of the words.
     *
     * @param words how many
     * @param mean of their cosines; NaN if there are no words
     * @param quantiles of their cosines at {@link #SHARES}; empty if there are no words
     * @param most those that moved most, farthest first
     */
    public record Part(int words, double mean, List<Double> quantiles, List<Moved> most) {}

    /**
     * A word that moved.
     *
     * @param word itself
     * @param count how often the new text has it
     * @param cosine of its old and its new vector
     */
    public record Moved(String word, long count, double cosine) {}

    /**
     * From a model to its continuation.
     *
     * @param before the model
     * @param after what further training made of it: all its words, and their counts with those in the new text added
     * @param most how many words to name in each part, ≥ 0
     * @throws IllegalArgumentException if {@code after} lacks a word of {@code before}
     */
    public static Drift between(Embeddings before, Embeddings after, int most) {
        int size = before.size();
        int[] ids = new int[size];
        long[] counts = new long[size];
        Vocabulary words = before.vocabulary();
        int distinct = 0;
        for (int id = 0; id < size; id++) {
            byte[] word = words.wordBytes(id);
            ids[id] = words.id(word, 0, word.length) == id ? after.vocabulary().id(word, 0, word.length) : -1;
            if (ids[id] >= 0) {
                counts[id] = after.vocabulary().count(ids[id]) - words.count(id);
                distinct++;
            } else if (words.id(word, 0, word.length) == id) {
                throw new IllegalArgumentException(
                        "'" + words.word(id) + "' is not in the model that is said to go on from the other");
            }
        }
        Measured measured = new Measured(words, ids, counts, most);
        Optional<Matrix> from = before.hasOutputPerWord() ? before.output() : Optional.empty();
        Optional<Matrix> to = after.hasOutputPerWord() ? after.output() : Optional.empty();
        boolean outputs = from.isPresent() && to.isPresent();
        double[] input = measured.cosines(before.input(), after.input());
        double[] output = outputs ? measured.cosines(from.get(), to.get()) : null;
        return new Drift(
                measured.part(input, true),
                measured.part(input, false),
                measured.part(output, true),
                measured.part(output, false),
                after.size() - distinct);
    }

    /** The old words: their ids in the new model (−1: an earlier word is the same) and counts in the new text. */
    private record Measured(Vocabulary words, int[] ids, long[] counts, int most) {
        double[] cosines(Matrix from, Matrix to) {
            double[] cosines = new double[ids.length];
            float[] old = new float[from.dim()];
            float[] now = new float[to.dim()];
            for (int id = 0; id < ids.length; id++) {
                if (ids[id] >= 0) {
                    from.copyRow(id, old);
                    to.copyRow(ids[id], now);
                    cosines[id] = cosine(old, now);
                }
            }
            return cosines;
        }

        /** Exactly 1 for what has not moved, also for a zero vector; 0 between a zero vector and another. */
        private static double cosine(float[] a, float[] b) {
            if (Arrays.equals(a, b)) {
                return 1;
            }
            double ab = 0;
            double aa = 0;
            double bb = 0;
            for (int d = 0; d < a.length; d++) {
                ab += (double) a[d] * b[d];
                aa += (double) a[d] * a[d];
                bb += (double) b[d] * b[d];
            }
            return aa == 0 || bb == 0 ? 0 : Math.clamp(ab / Math.sqrt(aa * bb), -1, 1);
        }

        Part part(double[] cosines, boolean occurring) {
            List<Integer> farthestFirst = cosines == null
                    ? List.of()
                    : IntStream.range(0, ids.length)
                            .filter(id -> ids[id] >= 0 && counts[id] > 0 == occurring)
                            .boxed()
                            .sorted(Comparator.comparingDouble(id -> cosines[id]))
                            .toList();
            double[] sorted =
                    farthestFirst.stream().mapToDouble(id -> cosines[id]).toArray();
            return new Part(
                    sorted.length,
                    Arrays.stream(sorted).average().orElse(Double.NaN),
                    sorted.length == 0
                            ? List.of()
                            : SHARES.stream()
                                    .map(share -> Quantiles.of(sorted, share))
                                    .toList(),
                    farthestFirst.stream()
                            .filter(id -> cosines[id] < 1)
                            .limit(most)
                            .map(id -> new Moved(words.word(id), counts[id], cosines[id]))
                            .toList());
        }
    }
}
