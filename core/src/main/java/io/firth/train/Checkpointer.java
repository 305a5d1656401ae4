package io.firth.train;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Decides when a checkpoint is due, and has it made last on a thread of its own while training goes on. One at a time is on
 * its way. One that cannot be kept does not end the training: the next is tried an interval later.
 */
public final class Checkpointer {
    /** Training waits for at most this share of its time. */
    public static final double LARGEST_SHARE = 0.05;

    private final CheckpointStore store;
    private final LongSupplier nanoTime;
    private final Queue<Consumer<TrainingListener>> news = new ConcurrentLinkedQueue<>();
    private final long askedNanos;
    private volatile long intervalNanos;
    private volatile long last;
    private volatile boolean busy;
    private Thread committing;

    /**
     * Checkpoints from now on.
     *
     * @param interval between two, above zero
     */
    public Checkpointer(CheckpointStore store, Duration interval) {
        this(store, interval, System::nanoTime);
    }

    Checkpointer(CheckpointStore store, Duration interval, LongSupplier nanoTime) {
        this.store = Objects.requireNonNull(store, "store");
        this.nanoTime = nanoTime;
        this.askedNanos = interval.toNanos();
        this.intervalNanos = askedNanos;
        if (askedNanos <= 0) {
            throw new IllegalArgumentException("the time between checkpoints must be above zero, not " + interval);
        }
        this.last = nanoTime.getAsLong();
    }

    /** Whether it is time for one; any thread may ask. */
    public boolean due() {
        return !busy && nanoTime.getAsLong() - last >= intervalNanos;
    }

    /**
     * Takes a checkpoint; returns when training may go on.
     *
     * @return whether the vectors could be copied; if not, the reason is among the news
     */
    public boolean save(Checkpoint checkpoint) {
        await();
        long start = nanoTime.getAsLong();
        CheckpointStore.Pending pending;
        try {
            pending = store.save(checkpoint);
        } catch (IOException | RuntimeException e) {
            last = nanoTime.getAsLong();
            fail(e);
            return false;
        }
        last = nanoTime.getAsLong();
        long pause = last - start;
        intervalNanos = Math.max(askedNanos, (long) (pause / LARGEST_SHARE));
        CheckpointReport report =
                new CheckpointReport(checkpoint.state(), Duration.ofNanos(pause), Duration.ofNanos(intervalNanos));
        busy = true;
        committing = Thread.ofPlatform().name("firth-checkpoint").start(() -> commit(pending, report));
        return true;
    }

    private void commit(CheckpointStore.Pending pending, CheckpointReport report) {
        try {
            pending.commit();
            news.add(listener -> listener.checkpointSaved(report));
        } catch (Throwable e) { // on a thread of its own nobody else would hear of an Error
            fail(e);
        } finally {
            busy = false;
        }
    }

    private void fail(Throwable cause) {
        IOException reason = cause instanceof IOException e ? e : new IOException(cause);
        news.add(listener -> listener.checkpointFailed(reason));
    }

    /** Tells what has happened since the last call, on the caller's thread. */
    public void tell(TrainingListener listener) {
        for (Consumer<TrainingListener> item = news.poll(); item != null; item = news.poll()) {
            item.accept(listener);
        }
    }

    /** Waits until nothing is on its way any more; an interrupt is kept for later. */
    public void await() {
        boolean interrupted = false;
        while (committing != null) {
            try {
                committing.join();
                committing = null;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
