package io.firth.embeddings;

import io.firth.math.Matrix;
import java.util.Arrays;

/**
 * What the rows of a matrix are like.
 *
 * @param rows how many there are
 * @param nanRows rows that hold NaN
 * @param infiniteRows rows that hold an infinity and no NaN
 * @param zeroRows rows of zeros
 * @param firstBadRow the first row with NaN or an infinity, or −1
 * @param leastNorm least length of a finite row; NaN, like the others, if there is none
 * @param medianNorm middle of the lengths of all finite rows
 * @param meanNorm their mean
 * @param greatestNorm the greatest of them
 */
public record RowStatistics(
        long rows,
        long nanRows,
        long infiniteRows,
        long zeroRows,
        long firstBadRow,
        double leastNorm,
        double medianNorm,
        double meanNorm,
        double greatestNorm) {

    /** Looks at every row once. */
    public static RowStatistics of(Matrix matrix) {
        float[] row = new float[matrix.dim()];
        float[] norms = new float[(int) Math.min(matrix.rows(), Integer.MAX_VALUE - 8)];
        int finite = 0;
        long nan = 0;
        long infinite = 0;
        long zero = 0;
        long firstBad = -1;
        double total = 0;
        for (long r = 0; r < matrix.rows(); r++) {
            matrix.copyRow(r, row);
            double squares = 0;
            boolean hasNan = false;
            boolean hasInfinity = false;
            for (float value : row) {
                squares += (double) value * value;
                hasNan |= Float.isNaN(value);
                hasInfinity |= Float.isInfinite(value);
            }
            if (hasNan || hasInfinity) {
                nan += hasNan ? 1 : 0;
                infinite += hasNan ? 0 : 1;
                firstBad = firstBad < 0 ? r : firstBad;
                continue;
            }
            zero += squares == 0 ? 1 : 0;
            double norm = Math.sqrt(squares);
            total += norm;
            norms[finite++] = (float) norm;
        }
        Arrays.sort(norms, 0, finite);
        boolean none = finite == 0;
        return new RowStatistics(
                matrix.rows(),
                nan,
                infinite,
                zero,
                firstBad,
                none ? Double.NaN : norms[0],
                none ? Double.NaN : (norms[(finite - 1) / 2] + (double) norms[finite / 2]) / 2,
                none ? Double.NaN : total / finite,
                none ? Double.NaN : norms[finite - 1]);
    }
}
