package io.firth.query;

/** The k best of many scored ids: highest score first, of equal scores the smaller id. A heap with the worst on top. */
final class NearestK {
    private final int[] ids;
    private final float[] scores;
    private int size;

    NearestK(int k) {
        ids = new int[k];
        scores = new float[k];
    }

    /** A score below this one is not among the best; −∞ while there is room. */
    float threshold() {
        return size < ids.length ? Float.NEGATIVE_INFINITY : scores[0];
    }

    int size() {
        return size;
    }

    int id(int i) {
        return ids[i];
    }

    /** NaN is never among the best. */
    void offer(int id, float score) {
        if (Float.isNaN(score)) {
            return;
        }
        if (size < ids.length) {
            siftUp(size++, id, score);
        } else if (size > 0 && worse(ids[0], scores[0], id, score)) {
            siftDown(id, score);
        }
    }

    /** Takes over what another thread found. */
    void addAll(NearestK other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.ids[i], other.scores[i]);
        }
    }

    private static boolean worse(int id, float score, int otherId, float otherScore) {
        return score < otherScore || (score == otherScore && id > otherId);
    }

    private void siftUp(int from, int id, float score) {
        int at = from;
        while (at > 0 && worse(id, score, ids[(at - 1) / 2], scores[(at - 1) / 2])) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        ids[at] = id;
        scores[at] = score;
    }

    // Replaces the top.
    private void siftDown(int id, float score) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && worse(ids[child + 1], scores[child + 1], ids[child], scores[child])) {
                child++;
            }
            if (!worse(ids[child], scores[child], id, score)) {
                break;
            }
            move(child, at);
            at = child;
        }
        ids[at] = id;
        scores[at] = score;
    }

    private void move(int from, int to) {
        ids[to] = ids[from];
        scores[to] = scores[from];
    }
}
