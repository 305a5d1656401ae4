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

    private final int parties;
    private final BooleanSupplier goOn;
    private final AtomicInteger waiting = new AtomicInteger();
    private boolean decision;
    private volatile int generation;

    /**
     * @param goOn asked once per meeting, when all have arrived
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
        for (int i = 0; generation == mine; i++) {
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
