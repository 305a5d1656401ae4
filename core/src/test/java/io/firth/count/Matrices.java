package io.firth.count;

import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small matrices of counts for tests. */
final class Matrices {
    private Matrices() {}

    /** Words w0, w1, …, whose counts in the corpus are the row sums. */
    static Cooccurrences of(double[][] counts) {
        List<byte[]> words = new ArrayList<>();
        long[] sums = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            words.add(("w" + i).getBytes(StandardCharsets.UTF_8));
            for (double count : counts[i]) {
                sums[i] += Math.round(Math.min(count, 1e12));
            }
        }
        return Cooccurrences.of(Vocabulary.of(words, sums), counts, CountSettings.defaults());
    }

    /** Not symmetric; about {@code density} of the cells, frequent words first; no row is empty. */
    static double[][] random(int size, double density, long seed) {
        Random random = new Random(seed);
        double[][] counts = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (random.nextDouble() < density || j == (i + 1) % size) {
                    counts[i][j] = 1 + Math.floor(-Math.log(random.nextDouble()) * 200 / ((1 + i) * (1 + j)));
                }
            }
        }
        return counts;
    }
}
