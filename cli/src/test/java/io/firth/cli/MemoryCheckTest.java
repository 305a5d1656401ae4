package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.objective.FullSoftmax;
import io.firth.word2vec.Cbow;
import io.firth.word2vec.Deterministic;
import io.firth.word2vec.LockFree;
import io.firth.word2vec.Word2VecConfig;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
    @Test
    void aModelThatDoesNotFitIsRefusedWithTheBytesItNeeds() {
        Word2VecConfig config = Word2VecConfig.defaults().withDim(1000);
        var e = assertThrows(CommandFailure.class, () -> MemoryCheck.check(config, 10_000_000, 8L << 30));
        // two matrices of 10 M rows of 1008 floats are 80.64 GB
        assertTrue(
                e.getMessage().startsWith("not enough memory: 10,000,000 words × 1000 dimensions need 81,7"),
                e.getMessage());
        assertTrue(e.getMessage().contains("(82 GB), and 8.6 GB are available"), e.getMessage());
        assertDoesNotThrow(() -> MemoryCheck.check(config, 10_000_000, 100L << 30));
    }

    @Test
    void theExactSoftmaxNeedsRoomForItsBatch() {
        Word2VecConfig config = Word2VecConfig.defaults().withDim(300).withObjective(new FullSoftmax(65_536));
        // two matrices of 0.12 GB; 100,000 × 65,536 logits, and 64 gradients of 65,536 × 304
        assertThrows(CommandFailure.class, () -> MemoryCheck.check(config, 100_000, 28L << 30));
        assertDoesNotThrow(() -> MemoryCheck.check(config, 100_000, 33L << 30));
    }

    @Test
    void tablesThatDoNotFitIntoTheHeapAreRefused() {
        Word2VecConfig config = Word2VecConfig.defaults().withDim(2).withParallelism(new LockFree());
        var e = assertThrows(CommandFailure.class, () -> MemoryCheck.checkHeap(config, 100_000_000, 6L << 30));
        // 100 M words: 56 bytes each, and an index of 2²⁷ slots of 32 bytes
        assertTrue(e.getMessage().contains("100,000,000 words need a heap of 10.0 GB"), e.getMessage());
        assertTrue(e.getMessage().contains("may grow to 6.4 GB; set FIRTH_JAVA_OPTS=-Xmx12g"), e.getMessage());
        assertDoesNotThrow(() -> MemoryCheck.checkHeap(config, 10_000_000, 6L << 30));
        assertThrows(
                CommandFailure.class,
                () -> MemoryCheck.checkHeap(
                        config.withArchitecture(new Cbow(Cbow.Gradient.EXACT)).withParallelism(new Deterministic(128)),
                        10_000_000,
                        6L << 30),
                "every shard knows for every word where its copy is");
        assertThrows(
                CommandFailure.class,
                () -> MemoryCheck.checkHeap(config.withParallelism(new Deterministic(1024)), 1_000_000, 4L << 30),
                "every shard knows where its cells end");
        assertDoesNotThrow(
                () -> MemoryCheck.checkHeap(config.withParallelism(new Deterministic(256)), 1_000_000, 4L << 30));
    }

    @Test
    void whatTheProcessHasAlreadyIsPartOfAContainersLimit() {
        assertEquals(190, MemoryCheck.available(256, 140, 74, 20_000), "the heap is used again");
        assertEquals(256, MemoryCheck.available(256, 60, 74, 20_000), "not all of the heap was touched");
        assertEquals(20_000, MemoryCheck.available(24_000, 140, 74, 20_000));
    }

    @Test
    void countingTakesNoMoreThanAContainerHas() {
        assertEquals(384 << 20, CountOptions.defaultMemory(512 << 20));
        assertEquals(2L << 30, CountOptions.defaultMemory(24L << 30));
    }

    @Test
    void aLargerHeapIsAdvisedWhereThereIsRoomForIt() {
        String many = Failures.heapIsFull(6L << 30, 24L << 30);
        assertTrue(many.startsWith("Java's heap of 6.4 GB is full; set FIRTH_JAVA_OPTS=-Xmx…"), many);
        assertTrue(many.endsWith("such as -Xmx12g"), many);
        String few = Failures.heapIsFull(93 << 20, 256 << 20);
        assertTrue(few.endsWith("such as -Xmx186m"), few);
        String none = Failures.heapIsFull(93 << 20, 192 << 20);
        assertTrue(none.endsWith("there are 201 MB of memory for all, too little for a heap twice as large"), none);
    }

    @Test
    void someMemoryIsAvailableHere() {
        assertTrue(MemoryCheck.available() > 100 << 20, "100 MB");
    }
}
