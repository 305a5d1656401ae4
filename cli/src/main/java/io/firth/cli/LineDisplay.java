package io.firth.cli;

import java.io.PrintWriter;

/** A line now and then, for logs: every five seconds at first, every five minutes after some hours. */
final class LineDisplay implements ProgressDisplay {
    private static final long LEAST_NANOS_BETWEEN = 5_000_000_000L;
    private static final long MOST_NANOS_BETWEEN = 300_000_000_000L;

    /** Lines are as far apart as this part of the time that has passed. */
    private static final int PART = 30;

    private final long created = System.nanoTime();

    private final PrintWriter err;
    private String label = "";
    private long total;
    private long last;
    private boolean running;

    LineDisplay(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void start(String label, long total) {
        this.label = label;
        this.total = total;
        this.last = System.nanoTime();
        this.running = true;
    }

    @Override
    public synchronized void update(long done, String details) {
        long now = System.nanoTime();
        if (running && now - last >= between(now)) {
            last = now;
            err.println("  " + label + (total > 0 ? " " + Math.min(100, 100 * done / total) + " %" : "")
                    + (details.isEmpty() ? "" : ", " + details));
        }
    }

    private long between(long now) {
        return Math.clamp((now - created) / PART, LEAST_NANOS_BETWEEN, MOST_NANOS_BETWEEN);
    }

    @Override
    public synchronized void stop() {
        running = false;
    }

    @Override
    public synchronized void println(String line) {
        err.println(line);
    }
}
