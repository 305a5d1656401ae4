package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class MatrixProductTest {
    private final MatrixProduct product = MatrixProduct.active();

    @Test
    void theSystemPropertyChooses() {
        boolean scalar = "scalar".equals(System.getProperty("firth.kernel"));
        assertEquals(scalar ? ScalarMatrixProduct.class : SimdMatrixProduct.class, product.getClass());
    }

    @Test
    void oddShapes() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            int m = 1 + random.nextInt(70);
            int n = 1 + random.nextInt(seed % 10 == 0 ? 600 : 130);
            int k = 1 + random.nextInt(seed % 7 == 0 ? 900 : 130);
            compare(seed, random, m, n, k, random.nextBoolean());
        }
    }

    /** C's block begins at row 3 and ends before the last row, in memory without padding when {@code views}. */
    private void compare(int seed, Random random, int m, int n, int k, boolean views) {
        Matrix a = random(random, m + 5, k, views);
        Matrix aTransposed = random(random, k, m, views);
        Matrix b = random(random, k + 2, n, views);
        Matrix c = random(random, m + 4, n, views);
        for (int i = 0; i < m; i++) {
            for (int l = 0; l < k; l++) {
                aTransposed.set(l, i, a.get(i + 5, l));
            }
        }
        double[][] expected = new double[m + 4][n];
        double[][] scale = new double[m + 4][n];
        for (int i = 0; i < m + 4; i++) {
            for (int j = 0; j < n; j++) {
                expected[i][j] = c.get(i, j);
                for (int l = 0; l < k && i >= 3 && i < m + 3; l++) {
                    double term = (double) a.get(i + 2, l) * b.get(l + 2, j);
                    expected[i][j] += term;
                    scale[i][j] += Math.abs(term);
                }
            }
        }
        Matrix c2 = random(random, m + 4, n, views);
        for (int i = 0; i < m + 4; i++) {
            c2.setRow(i, c.row(i));
        }
        product.multiplyAdd(a, 5, b, 2, c, 3, m, n, k);
        product.transposedMultiplyAdd(aTransposed, 0, b, 2, c2, 3, m, n, k);
        for (int i = 0; i < m + 4; i++) {
            for (int j = 0; j < n; j++) {
                // rounding grows with the square root of the length; half an ulp of C comes on top
                double tolerance = scale[i][j] * 1e-7 * (1 + Math.sqrt(k)) + Math.abs(expected[i][j]) * 1e-7;
                if (Math.abs(c.get(i, j) - expected[i][j]) > tolerance || c.get(i, j) != c2.get(i, j)) {
                    fail("seed " + seed + ", m " + m + ", n " + n + ", k " + k + ", views " + views + ": C[" + i + "]["
                            + j + "] = " + c.get(i, j) + " or " + c2.get(i, j) + ", not " + expected[i][j]);
                }
            }
        }
    }

    @Test
    void aRowHasTheSameBitsWhateverRowsStandBesideIt() {
        Random random = new Random(3);
        int m = 21;
        int n = 61;
        int k = 430;
        Matrix a = random(random, m, k, false);
        Matrix b = random(random, k, n, false);
        Matrix together = Matrix.allocate(m, n);
        Matrix alone = Matrix.allocate(m, n);
        product.multiplyAdd(a, 0, b, 0, together, 0, m, n, k);
        for (int i = 0; i < m; i++) {
            product.multiplyAdd(a, i, b, 0, alone, i, 1, n, k);
        }
        for (int i = 0; i < m; i++) {
            assertArrayEquals(together.row(i), alone.row(i), "row " + i);
        }
    }

    @Test
    void paddingMayBelongToTheBlockAndStaysZero() {
        Random random = new Random(4);
        Matrix a = random(random, 9, 6, false);
        Matrix b = random(random, 6, 5, false);
        Matrix padded = Matrix.allocate(9, 5);
        Matrix plain = Matrix.allocate(9, 5);
        product.multiplyAdd(a, 0, b, 0, padded, 0, 9, padded.stride(), 6);
        product.multiplyAdd(a, 0, b, 0, plain, 0, 9, 5, 6);
        for (int i = 0; i < 9; i++) {
            assertArrayEquals(plain.row(i), padded.row(i), 1e-6f);
            for (int j = 5; j < 16; j++) {
                assertEquals(0f, padded.segment().get(Matrix.FLOAT, padded.offset(i) + j * 4L));
            }
        }
    }

    @Test
    void blocksOutsideTheirMatrix() {
        Matrix a = Matrix.allocate(4, 4);
        assertThrows(IndexOutOfBoundsException.class, () -> product.multiplyAdd(a, 1, a, 0, a, 0, 4, 4, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> product.multiplyAdd(a, 0, a, 1, a, 0, 4, 4, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> product.multiplyAdd(a, 0, a, 0, a, -1, 4, 4, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> product.multiplyAdd(a, 0, a, 0, a, 0, 4, 17, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> product.transposedMultiplyAdd(a, 0, a, 0, a, 0, 4, 4, 5));
    }

    /** Values in ±1; as a view the matrix has an odd stride, no padding and starts 4 bytes off any boundary. */
    private static Matrix random(Random random, int rows, int dim, boolean view) {
        Matrix x;
        if (view) {
            int stride = dim + 1;
            long floats = (long) (rows - 1) * stride + dim;
            x = Matrix.view(Arena.ofAuto().allocate(floats * 4 + 4, 64).asSlice(4), rows, dim, stride);
        } else {
            x = Matrix.allocate(rows, dim);
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < dim; j++) {
                x.set(i, j, random.nextFloat() * 2 - 1);
            }
        }
        return x;
    }
}
