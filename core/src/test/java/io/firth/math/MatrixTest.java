package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void rowsAreAlignedAndZero() {
        Matrix m = Matrix.allocate(1000, 17);
        assertEquals(32, m.stride());
        for (int r = 0; r < 1000; r++) {
            assertEquals(0, m.address(r) % 64);
            assertArrayEquals(new float[17], m.row(r));
        }
        m.set(999, 16, 2.5f);
        assertEquals(2.5f, m.get(999, 16));
        assertEquals(2.5f, m.row(999)[16]);
        m.clearRow(999);
        assertEquals(0f, m.get(999, 16));
    }

    /** Past 2³¹ floats: only the pages that are touched take memory. */
    @Test
    void moreThanTwoToTheThirtyOneFloats() {
        Matrix m = Matrix.allocate(40_000_000, 64);
        m.set(39_999_999, 63, 7);
        m.set(0, 0, 1);
        assertEquals(7f, m.get(39_999_999, 63));
        assertEquals(1f, m.get(0, 0));
        assertEquals(10_240_000_000L, Matrix.allocatedBytes(40_000_000, 64));
    }

    @Test
    void everyEntryCountsForFiniteLengths() {
        for (int dim : new int[] {1, 2, 17, 18}) {
            Matrix m = Matrix.allocate(4, dim);
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e20f}) {
                for (int d = 0; d < dim; d++) {
                    m.set(2, d, bad);
                    assertFalse(m.hasFiniteLengths(0, 4), bad + " at " + d + " of " + dim);
                    assertTrue(m.hasFiniteLengths(0, 2) && m.hasFiniteLengths(3, 4));
                    m.set(2, d, -1e18f);
                    assertTrue(m.hasFiniteLengths(0, 4), d + " of " + dim);
                }
                m.clearRow(2);
            }
        }
    }

    @Test
    void viewsTightRows() {
        ByteBuffer buffer = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 6; i++) {
            buffer.putFloat(4 * i, i);
        }
        Matrix m = Matrix.view(MemorySegment.ofBuffer(buffer), 2, 3, 3);
        assertArrayEquals(new float[] {3, 4, 5}, m.row(1));
        // there an address would be one of nothing
        assertThrows(IllegalArgumentException.class, () -> m.address(1));
        assertThrows(IllegalArgumentException.class, () -> Kernel.active().dot(m, 0, m, 1));
    }

    @Test
    void refusesShapesThatDoNotFit() {
        MemorySegment bytes = MemorySegment.ofArray(new byte[23]);
        assertThrows(IllegalArgumentException.class, () -> Matrix.view(bytes, 2, 3, 3));
        assertThrows(IllegalArgumentException.class, () -> Matrix.view(bytes, 1, 3, 2));
        assertThrows(IllegalArgumentException.class, () -> Matrix.allocate(-1, 3));
        assertThrows(IllegalArgumentException.class, () -> Matrix.allocate(1, 0));
        assertThrows(
                IndexOutOfBoundsException.class, () -> Matrix.allocate(2, 2).get(2, 0));
        assertThrows(
                IndexOutOfBoundsException.class, () -> Matrix.allocate(2, 2).address(-1));
    }
}
