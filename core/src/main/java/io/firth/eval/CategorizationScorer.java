package io.firth.eval;

import io.firth.eval.CategorizationTask.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Purity of clusters (Almuhareb &amp; Poesio 2005; Baroni, Dinu &amp; Kruszewski 2014): unit vectors are clustered by
 * {@link KMeans} into as many clusters as there are classes; purity = (1/n) Σ over clusters of the size of its most
 * frequent class.
 */
final class CategorizationScorer {
    private final ModelVectors vectors;
    private final ToIntFunction<String> ids;
    private final long seed;

    CategorizationScorer(ModelVectors vectors, ToIntFunction<String> ids, long seed) {
        this.vectors = vectors;
        this.ids = ids;
        this.seed = seed;
    }

    ModelAnswers answer(CategorizationTask task) {
        List<Integer> known = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        float[][] points = new float[task.size()][vectors.dim()];
        for (int i = 0; i < task.size(); i++) {
            int id = ids.applyAsInt(task.members().get(i).word());
            if (id >= 0) {
                vectors.unit(id, points[i]);
                known.add(i);
            }
            all.add(i);
        }
        byte[] skip = right(task, points, known);
        byte[] zero = known.size() == all.size() ? skip : right(task, points, all);
        byte[] wrong = skip.clone();
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = wrong[i] == ShareStatistic.NOT_COVERED ? 0 : wrong[i];
        }
        return new ModelAnswers(
                known.size(),
                List.of(
                        new Series("", Measure.PURITY, OovPolicy.SKIP, task.size(), new ShareStatistic(skip)),
                        new Series("", Measure.PURITY, OovPolicy.ZERO, task.size(), new ShareStatistic(zero)),
                        new Series("", Measure.PURITY, OovPolicy.WRONG, task.size(), new ShareStatistic(wrong))));
    }

    /** For each of these items whether its class is the most frequent one of its cluster; the others are not covered. */
    private byte[] right(CategorizationTask task, float[][] points, List<Integer> items) {
        byte[] right = new byte[task.size()];
        Arrays.fill(right, ShareStatistic.NOT_COVERED);
        if (items.isEmpty()) {
            return right;
        }
        List<String> classes = items.stream()
                .map(i -> task.members().get(i).category())
                .distinct()
                .toList();
        float[][] clustered = items.stream().map(i -> points[i]).toArray(float[][]::new);
        int[] clusters = new KMeans(clustered, classes.size(), seed).clusters();
        Map<Integer, int[]> sizes = new HashMap<>();
        int[] category = new int[clusters.length];
        for (int j = 0; j < clusters.length; j++) {
            Member member = task.members().get(items.get(j));
            category[j] = classes.indexOf(member.category());
            sizes.computeIfAbsent(clusters[j], c -> new int[classes.size()])[category[j]]++;
        }
        for (int j = 0; j < clusters.length; j++) {
            right[items.get(j)] = (byte) (category[j] == largest(sizes.get(clusters[j])) ? 1 : 0);
        }
        return right;
    }

    private static int largest(int[] sizes) {
        int largest = 0;
        for (int i = 1; i < sizes.length; i++) {
            largest = sizes[i] > sizes[largest] ? i : largest;
        }
        return largest;
    }
}
