package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighborOverlapTest {
    private static final EvaluationOptions OPTIONS = new EvaluationOptions(CaseRule.LOWER, 0, 300, 1, 0.95);

    private static EvaluatedModel model(String name, int[] words, long seed, float noise) {
        Random noises = new Random(seed);
        Matrix vectors = Matrix.allocate(words.length, 8);
        List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            Random own = new Random(words[i]); // of the word, not of the model
            for (int d = 0; d < 8; d++) {
                vectors.set(i, d, (float) (own.nextGaussian() + noise * noises.nextGaussian()));
            }
            names.add(("w" + words[i]).getBytes(StandardCharsets.UTF_8));
        }
        return new EvaluatedModel(name, Vocabulary.of(names, new long[words.length]), vectors);
    }

    @Test
    void sharedWordsKeepTheirVectors() {
        EvaluatedModel a = model("a", new int[] {5, 3, 9, 7, 1}, 1, 0);
        EvaluatedModel b = model("b", new int[] {1, 9, 4, 5}, 2, 0);
        SharedWords shared = SharedWords.of(List.of(a, b), 0);
        assertEquals(
                List.of("w5", "w9", "w1"),
                IntStream.range(0, 3).mapToObj(shared::word).toList());
        for (int word = 0; word < 3; word++) {
            assertEquals(
                    Arrays.toString(shared.vectors(0).row(word)),
                    Arrays.toString(shared.vectors(1).row(word)));
        }
        assertEquals(1, SharedWords.of(List.of(a, b), 3).size()); // w9
        assertThrows(IllegalArgumentException.class, () -> SharedWords.of(List.of(), 3));
        assertThrows(IllegalArgumentException.class, () -> SharedWords.of(List.of(a), 3));
        assertThrows(IllegalArgumentException.class, () -> NeighborOverlap.of(shared, 3, 0, OPTIONS));
        assertThrows(IllegalArgumentException.class, () -> NeighborOverlap.of(shared, 0, 0, OPTIONS));
        assertEquals(1, NeighborOverlap.of(shared, 2, 0, OPTIONS).mean(), "both others");
        assertThrows(IllegalArgumentException.class, () -> SharedWords.of(List.of(a, b), -1));
    }

    /** Zero has no neighbours, and what is not finite has none either. */
    @Test
    void wordsWithoutADirectionAreLeftOut() {
        EvaluatedModel a = model("a", new int[] {1, 2, 3, 4}, 1, 0);
        EvaluatedModel b = model("b", new int[] {1, 2, 3, 4}, 2, 0);
        b.vectors().setRow(1, new float[8]);
        b.vectors().set(2, 5, Float.NaN);
        SharedWords shared = SharedWords.of(List.of(a, b), 0);
        assertEquals(
                List.of("w1", "w4"),
                IntStream.range(0, shared.size()).mapToObj(shared::word).toList());
    }

    @Test
    void againstAllPairsComparedByHand() {
        EvaluatedModel a = model("a", IntStream.range(0, 60).toArray(), 1, 0.3f);
        EvaluatedModel b = model("b", IntStream.range(20, 90).toArray(), 2, 0.3f);
        EvaluatedModel same = model("same", IntStream.range(10, 60).toArray(), 1, 0);
        SharedWords shared = SharedWords.of(List.of(a, b, same, same), 0);
        assertEquals(40, shared.size());
        NeighborOverlap overlap = NeighborOverlap.of(shared, 5, 0, OPTIONS);
        assertEquals(6, overlap.pairs().size());
        for (NeighborOverlap.Pair pair : overlap.pairs()) {
            double sum = 0;
            for (int word = 0; word < 40; word++) {
                double expected = jaccard(
                        nearest(shared.vectors(pair.first()), word, 5),
                        nearest(shared.vectors(pair.second()), word, 5));
                assertEquals(expected, pair.jaccard()[word], 1e-12);
                sum += expected;
            }
            assertEquals(sum / 40, pair.mean(), 1e-12);
            assertTrue(pair.interval().orElseThrow().contains(pair.mean()));
        }
        assertEquals(1, overlap.pairs().getLast().mean());
        assertEquals(
                overlap.pairs().stream()
                        .mapToDouble(NeighborOverlap.Pair::mean)
                        .average()
                        .orElseThrow(),
                overlap.mean(),
                1e-12);
        for (int word = 0; word < 40; word++) {
            int at = word;
            double expected = overlap.pairs().stream()
                    .mapToDouble(pair -> pair.jaccard()[at])
                    .average()
                    .orElseThrow();
            assertEquals(expected, overlap.byWord()[word], 1e-12);
        }
        NeighborOverlap some = NeighborOverlap.of(shared, 5, 12, OPTIONS);
        assertEquals(
                12,
                Arrays.stream(some.words())
                        .distinct()
                        .filter(w -> w >= 0 && w < 40)
                        .count());
    }

    private static Set<Integer> nearest(Matrix vectors, int word, int k) {
        return IntStream.range(0, 40)
                .filter(other -> other != word)
                .boxed()
                .sorted(Comparator.comparingDouble(other -> -cosine(vectors.row(word), vectors.row(other))))
                .limit(k)
                .collect(Collectors.toSet());
    }

    private static double jaccard(Set<Integer> a, Set<Integer> b) {
        Set<Integer> all = new java.util.HashSet<>(a);
        all.addAll(b);
        return (a.size() + b.size() - all.size()) / (double) all.size();
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
