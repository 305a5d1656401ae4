package io.firth.eval;

import io.firth.math.Matrix;
import io.firth.math.MatrixProduct;
import io.firth.query.WordVectors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Answers analogies by 3CosAdd and 3CosMul (Levy &amp; Goldberg 2014). The questions of a set are made of few words, so
 * that the cosines of each of these with each candidate are computed once, block by block as a matrix product, and a
 * question is three rows of the product added, or multiplied.
 */
final class AnalogySolver {
    /** ε of 3CosMul, which keeps it from dividing by zero. */
    static final float EPSILON = 0.001f;

    /** Candidates at a time: three rows of this length stay in the first-level cache. */
    private static final int BLOCK = 512;

    /** Words of the questions of one pass; with them a worker takes some 34 MB. */
    private static final int MOST_WORDS = 4096;

    private final ModelVectors vectors;
    private final Matrix matrix;
    private final int[] candidates;
    private final int[][] questions;
    private final Map<Integer, Integer> slots = new LinkedHashMap<>();
    private final Matrix words;

    /**
     * Over these candidates.
     *
     * @param matrix V × D
     * @param candidates ids, ascending
     * @param questions ids a, b, c; −1 for a word that is unknown, whose vector is zero
     */
    AnalogySolver(Matrix matrix, int[] candidates, int[][] questions) {
        this.matrix = matrix;
        this.vectors = new ModelVectors(WordVectors.of(matrix));
        this.candidates = candidates;
        slots.put(-1, 0);
        this.questions = new int[questions.length][];
        for (int q = 0; q < questions.length; q++) {
            this.questions[q] = Arrays.stream(questions[q])
                    .map(id -> slots.computeIfAbsent(id, unseen -> slots.size()))
                    .toArray();
        }
        words = Matrix.allocate(slots.size(), matrix.dim());
        float[] unit = new float[matrix.dim()];
        slots.forEach((id, slot) -> {
            if (id >= 0) {
                vectors.unit(id, unit);
                words.setRow(slot, unit);
            }
        });
    }

    /**
     * Answers any number of questions, in passes of so many that their words' cosines fit into memory.
     *
     * @param questions as for the constructor
     */
    static Answers answer(Matrix matrix, int[] candidates, int[][] questions) {
        int[] add = new int[questions.length];
        int[] mul = new int[questions.length];
        int to;
        for (int from = 0; from < questions.length; from = to) {
            Set<Integer> distinct = new HashSet<>();
            for (to = from; to < questions.length && distinct.size() <= MOST_WORDS; to++) {
                Arrays.stream(questions[to]).forEach(distinct::add);
            }
            Answers answers = new AnalogySolver(matrix, candidates, Arrays.copyOfRange(questions, from, to)).solve();
            System.arraycopy(answers.add, 0, add, from, to - from);
            System.arraycopy(answers.mul, 0, mul, from, to - from);
        }
        return new Answers(add, mul);
    }

    /** The answers, ids of words, by question; −1 where there is no candidate or all of a, b and c are unknown. */
    record Answers(int[] add, int[] mul) {}

