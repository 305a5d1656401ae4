package io.firth.count;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Numbered tasks for several threads; who takes which is left to chance, so what a task does must not depend on it. */
final class Tasks {
    private Tasks() {}

    /**
     * Runs task 0 … tasks − 1 and returns when all are done. The first failure stops the others and is thrown.
     *
     * @throws InterruptedException if the calling thread is interrupted; tasks that have begun are finished first
     */
    static void run(int threads, int tasks, IntConsumer task) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable worker = () -> {
            try {
                for (int i = next.getAndIncrement(); i < tasks && failure.get() == null; i = next.getAndIncrement()) {
                    task.accept(i);
                }
            } catch (Throwable e) { // an Error too must reach the caller
                failure.compareAndSet(null, e);
            }
        };
        List<Thread> helpers = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, tasks); i++) {
            helpers.add(Thread.ofPlatform().daemon().name("firth-count-" + i).start(worker));
        }
        InterruptedException interrupted = null;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = e;
                    failure.compareAndSet(null, e);
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
