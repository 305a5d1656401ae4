package io.firth.ann;

import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.query.WordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Recall@10: which share of the true ten nearest neighbours a search finds, over a thousand of the model's own words. A
 * word found that is as near as the tenth counts, for of words equally near any may be the tenth.
 */
final class Recall {
    static final int NEIGHBORS = 10;

    private static final int QUESTIONS = 1000;
    private static final long SEED = 1;
    private static final float SAME = 1e-6f;

    private final List<Integer> words = new ArrayList<>();
    private final List<float[]> queries = new ArrayList<>();
    private final List<List<Neighbor>> truth;

    Recall(NearestNeighbors exact, float[] inverse) {
        Random random = new Random(SEED);
        for (int tries = 0; words.size() < Math.min(QUESTIONS, inverse.length) && tries < 20 * QUESTIONS; tries++) {
            int word = random.nextInt(inverse.length);
            if (inverse[word] != 0) {
                words.add(word);
                queries.add(exact.vector(WordQuery.of(word)));
            }
        }
        truth = exact.ofWords(words.stream().mapToInt(Integer::intValue).toArray(), NEIGHBORS);
    }

    /** @param search word and its unit vector → neighbours found, the word itself not among them */
    double of(BiFunction<Integer, float[], List<Neighbor>> search) {
        long wanted = 0;
        long found = 0;
        for (int i = 0; i < words.size(); i++) {
            List<Neighbor> expected = truth.get(i);
            wanted += expected.size();
            float least = expected.isEmpty() ? 0 : expected.getLast().cosine() - SAME;
            found += search.apply(words.get(i), queries.get(i)).stream()
                    .filter(neighbor -> neighbor.cosine() >= least)
                    .limit(expected.size())
                    .count();
        }
        return wanted == 0 ? 1 : (double) found / wanted;
    }
}
