package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("firth-warm-up"))
                .count();
    }

    @Test
    void runsUntilItIsStopped() {
        WarmUp warmUp = WarmUp.start(Word2VecConfig.defaults());
        assertEquals(1, threads());
        warmUp.stop();
        assertEquals(0, threads());
        warmUp.stop();
    }

    @Test
    void anInterruptedCallerStaysInterrupted() {
        WarmUp warmUp = WarmUp.start(Word2VecConfig.defaults().withThreads(3));
        Thread.currentThread().interrupt();
        warmUp.stop();
        assertTrue(Thread.interrupted());
        assertEquals(0, threads());
    }
}
