package io.firth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.math.Matrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SmokeTest {
    @Test
    @Tag("kernel")
    void rows() {
        Matrix m = Matrix.allocate(3, 5);
        m.set(2, 4, 1.5f);
        assertEquals(1.5f, m.row(2)[4]);
    }
}
