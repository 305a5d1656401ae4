package io.firth.eval;

import io.firth.math.CounterRandom;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far models agree on who is near to whom: for a word, the Jaccard index |N₁ ∩ N₂| / |N₁ ∪ N₂| of its k nearest
 * neighbours in two models, both searched among the shared words; then the mean over words (Wendlandt, Kummerfeld &amp;
 * Mihalcea 2018; Antoniak &amp; Mimno 2018). Needs no alignment, and models may differ in dimension.
 *
 * @param k neighbours of each word
 * @param words the shared words asked for, ascending
 * @param pairs of models, each with each
 * @param mean over words and pairs, 0…1
 * @param interval of it, over words
 */
public record NeighborOverlap(int k, int[] words, List<Pair> pairs, double mean, Optional<Interval> interval) {
    private static final int SAMPLE = 7;

    /**
     * Two models.
     *
     * @param first its number
     * @param second its number
     * @param jaccard by word asked for
     * @param mean of these
     * @param interval of the mean, over words
     */
    public record Pair(int first, int second, double[] jaccard, double mean, Optional<Interval> interval) {}

    /**
     * Measures it.
     *
     * @param k neighbours of each word, ≥ 1
     * @param most words asked for, drawn without replacement; 0 for all
     * @param options for the interval and the draw; only resamples, seed and level count
     * @throws IllegalArgumentException if there are not more than k shared words
     */
    public static NeighborOverlap of(SharedWords shared, int k, int most, EvaluationOptions options) {
        if (k < 1 || shared.size() <= k) {
            throw new IllegalArgumentException(
                    "the " + k + " nearest neighbours cannot be compared with " + shared.size() + " shared words");
        }
        int[] words = draw(shared.size(), most == 0 ? shared.size() : Math.min(most, shared.size()), options.seed());
        int models = shared.models().size();
        List<List<Set<Integer>>> neighbors = new ArrayList<>();
        for (int m = 0; m < models; m++) {
            List<Set<Integer>> sets = new ArrayList<>(words.length);
            for (List<Neighbor> found : new NearestNeighbors(shared.vectors(m)).ofWords(words, k)) {
                Set<Integer> set = new HashSet<>();
                found.forEach(neighbor -> set.add(neighbor.wordId()));
                sets.add(set);
            }
            neighbors.add(sets);
        }
        Bootstrap bootstrap = new Bootstrap(options);
        List<Pair> pairs = new ArrayList<>();
        double[] byWord = new double[words.length];
        for (int a = 0; a < models; a++) {
            for (int b = a + 1; b < models; b++) {
                double[] jaccard = new double[words.length];
                for (int w = 0; w < words.length; w++) {
                    jaccard[w] =
                            jaccard(neighbors.get(a).get(w), neighbors.get(b).get(w));
                    byWord[w] += jaccard[w];
                }
                MeanStatistic mean = new MeanStatistic(jaccard);
                pairs.add(new Pair(a, b, jaccard, mean.value(), bootstrap.interval(List.of(mean))));
            }
        }
        MeanStatistic mean = new MeanStatistic(
                Arrays.stream(byWord).map(sum -> sum / pairs.size()).toArray());
        return new NeighborOverlap(k, words, List.copyOf(pairs), mean.value(), bootstrap.interval(List.of(mean)));
    }

    /** The mean Jaccard index over the pairs of models, by word asked for. */
    public double[] byWord() {
        double[] mean = new double[words.length];
        for (Pair pair : pairs) {
            for (int w = 0; w < mean.length; w++) {
                mean[w] += pair.jaccard()[w] / pairs.size();
            }
        }
        return mean;
    }

    static double jaccard(Set<Integer> a, Set<Integer> b) {
        long common = a.stream().filter(b::contains).count();
        long union = a.size() + b.size() - common;
        return union == 0 ? 1 : (double) common / union;
    }

    // The first n of a shuffle (Fisher and Yates).
    private static int[] draw(int size, int n, long seed) {
        int[] all = new int[size];
        Arrays.setAll(all, i -> i);
        long key = CounterRandom.key(seed, 0, SAMPLE);
        for (int i = 0; i < n; i++) {
            int j = i + CounterRandom.below((int) CounterRandom.bits(key, i), size - i);
            int word = all[j];
            all[j] = all[i];
            all[i] = word;
        }
        int[] drawn = Arrays.copyOf(all, n);
        Arrays.sort(drawn);
        return drawn;
    }
}
