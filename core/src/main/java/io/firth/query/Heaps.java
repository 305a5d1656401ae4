package io.firth.query;

import java.util.List;

/** What one thread of a pass found: the best rows of each query. */
final class Heaps implements RowScan.Visitor {
    private final int[][] excluded;
    private final NearestK[] best;

    /** @param excluded rows per query that are left out */
    Heaps(int[][] excluded, int k) {
        this.excluded = excluded;
        this.best = new NearestK[excluded.length];
        for (int q = 0; q < best.length; q++) {
            best[q] = new NearestK(k);
        }
    }

    @Override
    public void block(int first, int n, float[] scores, int stride) {
        for (int q = 0; q < best.length; q++) {
            offer(best[q], excluded[q], first, n, scores, q * stride);
        }
    }

    @Override
    public float least() {
        return best.length == 1 ? best[0].threshold() : Float.NEGATIVE_INFINITY;
    }

    /** Offers scores[at … at + n) of the rows from {@code first} on. */
    static void offer(NearestK best, int[] excluded, int first, int n, float[] scores, int at) {
        float threshold = best.threshold();
        for (int r = 0; r < n; r++) {
            float score = scores[at + r];
            if (score >= threshold && !contains(excluded, first + r)) {
                best.offer(first + r, score);
                threshold = best.threshold();
            }
        }
    }

    NearestK[] best() {
        return best;
    }

    /** The best of all threads. */
    static NearestK[] merged(int queries, int k, List<Heaps> threads) {
        NearestK[] merged = threads.getFirst().best;
        for (Heaps other : threads.subList(1, threads.size())) {
            for (int q = 0; q < queries; q++) {
                merged[q].addAll(other.best[q]);
            }
        }
        return merged;
    }

    private static boolean contains(int[] ids, int id) {
        for (int other : ids) {
            if (other == id) {
                return true;
            }
        }
        return false;
    }
}
