package io.firth.objective;

import io.firth.math.Matrix;
import java.util.Arrays;

/** The (example, target) pairs of a batch, grouped by the block of output rows that the target lies in. */
final class BlockTargets {
    private final int blockRows;
    /** Pairs of block k are at [blockStart[k], blockStart[k + 1]). */
    private final int[] blockStart;

    private final int[] next;
    private int[] row = new int[0];
    private int[] example = new int[0];
    private float[] logit = new float[0];
    private int pairs;

    BlockTargets(int blocks, int blockRows) {
        this.blockRows = blockRows;
        blockStart = new int[blocks + 1];
        next = new int[blocks];
    }

    /** A stable counting sort of the pairs by block. */
    void group(int batch, int[] start, int[] targets, int rows) {
        check(batch, start, targets, rows);
        pairs = start[batch] - start[0];
        if (pairs > row.length) {
            row = new int[pairs];
            example = new int[pairs];
            logit = new float[pairs];
        }
        Arrays.fill(blockStart, 0);
        for (int p = start[0]; p < start[batch]; p++) {
            blockStart[targets[p] / blockRows + 1]++;
        }
        for (int block = 0; block < next.length; block++) {
            next[block] = blockStart[block];
            blockStart[block + 1] += blockStart[block];
        }
        for (int b = 0; b < batch; b++) {
            for (int p = start[b]; p < start[b + 1]; p++) {
                int slot = next[targets[p] / blockRows]++;
                row[slot] = targets[p];
                example[slot] = b;
            }
        }
    }

    private static void check(int batch, int[] start, int[] targets, int rows) {
        if (start.length <= batch || start[0] < 0 || start[batch] > targets.length) {
            throw new IllegalArgumentException(
                    "start must hold " + (batch + 1) + " positions in the " + targets.length + " targets");
        }
        for (int b = 0; b < batch; b++) {
            if (start[b + 1] < start[b]) {
                throw new IllegalArgumentException(
                        "start must ascend, but start[" + (b + 1) + "] is " + start[b + 1] + " after " + start[b]);
            }
        }
        for (int p = start[0]; p < start[batch]; p++) {
            if (targets[p] < 0 || targets[p] >= rows) {
                throw new IndexOutOfBoundsException("target " + targets[p] + " is not in 0…" + (rows - 1));
            }
        }
    }

    /** Remembers u_oᵀh_b of the block's pairs; {@code classes} is V × B. */
    void keepLogits(int block, Matrix classes) {
        for (int p = blockStart[block]; p < blockStart[block + 1]; p++) {
            logit[p] = classes.get(row[p], example[p]);
        }
    }

    /** Gᵀ[o][b] −= 1 for the block's pairs. */
    void subtractOnes(int block, Matrix classes) {
        for (int p = blockStart[block]; p < blockStart[block + 1]; p++) {
            classes.set(row[p], example[p], classes.get(row[p], example[p]) - 1);
        }
    }

    /** Σ u_oᵀh_b over all pairs. */
    double logitSum() {
        double sum = 0;
        for (int p = 0; p < pairs; p++) {
            sum += logit[p];
        }
        return sum;
    }
}
