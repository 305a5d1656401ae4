package io.firth.vocab;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Threads for one piece of work, which end with it; the first failure stops all of them and is thrown. Who does what is
 * left to chance, so a result must not depend on it.
 */
public final class Workers {
    private Workers() {}

    /**
     * What each thread does once. It must stop soon after its thread was interrupted.
     *
     * @param <E> what may go wrong
     */
    @FunctionalInterface
    public interface Task<E extends Exception> {
        /** Runs on one of the threads. */
        void run() throws E;
    }

    /**
     * What is done with each of some numbered pieces; belongs to one thread.
     *
     * @param <E> what may go wrong
     */
    @FunctionalInterface
    public interface PieceTask<E extends Exception> {
        /** Does one piece. */
        void run(int piece) throws E;
    }

    /**
     * Runs the task once on each of {@code threads} new threads.
     *
     * @param name of the threads, before their numbers
     * @param <E> what may go wrong
     * @throws E as the first task that failed
     * @throws InterruptedException if the calling thread is interrupted; the others have ended then
     */
    public static <E extends Exception> void run(int threads, String name, Task<E> task)
            throws E, InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(Thread.ofPlatform().name(name + "-" + i).daemon().unstarted(() -> {
                try {
                    task.run();
                } catch (Throwable e) { // an Error too must reach the caller
                    if (failure.compareAndSet(null, e)) {
                        workers.forEach(Thread::interrupt);
                    }
                }
            }));
        }
        start(workers);
        InterruptedException interrupted = null;
        for (Thread worker : workers) {
            while (true) {
                try {
                    worker.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = e;
                    workers.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        rethrow(failure.get());
    }

    /** All of them or, if one cannot be started, none for long. */
    private static void start(List<Thread> workers) {
        try {
            workers.forEach(Thread::start);
        } catch (Throwable e) { // OutOfMemoryError: the system has no more threads
            end(workers);
            throw e;
        }
    }

    /** Interrupts the threads and waits until they have ended; an interrupt of the caller stays. */
    public static void end(List<Thread> threads) {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does the pieces 0 … pieces − 1, begun in this order, on up to {@code threads} threads; with one, on the caller's.
     * Pieces that have begun when one fails, or the caller is interrupted, are finished unless they look for an interruption.
     *
     * @param name of the threads, before their numbers
     * @param tasks makes what one thread does with its pieces, with the thread's own buffers
     * @param <E> what may go wrong
     * @throws E as the first piece that failed
     * @throws InterruptedException if the calling thread is interrupted; the others have ended then
     */
    public static <E extends Exception> void forEach(int threads, String name, int pieces, Supplier<PieceTask<E>> tasks)
            throws E, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Task<E> loop = () -> {
            PieceTask<E> task = tasks.get();
            int piece = next.getAndIncrement();
            while (piece < pieces && !Thread.currentThread().isInterrupted()) {
                task.run(piece);
                piece = next.getAndIncrement();
            }
        };
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int workers = Math.min(threads, pieces);
        if (workers > 1) {
            run(workers, name, loop);
            return;
        }
        loop.run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @SuppressWarnings("unchecked") // a task throws no other checked exception
    private static <E extends Exception> void rethrow(Throwable failure) throws E {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw (E) e;
        }
    }
}
