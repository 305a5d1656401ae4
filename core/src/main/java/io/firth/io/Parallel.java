package io.firth.io;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Does numbered pieces of work on all processors. */
final class Parallel {
    private Parallel() {}

    /** Does the work of one thread: takes numbers until there are none left. */
    interface Worker {
        void work(int piece) throws IOException;
    }

    /** Makes the worker of one thread. */
    interface Workers {
        Worker create();
    }

    /** As many threads as there are processors. */
    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Works on the pieces 0 … pieces−1, begun in this order. The first failure stops the others and is thrown.
     *
     * @throws ClosedByInterruptException if the calling thread is interrupted
     */
    static void forEach(int pieces, Workers workers) throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable loop = () -> {
            try {
                Worker worker = workers.create();
                for (int piece = next.getAndIncrement();
                        piece < pieces && failure.get() == null;
                        piece = next.getAndIncrement()) {
                    worker.work(piece);
                }
            } catch (Throwable e) { // an Error too must reach the caller
                failure.compareAndSet(null, e);
            }
        };
        int threads = Math.min(threads(), pieces);
        if (threads <= 1) {
            loop.run();
        } else {
            join(start(threads, loop), failure);
        }
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private static List<Thread> start(int threads, Runnable loop) {
        List<Thread> started = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            started.add(Thread.ofPlatform().name("firth-io-" + i).daemon().start(loop));
        }
        return started;
    }

    private static void join(List<Thread> threads, AtomicReference<Throwable> failure) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    failure.set(new ClosedByInterruptException()); // the others see it and end
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