    Answers solve() {
        int blocks = Math.ceilDiv(candidates.length, BLOCK);
        int workers = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, Math.max(1, blocks));
        Worker[] done = IntStream.range(0, workers)
                .parallel()
                .mapToObj(w -> new Worker()
                        .run((int) ((long) blocks * w / workers), (int) ((long) blocks * (w + 1) / workers)))
                .toArray(Worker[]::new);
        for (int w = 1; w < workers; w++) {
            merge(done[0].bestAdd, done[0].add, done[w].bestAdd, done[w].add);
            merge(done[0].bestMul, done[0].mul, done[w].bestMul, done[w].mul);
        }
        for (int q = 0; q < questions.length; q++) {
            if (questions[q][0] == 0 && questions[q][1] == 0 && questions[q][2] == 0) {
                done[0].add[q] = -1;
                done[0].mul[q] = -1;
            }
        }
        return new Answers(done[0].add, done[0].mul);
    }

    // The later block wins only if it is better: of equal scores the smaller id counts.
    private static void merge(float[] best, int[] ids, float[] otherBest, int[] otherIds) {
        for (int q = 0; q < best.length; q++) {
            if (otherBest[q] > best[q]) {
                best[q] = otherBest[q];
                ids[q] = otherIds[q];
            }
        }
    }

    /** Goes through some blocks of candidates. */
    private final class Worker {
        private final float[] bestAdd = new float[questions.length];
        private final float[] bestMul = new float[questions.length];
        private final int[] add = new int[questions.length];
        private final int[] mul = new int[questions.length];
        private final int n = Math.toIntExact(words.rows());
        private final Matrix block = Matrix.allocate(matrix.dim(), BLOCK);
        private final Matrix products = Matrix.allocate(n, BLOCK);
        private final float[][] cosine = new float[n][BLOCK];
        private final float[][] shifted = new float[n][BLOCK];
        private final float[][] inverse = new float[n][BLOCK];
        private final int[] place = new int[n]; // of a question's word in the block, or −1
        private final float[] scores = new float[BLOCK];

        Worker run(int firstBlock, int endBlock) {
            Arrays.fill(bestAdd, Float.NEGATIVE_INFINITY);
            Arrays.fill(bestMul, Float.NEGATIVE_INFINITY);
            Arrays.fill(add, -1);
            Arrays.fill(mul, -1);
            for (int b = firstBlock; b < endBlock; b++) {
                int from = b * BLOCK;
                int length = Math.min(BLOCK, candidates.length - from);
                multiply(from, length);
                for (int q = 0; q < questions.length; q++) {
                    answer(q, from, length);
                }
            }
            return this;
        }

        private void multiply(int from, int length) {
            float[] unit = new float[matrix.dim()];
            float[][] columns = new float[matrix.dim()][BLOCK];
            Arrays.fill(place, -1);
            ModelVectors own = new ModelVectors(WordVectors.of(matrix));
            for (int j = 0; j < length; j++) {
                own.unit(candidates[from + j], unit);
                for (int i = 0; i < unit.length; i++) {
                    columns[i][j] = unit[i];
                }
                Integer slot = slots.get(candidates[from + j]);
                if (slot != null) {
                    place[slot] = j;
                }
            }
            for (int i = 0; i < columns.length; i++) {
                block.setRow(i, columns[i]);
            }
            for (int w = 0; w < n; w++) {
                products.clearRow(w);
            }
            // n × BLOCK = n × D · D × BLOCK
            MatrixProduct.active().multiplyAdd(words, 0, block, 0, products, 0, n, BLOCK, matrix.dim());
            for (int w = 0; w < n; w++) {
                products.copyRow(w, cosine[w]);
                shift(cosine[w], shifted[w], inverse[w]);
            }
        }

        private void answer(int q, int from, int length) {
            int a = questions[q][0];
            int b = questions[q][1];
            int c = questions[q][2];
            add(cosine[a], cosine[b], cosine[c], scores);
            exclude(a, b, c);
            int best = better(scores, length, bestAdd[q]);
            if (best >= 0) {
                bestAdd[q] = scores[best];
                add[q] = candidates[from + best];
            }
            mul(inverse[a], shifted[b], shifted[c], scores);
            exclude(a, b, c);
            best = better(scores, length, bestMul[q]);
            if (best >= 0) {
                bestMul[q] = scores[best];
                mul[q] = candidates[from + best];
            }
        }

        private void exclude(int a, int b, int c) {
            exclude(place[a]);
            exclude(place[b]);
            exclude(place[c]);
        }

        private void exclude(int at) {
            if (at >= 0) {
                scores[at] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    // Small loops over whole arrays: the compiler makes vectors of them.

    /** cos′ = (cos + 1)/2, and 1/(cos′ + ε). */
    private static void shift(float[] cosine, float[] shifted, float[] inverse) {
        for (int j = 0; j < cosine.length; j++) {
            shifted[j] = (cosine[j] + 1) * 0.5f;
            inverse[j] = 1 / (shifted[j] + EPSILON);
        }
    }

    private static void add(float[] a, float[] b, float[] c, float[] scores) {
        for (int j = 0; j < scores.length; j++) {
            scores[j] = b[j] - a[j] + c[j];
        }
    }

    private static void mul(float[] inverseA, float[] b, float[] c, float[] scores) {
        for (int j = 0; j < scores.length; j++) {
            scores[j] = b[j] * c[j] * inverseA[j];
        }
    }

    /** Where the greatest score is if it is greater than {@code best}, the first of equal ones; else −1. */
    private static int better(float[] scores, int length, float best) {
        // A comparison that nearly always fails costs less than keeping the maximum, where each step waits for the
        // last.
        float most = best;
        int at = -1;
        for (int j = 0; j < length; j++) {
            if (scores[j] > most) {
                most = scores[j];
                at = j;
            }
        }
        return at;
    }
}
