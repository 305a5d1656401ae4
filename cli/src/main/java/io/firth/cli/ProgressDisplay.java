package io.firth.cli;

import java.io.PrintWriter;

/** Shows how far the current stage is, between lines that stay. */
interface ProgressDisplay extends AutoCloseable {
    /** A live bar on a terminal, a line every few seconds elsewhere. */
    static ProgressDisplay choose(Terminal terminal, PrintWriter err) {
        return terminal.interactive() ? new BarDisplay(terminal) : new LineDisplay(err);
    }

    /** Begins a stage of {@code total} steps. */
    void start(String label, long total);

    /** So much is done; {@code details} stand behind it. */
    void update(long done, String details);

    /** Ends the stage. */
    void stop();

    /** Prints a line that stays. */
    void println(String line);

    @Override
    default void close() {
        stop();
    }
}
