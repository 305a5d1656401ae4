package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // against hanging; nothing here is timed
class SpinBarrierTest {
    @Test
    void nobodyGoesOnBeforeAllHaveCome() throws InterruptedException {
        int meetings = 200;
        SpinBarrier barrier = new SpinBarrier(3, () -> true);
        AtomicInteger arrived = new AtomicInteger();
        AtomicInteger early = new AtomicInteger();
        Runnable party = () -> {
            for (int m = 1; m <= meetings; m++) {
                arrived.incrementAndGet();
                assertTrue(barrier.await());
                early.addAndGet(arrived.get() < 3 * m ? 1 : 0);
            }
        };
        Thread a = Thread.ofPlatform().start(party);
        Thread b = Thread.ofPlatform().start(party);
        party.run();
        a.join();
        b.join();
        assertEquals(3 * meetings, arrived.get());
        assertEquals(0, early.get());
    }

    @Test
    void nobodyWaitsForAThreadThatNeverComes() throws InterruptedException {
        AtomicBoolean goOn = new AtomicBoolean(true);
        SpinBarrier barrier = new SpinBarrier(2, goOn::get);
        AtomicBoolean answer = new AtomicBoolean(true);
        Thread waiting = Thread.ofPlatform().start(() -> answer.set(barrier.await()));
        goOn.set(false); // as when the other one could not be started
        waiting.interrupt();
        waiting.join();
        assertFalse(answer.get());
    }
}
