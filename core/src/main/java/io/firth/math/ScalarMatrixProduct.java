package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Matrix products in plain Java: rows are copied to arrays, whose loops the compiler can vectorise by itself. */
final class ScalarMatrixProduct implements MatrixProduct {
    @Override
    public void multiplyAdd(Matrix a, long aRow, Matrix b, long bRow, Matrix c, long cRow, int m, int n, int k) {
        MatrixKernels.checkBlock("A", a, aRow, m, k);
        product(a, aRow, false, b, bRow, c, cRow, m, n, k);
    }

    @Override
    public void transposedMultiplyAdd(
            Matrix a, long aRow, Matrix b, long bRow, Matrix c, long cRow, int m, int n, int k) {
        MatrixKernels.checkBlock("A", a, aRow, k, m);
        product(a, aRow, true, b, bRow, c, cRow, m, n, k);
    }

    private static void product(
            Matrix a, long aRow, boolean transposed, Matrix b, long bRow, Matrix c, long cRow, int m, int n, int k) {
        MatrixKernels.checkBlock("B", b, bRow, k, n);
        MatrixKernels.checkBlock("C", c, cRow, m, n);
        float[][] bRows = new float[k][n];
        for (int i = 0; i < k; i++) {
            MemorySegment.copy(b.segment(), Matrix.FLOAT, b.offset(bRow + i), bRows[i], 0, n);
        }
        float[] sums = new float[n];
        for (int i = 0; i < m; i++) {
            Arrays.fill(sums, 0);
            for (int l = 0; l < k; l++) {
                long offset = transposed ? a.offset(aRow + l) + i * 4L : a.offset(aRow + i) + l * 4L;
                addScaled(a.segment().get(Matrix.FLOAT, offset), bRows[l], sums);
            }
            for (int j = 0; j < n; j++) {
                long offset = c.offset(cRow + i) + j * 4L;
                c.segment().set(Matrix.FLOAT, offset, c.segment().get(Matrix.FLOAT, offset) + sums[j]);
            }
        }
    }

    /** y += a·x. */
    private static void addScaled(float a, float[] x, float[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] += a * x[j];
        }
    }
}
