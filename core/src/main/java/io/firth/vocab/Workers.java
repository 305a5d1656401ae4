package io.firth.vocab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Runs one task on several threads and waits; the first failure stops all of them and is thrown. */
public final class Workers {
    private Workers() {}

    /** What each thread does once. It must stop soon after its thread was interrupted. */
    @FunctionalInterface
    public interface Task {
        /** Runs on one of the threads. */
        void run() throws IOException;
    }

    /**
     * Runs the task once on each of {@code threads} new threads.
     *
     * @param name of the threads, before their numbers
     * @throws IOException as the first task that failed
     * @throws InterruptedException if the calling thread is interrupted; the others have ended then
     */
    public static void run(int threads, String name, Task task) throws IOException, InterruptedException {
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
        workers.forEach(Thread::start);
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
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
