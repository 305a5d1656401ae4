package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final int PIECES = 1000;

    @Test
    void everyPieceIsDoneOnceAndEachThreadHasItsOwnTask() throws Exception {
        for (int threads : new int[] {1, 2, 5}) {
            AtomicIntegerArray done = new AtomicIntegerArray(PIECES);
            AtomicInteger tasks = new AtomicInteger();
            Set<Thread> seen = ConcurrentHashMap.newKeySet();
            Workers.forEach(threads, "test", PIECES, () -> {
                Thread owner = Thread.currentThread();
                tasks.incrementAndGet();
                seen.add(owner);
                return piece -> {
                    assertSame(owner, Thread.currentThread());
                    done.incrementAndGet(piece);
                };
            });
            for (int piece = 0; piece < PIECES; piece++) {
                assertEquals(1, done.get(piece), "piece " + piece + " on " + threads + " threads");
            }
            assertEquals(threads, tasks.get());
            assertEquals(threads, seen.size());
            assertEquals(threads == 1, seen.contains(Thread.currentThread()), "one thread is the caller's");
        }
    }

    @Test
    void noMoreThreadsThanPieces() throws Exception {
        AtomicInteger tasks = new AtomicInteger();
        Workers.forEach(8, "test", 3, () -> {
            tasks.incrementAndGet();
            return piece -> {};
        });
        assertEquals(3, tasks.get());
        Workers.forEach(8, "test", 0, () -> piece -> {
            throw new AssertionError("there are no pieces");
        });
    }

    @Test
    void theFirstFailureIsThrownAsItIsAndStopsTheOthers() {
        for (Throwable failure :
                List.of(new IOException("io"), new IllegalStateException("state"), new Error("error"))) {
            for (int threads : new int[] {1, 3}) {
                AtomicInteger begun = new AtomicInteger();
                Throwable thrown = assertThrows(
                        Throwable.class,
                        () -> Workers.<Exception>forEach(threads, "test", PIECES, () -> piece -> {
                            begun.incrementAndGet();
                            if (piece == 0) {
                                switch (failure) {
                                    case Error e -> throw e;
                                    case Exception e -> throw e;
                                    default -> throw new AssertionError(failure);
                                }
                            }
                            pauseUntilInterrupted();
                        }));
                assertSame(failure, thrown);
                assertTrue(begun.get() <= threads, begun + " pieces were begun on " + threads + " threads");
            }
        }
    }

    @Test
    void anInterruptionEndsTheThreadsAndIsThrown() {
        CountDownLatch working = new CountDownLatch(2);
        Thread caller = Thread.currentThread();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Thread.ofVirtual().start(() -> {
            try {
                working.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            caller.interrupt();
        });
        assertThrows(
                InterruptedException.class,
                () -> Workers.forEach(2, "test", PIECES, () -> piece -> {
                    seen.add(Thread.currentThread());
                    working.countDown();
                    pauseUntilInterrupted();
                }));
        assertEquals(2, seen.size());
        seen.forEach(thread -> assertFalse(thread.isAlive(), thread.toString()));
        assertFalse(Thread.interrupted(), "the exception takes the flag's place");
    }

    @Test
    void oneThreadSeesAnInterruptionBetweenPieces() {
        AtomicInteger begun = new AtomicInteger();
        assertThrows(
                InterruptedException.class,
                () -> Workers.forEach(1, "test", PIECES, () -> piece -> {
                    begun.incrementAndGet();
                    Thread.currentThread().interrupt();
                }));
        assertEquals(1, begun.get());
        Thread.currentThread().interrupt();
        AtomicBoolean ran = new AtomicBoolean();
        assertThrows(
                InterruptedException.class, () -> Workers.forEach(1, "test", PIECES, () -> piece -> ran.set(true)));
        assertFalse(ran.get(), "interrupted before the first piece");
    }

    /** As a task that looks for an interruption, with an end in case that none comes. */
    private static void pauseUntilInterrupted() {
        for (int i = 0; i < 10_000 && !Thread.currentThread().isInterrupted(); i++) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
