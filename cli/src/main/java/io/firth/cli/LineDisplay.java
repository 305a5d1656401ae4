package io.firth.cli;

import java.io.PrintWriter;

/** A line every few seconds, for logs. */
final class LineDisplay implements ProgressDisplay {
    private static final long NANOS_BETWEEN = 5_000_000_000L;

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
        if (running && now - last >= NANOS_BETWEEN) {
            last = now;
            err.println("  " + label + (total > 0 ? " " + Math.min(100, 100 * done / total) + " %" : "")
                    + (details.isEmpty() ? "" : ", " + details));
        }
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
