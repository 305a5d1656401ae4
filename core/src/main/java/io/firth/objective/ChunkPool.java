package io.firth.objective;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Numbered tasks for the caller and a few threads of its own; who takes which is left to chance. */
final class ChunkPool implements AutoCloseable {
    private final int helpers;
    private final ExecutorService executor;

    ChunkPool(int threads) {
        helpers = threads - 1;
        executor = helpers == 0
                ? null
                : Executors.newFixedThreadPool(
                        helpers,
                        Thread.ofPlatform().daemon().name("firth-softmax-", 0).factory());
    }

    /** Runs task 0 … tasks − 1 and returns when all are done. */
    void run(int tasks, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        CompletableFuture<?>[] running = new CompletableFuture<?>[helpers];
        for (int i = 0; i < helpers; i++) {
            running[i] = CompletableFuture.runAsync(worker, executor);
        }
        try {
            worker.run();
        } finally {
            CompletableFuture.allOf(running).join();
        }
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdown();
        }
    }
}
