package io.firth.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.math.Matrix;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The correctness twin of {@link DotBenchmark}: both ways against a sum in double, also at odd lengths. */
class DotProductsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 15, 16, 17, 31, 33, 100, 101, 300, 1023})
    void bothWaysAgreeWithASumInDouble(int dim) {
        long seed = 20_250_000L + dim;
        Random random = new Random(seed);
        Matrix a = Matrix.allocate(3, dim);
        Matrix b = Matrix.allocate(5, dim);
        fill(a, random);
        fill(b, random);
        for (int rowA = 0; rowA < 3; rowA++) {
            for (int rowB = 0; rowB < 5; rowB++) {
                double exact = 0;
                double magnitude = 0;
                for (int i = 0; i < dim; i++) {
                    double product = (double) a.get(rowA, i) * b.get(rowB, i);
                    exact += product;
                    magnitude += Math.abs(product);
                }
                // Each of dim additions rounds by at most half an ulp of a partial sum ≤ magnitude.
                double tolerance = (dim + 1) * magnitude * 0x1p-24;
                String where = "dim " + dim + ", rows " + rowA + " and " + rowB + ", seed " + seed;
                assertEquals(exact, DotProducts.plain(a, rowA, b, rowB), tolerance, () -> "plain, " + where);
                assertEquals(exact, DotProducts.vector(a, rowA, b, rowB), tolerance, () -> "vector, " + where);
            }
        }
    }

    private static void fill(Matrix matrix, Random random) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.dim(); column++) {
                matrix.set(row, column, (float) random.nextGaussian());
            }
        }
    }
}
