package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowCopiesTest {
    private static final int DIM = 21;

    static Stream<Kernel> kernels() {
        return Stream.of(Kernel.scalar(), Kernel.active());
    }

    private static Matrix random(int rows, long seed) {
        Random random = new Random(seed);
        Matrix m = Matrix.allocate(rows, DIM);
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < DIM; d++) {
                m.set(r, d, (float) random.nextGaussian());
            }
        }
        return m;
    }

    @Test
    void copiesAreTrainedAndTheMatrixWaits() {
        Matrix shared = random(400, 1);
        float[] before = shared.row(7);
        RowCopies copies = RowCopies.of(shared);
        for (int r = 0; r < 400; r += 3) {
            copies.want(r); // more than the copies begin with
        }
        copies.want(7);
        copies.want(7);
        assertEquals(135, copies.count());
        copies.take();
        LogisticBlock block = new LogisticBlock(1, 1, DIM);
        block.addInput(copies.view(), 7);
        block.addOutput(copies.view(), 399, true);
        Kernel.active().step(block, 0.5f);
        assertArrayEquals(before, shared.row(7), "not yet");
        float[] other = shared.row(12);
        copies.toChanges();
        RowCopies.merge(List.of(copies), 0, 1, false, new long[400]);

        Matrix direct = random(400, 1);
        block.clear();
        block.addInput(RowView.of(direct), 7);
        block.addOutput(RowView.of(direct), 399, true);
        Kernel.active().step(block, 0.5f);
        assertArrayEquals(direct.row(7), shared.row(7), 1e-6f);
        assertArrayEquals(direct.row(399), shared.row(399), 1e-6f);
        assertArrayEquals(other, shared.row(12), "copied, not trained");

        copies.clear();
        assertEquals(0, copies.count());
        copies.want(12);
        copies.take();
        assertArrayEquals(other, row(copies, 12), "copied anew");
    }

    /** The virtual machine interprets a method at first and compiles it twice, in ways that may add up in other orders. */
    @ParameterizedTest
    @MethodSource("kernels")
    void combiningGivesTheSameBitsInterpretedAndCompiled(Kernel kernel) {
        Matrix a = random(50, 5);
        Matrix b = random(50, 6);
        float[][] first = new float[50][];
        Matrix work = Matrix.allocate(1, DIM);
        for (int i = 0; i < 60_000; i++) {
            work.setRow(0, a.row(i % 50));
            kernel.combineRows(work, 0, b, i % 50);
            if (i < 50) {
                first[i] = work.row(0);
            } else {
                assertArrayEquals(first[i % 50], work.row(0), "row " + i % 50 + " at the call " + i);
            }
        }
    }

    @Test
    void changesAreSummedOrCombinedRowByRow() {
        for (boolean combine : new boolean[] {false, true}) {
            Matrix shared = random(3, 2);
            float[][] start = {shared.row(0), shared.row(1), shared.row(2)};
            RowCopies a = changed(shared, 0, 0, 1f, 1, 4, 2f);
            RowCopies b = changed(shared, 0, 0, 3f, 1, 5, 6f);
            RowCopies c = changed(shared, 2, 9, 5f, 1, 5, 6f);
            long[] scratch = new long[3];
            for (int part = 0; part < 2; part++) { // the rows of a part only
                RowCopies.merge(List.of(a, b, c), part, 2, combine, scratch);
            }
            assertArrayEquals(new long[3], scratch);
            // the changes of row 0 are parallel: 1 and 3 have the mean 2, and the sum 4
            assertEquals(start[0][0] + (combine ? 2 : 4), shared.get(0, 0), 1e-5);
            // those of row 1: a and b are orthogonal, their sum (2, 6) and c = (0, 6) are not: 0.55 (2, 6) + 0.5 (0, 6)
            assertEquals(start[1][4] + (combine ? 1.1 : 2), shared.get(1, 4), 1e-5);
            assertEquals(start[1][5] + (combine ? 6.3 : 12), shared.get(1, 5), 1e-5);
            assertEquals(start[2][9] + 5, shared.get(2, 9), 1e-5);
            assertEquals(start[2][3], shared.get(2, 3));
        }
    }

    /** Copies of two rows with one element of each changed. */
    private static RowCopies changed(Matrix shared, int r0, int d0, float x0, int r1, int d1, float x1) {
        RowCopies copies = RowCopies.of(shared);
        copies.want(r0);
        copies.want(r1);
        copies.take();
        float[] ones = new float[DIM];
        ones[d0] = x0;
        add(copies, r0, ones);
        Arrays.fill(ones, 0);
        ones[d1] = x1;
        add(copies, r1, ones);
        copies.toChanges();
        return copies;
    }

    private static void add(RowCopies copies, int row, float[] change) {
        Matrix matrix = Matrix.allocate(1, DIM);
        matrix.setRow(0, change);
        Kernel.active().addToEach(copies.view(), new int[] {row}, 1, 1, matrix, 0);
    }

    private static float[] row(RowCopies copies, int row) {
        Matrix matrix = Matrix.allocate(1, DIM);
        Kernel.active().mean(copies.view(), new int[] {row}, 1, matrix, 0);
        return matrix.row(0);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void combiningFollowsTheFormula(Kernel kernel) {
        Matrix a = random(2, 5);
        Matrix b = random(3, 6);
        for (float sign : new float[] {1, -1}) {
            double ab = 0;
            double aa = 0;
            double bb = 0;
            for (int d = 0; d < DIM; d++) {
                b.set(2, d, sign * (0.3f * b.get(2, d) * sign + a.get(1, d))); // mostly along a, or against it
                ab += (double) a.get(1, d) * b.get(2, d);
                aa += (double) a.get(1, d) * a.get(1, d);
                bb += (double) b.get(2, d) * b.get(2, d);
            }
            assertEquals(sign, Math.signum(ab), "the case that is meant");
            double[] expected = new double[DIM];
            for (int d = 0; d < DIM; d++) {
                expected[d] =
                        (ab > 0 ? 1 - ab / (2 * aa) : 1) * a.get(1, d) + (ab > 0 ? 1 - ab / (2 * bb) : 1) * b.get(2, d);
            }
            kernel.combineRows(a, 1, b, 2);
            for (int d = 0; d < DIM; d++) {
                assertEquals(expected[d], a.get(1, d), 1e-5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void takingSubtractingAdding(Kernel kernel) {
        Matrix shared = random(5, 7);
        Matrix own = Matrix.allocate(2, DIM);
        int[] rows = {4, 1, 99};
        kernel.takeRows(shared, rows, 2, own);
        assertArrayEquals(shared.row(4), own.row(0));
        assertArrayEquals(shared.row(1), own.row(1));
        own.set(1, 20, own.get(1, 20) + 2);
        kernel.subtractRows(shared, rows, 2, own);
        assertEquals(0, own.get(0, 3));
        assertEquals(2, own.get(1, 20), 1e-6);
        float before = shared.get(3, 20);
        kernel.addRow(shared, 3, own, 1);
        assertEquals(before + 2, shared.get(3, 20), 1e-6);
    }
}
