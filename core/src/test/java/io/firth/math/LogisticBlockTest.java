package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LogisticBlockTest {
    @Test
    void morePairsThanKernelsCanCountAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LogisticBlock(40_000, 1001, 4));
        assertThrows(IllegalArgumentException.class, () -> new LogisticBlock(Integer.MAX_VALUE, Integer.MAX_VALUE, 4));
    }
}
