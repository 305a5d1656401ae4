package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.train.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeterministicTest {
    @ParameterizedTest
    @CsvSource({
        // shards (0: auto), rows, parts
        "0, 50, 1",
        "0, 300, 4",
        "0, 10000, 8",
        "0, 67886, 16",
        "0, 500000, 32",
        "0, 2097152, 32",
        "0, 2097153, 64",
        "0, 67108864, 1024",
        "64, 4096, 64",
        "64, 4095, 32",
        "1, 65536, 1",
        "1, 65537, 2",
        "1, 300000, 8"
    })
    void partsSuitTheVocabulary(int shards, int rows, int parts) throws Exception {
        assertEquals(parts, new Deterministic(shards).parts(rows));
        assertTrue(Math.ceilDiv(rows, parts) <= 65_536, "a group fits into 16 bits");
    }

    @Test
    void tooManyWordsAreRefused() {
        TrainingException e =
                assertThrows(TrainingException.class, () -> new Deterministic(Deterministic.AUTO).parts(67_108_865));
        assertTrue(e.getMessage().contains("at most 67108864 words, and the vocabulary has 67108865"), e.getMessage());
    }

    @Test
    void copiesAreEightUnlessAskedFor() {
        assertEquals(8, new Deterministic(Deterministic.AUTO).copies());
        assertEquals(64, new Deterministic(64).copies());
    }

    @Test
    void otherNumbersAreRefused() {
        for (int shards : new int[] {-1, 3, 2048}) {
            assertThrows(IllegalArgumentException.class, () -> new Deterministic(shards));
        }
    }
}
