package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;

import java.lang.ref.Reference;

/**
 * Dot products with rows where they lie, in plain Java: no vector instructions, which take the compiler some tenths of a second
 * to make, and no copy. The same sums in the same order as of rows that were copied to an array.
 */
public final class RowDots {
    private RowDots() {}

    /**
     * The product of a row with a query, and its square, in one pass. Four sums each that do not wait for each other, in a fixed
     * order; multiplied and added in one instruction.
     *
     * @param query length D
     * @param result Σ_i query[i] · row[i] and Σ_i row[i]²
     * @throws IndexOutOfBoundsException if the matrix has no such row
     * @throws IllegalArgumentException if the rows are shorter than the query
     */
    public static void dotAndSquare(float[] query, Matrix matrix, long row, float[] result) {
        if (query.length > matrix.dim()) {
            throw new IllegalArgumentException(
                    "the query has " + query.length + " dimensions, the vectors have " + matrix.dim());
        }
        sums(query, address(matrix.address(row)), result);
        Reference.reachabilityFence(matrix);
    }

    private static void sums(float[] query, long row, float[] result) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float t0 = 0;
        float t1 = 0;
        float t2 = 0;
        float t3 = 0;
        int i = 0;
        for (int end = query.length & -4; i < end; i += 4) {
            long at = row + distance(4 * i);
            float x0 = ALL.get(Matrix.FLOAT, at);
            float x1 = ALL.get(Matrix.FLOAT, at + 4);
            float x2 = ALL.get(Matrix.FLOAT, at + 8);
            float x3 = ALL.get(Matrix.FLOAT, at + 12);
            s0 = Math.fma(query[i], x0, s0);
            s1 = Math.fma(query[i + 1], x1, s1);
            s2 = Math.fma(query[i + 2], x2, s2);
            s3 = Math.fma(query[i + 3], x3, s3);
            t0 = Math.fma(x0, x0, t0);
            t1 = Math.fma(x1, x1, t1);
            t2 = Math.fma(x2, x2, t2);
            t3 = Math.fma(x3, x3, t3);
        }
        for (; i < query.length; i++) {
            float x = ALL.get(Matrix.FLOAT, row + distance(4 * i));
            s0 = Math.fma(query[i], x, s0);
            t0 = Math.fma(x, x, t0);
        }
        result[0] = (s0 + s1) + (s2 + s3);
        result[1] = (t0 + t1) + (t2 + t3);
    }
}
