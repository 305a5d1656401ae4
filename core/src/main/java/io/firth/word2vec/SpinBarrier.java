package io.firth.word2vec;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A barrier for threads that meet every few milliseconds: whoever waits spins for a moment before it gives up its
 * processor. The last one to arrive decides, for all, whether they go on.
 */
final class SpinBarrier {
    private static final int SPINS = 10_000;
    private static final int YIELDS = 100;
    private static final long NAP_NANOS = 50_000;

    /** Looks in vain after which a waiting thread asks whether there is anything to wait for; a power of two. */
    private static final int PATIENCE = 1024;

    private final int parties;
    private final BooleanSupplier goOn;
    private final AtomicInteger waiting = new AtomicInteger();
    private boolean decision;
    private volatile int generation;

    /**
     * @param goOn asked when all have arrived, and now and then by those who wait: a thread that could not even be started
     *     never comes. Once false, it stays false
     */
    SpinBarrier(int parties, BooleanSupplier goOn) {
        this.parties = parties;
        this.goOn = goOn;
    }

    /** Waits for the others; false: stop. */
    boolean await() {
        int mine = generation;
        if (waiting.incrementAndGet() == parties) {
            waiting.set(0);
            decision = goOn.getAsBoolean();
            generation = mine + 1;
            return decision;
        }
        for (int i = 1; generation == mine; i++) {
            if (i % PATIENCE == 0 && !goOn.getAsBoolean()) {
                return false;
            }
            pause(i);
        }
        return decision;
    }

    /** What a thread does while it waits for others, the i-th time that it has looked in vain. */
    static void pause(int i) {
        if (i < SPINS) {
            Thread.onSpinWait();
        } else if (i < SPINS + YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }
}
