package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps over pairs that share their negatives, against the formulas in double. */
class PairBlockTest {
    private static final int ROWS = 30;

    static Stream<Kernel> kernels() {
        return Stream.of(Kernel.scalar(), Kernel.active());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyShape(Kernel kernel) {
        for (int n = 1; n <= 9; n++) {
            for (int negatives = 0; negatives <= 14; negatives++) {
                int[] inputs = range(n, 0);
                int[] targets = range(n, 15);
                check(kernel, 33, inputs, targets, range(negatives, 0), 100 * n + negatives);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyDimension(Kernel kernel) {
        for (int dim = 1; dim <= 70; dim++) {
            check(kernel, dim, range(8, 0), range(8, 8), range(5, 0), dim);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void repeatedRows(Kernel kernel) {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(8);
            // one panel only: with more, old rows are copied
            int negatives = random.nextBoolean() ? 5 : 1;
            check(
                    kernel,
                    1 + random.nextInt(40),
                    random.ints(n, 0, 3).toArray(),
                    random.ints(n, 0, 4).toArray(),
                    random.ints(negatives, 0, 4).toArray(),
                    seed);
        }
    }

    private static void check(Kernel kernel, int dim, int[] inputs, int[] targets, int[] negatives, long seed) {
        String replay = "seed " + seed + ", dim " + dim + ", inputs " + Arrays.toString(inputs) + ", targets "
                + Arrays.toString(targets) + ", negatives " + Arrays.toString(negatives);
        Random random = new Random(seed);
        Matrix v = random(dim, random);
        Matrix u = random(dim, random);
        double[][] newV = doubles(v);
        double[][] newU = doubles(u);
        double[][] oldU = doubles(u);
        double rate = 0.3;
        double loss = 0;
        double[][] g = new double[inputs.length][1 + negatives.length];
        for (int i = 0; i < inputs.length; i++) {
            for (int k = 0; k <= negatives.length; k++) {
                double x = dot(newV[inputs[i]], newU[k == 0 ? targets[i] : negatives[k - 1]]);
                double s = k == 0 ? x : -x;
                loss += Math.log1p(Math.exp(-Math.abs(s))) + Math.max(-s, 0);
                g[i][k] = rate * ((k == 0 ? 1 : 0) - 1 / (1 + Math.exp(-x)));
            }
        }
        for (int d = 0; d < dim; d++) {
            double[] change = new double[negatives.length];
            for (int i = 0; i < inputs.length; i++) {
                double input = newV[inputs[i]][d];
                double target = newU[targets[i]][d];
                newV[inputs[i]][d] += g[i][0] * target;
                newU[targets[i]][d] += g[i][0] * input;
                for (int k = 0; k < negatives.length; k++) {
                    newV[inputs[i]][d] += g[i][k + 1] * oldU[negatives[k]][d];
                    change[k] += g[i][k + 1] * input;
                }
            }
            for (int k = 0; k < negatives.length; k++) {
                newU[negatives[k]][d] += change[k];
            }
        }
        LogisticBlock block = new LogisticBlock(inputs.length, 1 + negatives.length, dim);
        block.addOutput(RowView.of(u), 29, false); // what an earlier step leaves
        block.clearForPairs();
        for (int i = 0; i < inputs.length; i++) {
            block.addPair(RowView.of(v), inputs[i], RowView.of(u), targets[i]);
        }
        for (int negative : negatives) {
            block.addOutput(RowView.of(u), negative, false);
        }
        kernel.step(block, (float) rate);
        assertEquals(loss, block.takeLoss(), 1e-5 * Math.max(1, loss), replay);
        double tolerance = 3e-6 * dim * (inputs.length + negatives.length + 1);
        for (int r = 0; r < ROWS; r++) {
            for (int d = 0; d < dim; d++) {
                assertEquals(newV[r][d], v.get(r, d), tolerance, "v " + r + " " + d + ", " + replay);
                assertEquals(newU[r][d], u.get(r, d), tolerance, "u " + r + " " + d + ", " + replay);
            }
        }
    }

    private static int[] range(int n, int first) {
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> first + i);
        return rows;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static Matrix random(int dim, Random random) {
        Matrix m = Matrix.allocate(ROWS, dim);
        for (int r = 0; r < ROWS; r++) {
            for (int d = 0; d < dim; d++) {
                m.set(r, d, (float) (random.nextGaussian() / Math.sqrt(dim)));
            }
        }
        return m;
    }

    private static double[][] doubles(Matrix m) {
        double[][] rows = new double[ROWS][m.dim()];
        for (int r = 0; r < ROWS; r++) {
            for (int d = 0; d < m.dim(); d++) {
                rows[r][d] = m.get(r, d);
            }
        }
        return rows;
    }
}
