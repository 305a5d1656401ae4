package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.word2vec.Word2VecConfig;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
    @Test
    void aModelThatDoesNotFitIsRefusedWithTheBytesItNeeds() {
        Word2VecConfig config = Word2VecConfig.defaults().withDim(1000);
        var e = assertThrows(CommandFailure.class, () -> MemoryCheck.check(config, 10_000_000, 8L << 30));
        // two matrices of 10 M rows of 1008 floats are 80.64 GB
        assertTrue(
                e.getMessage().startsWith("not enough memory: 10,000,000 words × 1000 dimensions need 81,3"),
                e.getMessage());
        assertTrue(e.getMessage().contains("(81 GB), and 8.6 GB are available"), e.getMessage());
        assertDoesNotThrow(() -> MemoryCheck.check(config, 10_000_000, 100L << 30));
    }

    @Test
    void someMemoryIsAvailableHere() {
        assertTrue(MemoryCheck.available() > 100 << 20, "100 MB");
    }
}
