package io.firth.query;

import io.firth.math.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Word Mover's Distance of two sentences as a problem: how far the words of one have to travel to become those of the
 * other (Kusner, Sun, Kolkin, Weinberger: From Word Embeddings to Document Distances, 2015, equation 2).
 *
 * <p>min Σ_ij T_ij c_ij over T ≥ 0 with Σ_j T_ij = supply_i and Σ_i T_ij = demand_j, where c_ij is the Euclidean distance
 * of the words' unit vectors. A linear program; {@link #relaxed()} is a bound that needs no solver.
 *
 * @param supply share of each distinct word of the first sentence, n numbers that sum to 1
 * @param demand share of each distinct word of the second sentence, m numbers that sum to 1
 * @param cost n × m, 0…2
 */
public record WordMovers(double[] supply, double[] demand, double[][] cost) {
    /**
     * The problem for two sentences.
     *
     * @param vectors V × D
     * @param from word ids, a word as often as it occurs
     * @param to word ids, a word as often as it occurs
     * @throws IllegalArgumentException if a sentence is empty, a word does not exist, or its vector has no direction
     */
    public static WordMovers of(Matrix vectors, int[] from, int[] to) {
        return of(WordVectors.of(vectors), from, to);
    }

    /**
     * The same for words that are perhaps no rows of a matrix.
     *
     * @throws IllegalArgumentException if a sentence is empty, a word does not exist, or its vector has no direction
     */
    public static WordMovers of(WordVectors vectors, int[] from, int[] to) {
        if (from.length == 0 || to.length == 0) {
            throw new IllegalArgumentException("the distance of a sentence without words is not defined");
        }
        Map<Integer, Double> supply = shares(from);
        Map<Integer, Double> demand = shares(to);
        float[][] starts = units(vectors, supply);
        float[][] ends = units(vectors, demand);
        double[][] cost = new double[starts.length][ends.length];
        for (int i = 0; i < starts.length; i++) {
            for (int j = 0; j < ends.length; j++) {
                cost[i][j] = distance(starts[i], ends[j]);
            }
        }
        return new WordMovers(array(supply), array(demand), cost);
    }

    /**
     * A bound from below: the greater of the costs when every word of one sentence goes whole to the nearest word of the
     * other, and the other way round (the same paper, section 4, relaxed WMD).
     */
    public double relaxed() {
        double out = 0;
        for (int i = 0; i < supply.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < demand.length; j++) {
                least = Math.min(least, cost[i][j]);
            }
            out += supply[i] * least;
        }
        double back = 0;
        for (int j = 0; j < demand.length; j++) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < supply.length; i++) {
                least = Math.min(least, cost[i][j]);
            }
            back += demand[j] * least;
        }
        return Math.max(out, back);
    }

    private static Map<Integer, Double> shares(int[] words) {
        Map<Integer, Double> shares = new LinkedHashMap<>();
        for (int word : words) {
            shares.merge(word, 1.0, Double::sum);
        }
        shares.replaceAll((word, count) -> count / words.length);
        return shares;
    }

    private static float[][] units(WordVectors vectors, Map<Integer, Double> words) {
        return words.keySet().stream()
                .map(word -> Directions.unit(vectors, word))
                .toArray(float[][]::new);
    }

    private static double[] array(Map<Integer, Double> shares) {
        return shares.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
