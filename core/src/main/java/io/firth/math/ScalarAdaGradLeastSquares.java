package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** The steps in plain Java. */
final class ScalarAdaGradLeastSquares implements AdaGradLeastSquares {
    @Override
    public double steps(Matrix a, Matrix b, MemorySegment records, long from, long to, float rate) {
        check(a, b, records, from, to);
        int dim = AdaGradLeastSquares.accumulators(a);
        MemorySegment x = a.segment();
        MemorySegment y = b.segment();
        double loss = 0;
        for (long record = from; record < to; record++) {
            long at = record * RECORD_BYTES;
            long i = a.offset(Objects.checkIndex(records.get(INT, at), a.rows()));
            long j = b.offset(Objects.checkIndex(records.get(INT, at + 4), b.rows()));
            float weight = records.get(FLOAT, at + 12);
            float sum = 0;
            for (int d = 0; d < dim; d++) {
                sum = Math.fma(x.get(Matrix.FLOAT, i + 4L * d), y.get(Matrix.FLOAT, j + 4L * d), sum);
            }
            float difference = sum - records.get(FLOAT, at + 8);
            loss += 0.5 * weight * difference * difference;
            float factor = rate * weight * difference;
            for (int d = 0; d < dim; d++) {
                float xd = x.get(Matrix.FLOAT, i + 4L * d);
                float yd = y.get(Matrix.FLOAT, j + 4L * d);
                move(x, i, dim, d, xd, factor * yd);
                move(y, j, dim, d, yd, factor * xd);
            }
        }
        return loss;
    }

    /** G ← G + g², x ← x − g/√G. */
    private static void move(MemorySegment m, long row, int dim, int d, float x, float g) {
        long accumulator = row + 4L * (dim + d);
        float sum = Math.fma(g, g, m.get(Matrix.FLOAT, accumulator));
        m.set(Matrix.FLOAT, row + 4L * d, x - g / (float) Math.sqrt(sum));
        m.set(Matrix.FLOAT, accumulator, sum);
    }

    /** Refuses what no implementation can work on. */
    static void check(Matrix a, Matrix b, MemorySegment records, long from, long to) {
        if (a.dim() != b.dim() || a.stride() != b.stride() || a.dim() % (2 * Matrix.ROW_ALIGNMENT) != 0) {
            throw new IllegalArgumentException(
                    "rows of " + a.dim() + " and " + b.dim() + " columns do not fit together");
        }
        if (from < 0 || to < from || to * RECORD_BYTES > records.byteSize()) {
            throw new IndexOutOfBoundsException(
                    "records [" + from + ", " + to + ") of " + records.byteSize() / RECORD_BYTES);
        }
    }
}
