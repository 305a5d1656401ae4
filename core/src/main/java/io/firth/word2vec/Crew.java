package io.firth.word2vec;

import io.firth.train.TrainingException;
import io.firth.vocab.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that work on one pass together; the first failure of any, or an interrupt of the caller, ends them all. */
final class Crew {
    private static final Duration POLL = Duration.ofMillis(200);

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** What one thread does; it looks at {@link #failed} often and returns soon when that is true. */
    interface Work {
        void run(int thread) throws TrainingException;
    }

    /** Whether somebody has failed, so that the others should stop. */
    boolean failed() {
        return failure.get() != null;
    }

    /** Notes a failure; the first one counts. */
    void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /**
     * Runs the work on new threads until all have returned.
     *
     * @param poll called about five times a second meanwhile, and once at the end
     * @param pause decides whether an interrupt of the caller may wait until the threads end by themselves
     * @throws InterruptedException if the caller is interrupted and it may not; the threads have ended then, too
     */
    void run(int size, Work work, Runnable poll, Pause pause) throws TrainingException, InterruptedException {
        List<Thread> threads = new ArrayList<>();
        try {
            if (Thread.interrupted() && !pause.interrupted()) {
                throw new InterruptedException();
            }
            for (int i = 0; i < size; i++) {
                int number = i;
                threads.add(Thread.ofPlatform()
                        .name("firth-train-", number)
                        .daemon()
                        .start(() -> {
                            try {
                                work.run(number);
                            } catch (Throwable t) {
                                fail(t);
                            }
                        }));
            }
            for (Thread thread : threads) {
                while (!ended(thread, pause)) {
                    poll.run();
                }
            }
        } catch (Throwable e) { // Kotlin and Scala throw checked exceptions from a listener, too
            fail(e);
            Workers.end(threads);
            throw e;
        }
        rethrow(failure.get());
        poll.run();
    }

    private static boolean ended(Thread thread, Pause pause) throws InterruptedException {
        try {
            return thread.join(POLL);
        } catch (InterruptedException e) {
            if (!pause.interrupted()) {
                throw e;
            }
            return false;
        }
    }

    private static void rethrow(Throwable failure) throws TrainingException {
        switch (failure) {
            case null -> {}
            case TrainingException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
