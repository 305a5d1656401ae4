package io.firth.math;

import java.lang.foreign.MemorySegment;

/** In plain Java. */
final class ScalarNoiseLogistic implements NoiseLogistic {
    @Override
    public void apply(Matrix x, long row, int rows, int columns, float[] weight, float[] loss) {
        MatrixKernels.checkBlock("x", x, row, rows, columns);
        MemorySegment segment = x.segment();
        double[] sums = new double[columns];
        for (int i = 0; i < rows; i++) {
            long offset = x.offset(row + i);
            for (int j = 0; j < columns; j++) {
                double t = segment.get(Matrix.FLOAT, offset + j * 4L);
                double e = Math.exp(-Math.abs(t));
                sums[j] += weight[i] * (Math.max(t, 0) + Math.log1p(e));
                segment.set(Matrix.FLOAT, offset + j * 4L, (float) (-weight[i] * (t >= 0 ? 1 : e) / (1 + e)));
            }
        }
        for (int j = 0; j < columns; j++) {
            loss[j] = (float) sums[j];
        }
    }
}
