package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The softmax's element-wise half in plain Java. */
final class ScalarColumnSoftmax implements ColumnSoftmax {
    @Override
    public void exponentiate(Matrix x, long row, int rows, int columns, float[] max, float[] sum) {
        MatrixKernels.checkBlock("x", x, row, rows, columns);
        MemorySegment segment = x.segment();
        Arrays.fill(max, 0, columns, Float.NEGATIVE_INFINITY);
        Arrays.fill(sum, 0, columns, 0);
        for (int i = 0; i < rows; i++) {
            long offset = x.offset(row + i);
            for (int j = 0; j < columns; j++) {
                max[j] = Math.max(max[j], segment.get(Matrix.FLOAT, offset + j * 4L));
            }
        }
        for (int i = 0; i < rows; i++) {
            long offset = x.offset(row + i);
            for (int j = 0; j < columns; j++) {
                float e = (float) StrictMath.exp(segment.get(Matrix.FLOAT, offset + j * 4L) - max[j]);
                segment.set(Matrix.FLOAT, offset + j * 4L, e);
                sum[j] += e;
            }
        }
    }

    @Override
    public void scale(Matrix x, long row, int rows, int columns, float[] factor) {
        MatrixKernels.checkBlock("x", x, row, rows, columns);
        MemorySegment segment = x.segment();
        for (int i = 0; i < rows; i++) {
            long offset = x.offset(row + i);
            for (int j = 0; j < columns; j++) {
                float product = segment.get(Matrix.FLOAT, offset + j * 4L) * factor[j];
                segment.set(Matrix.FLOAT, offset + j * 4L, product < NEGLIGIBLE ? 0 : product);
            }
        }
    }
}
