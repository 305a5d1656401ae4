package io.firth.objective;

import io.firth.math.Matrix;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Rows for the tests of the exact softmax. */
final class SoftmaxRows {
    private SoftmaxRows() {}

    static Matrix random(Random random, int rows, int dim, double scale) {
        return fill(Matrix.allocate(rows, dim), random, scale);
    }

    static Matrix fill(Matrix x, Random random, double scale) {
        for (int i = 0; i < x.rows(); i++) {
            for (int d = 0; d < x.dim(); d++) {
                x.set(i, d, (float) (random.nextGaussian() * scale));
            }
        }
        return x;
    }

    static DoubleStream doubles(Matrix m) {
        return IntStream.range(0, (int) m.rows() * m.dim()).mapToDouble(i -> m.get(i / m.dim(), i % m.dim()));
    }
}
