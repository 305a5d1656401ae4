package io.firth.cli;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where messages go.
 *
 * @param err for progress and failures
 * @param interactive whether a person watches {@code err} on a terminal
 * @param columns width of that terminal, in characters
 */
record Terminal(PrintStream err, boolean interactive, int columns) {
    private static final int DEFAULT_COLUMNS = 100;

    /** No terminal: lines only. */
    static Terminal none(PrintStream err) {
        return new Terminal(err, false, DEFAULT_COLUMNS);
    }

    /**
     * As the launcher says: {@code firth.columns} is the width of the terminal at standard error, absent where that is a
     * file or a pipe; {@code firth.stderr} names a path to standard error where the launcher filters what the JVM itself
     * writes to descriptor 2 (its warning that a module is incubating).
     */
    static Terminal ofProcess() {
        PrintStream err = System.err;
        String path = System.getProperty("firth.stderr");
        if (path != null) {
            try {
                err = new PrintStream(new FileOutputStream(path, true), true, StandardCharsets.UTF_8);
                System.setErr(err);
            } catch (FileNotFoundException e) {
                err = System.err; // the filtered stream shows the same lines
            }
        }
        Integer columns = Integer.getInteger("firth.columns");
        return columns == null ? none(err) : new Terminal(err, true, columns > 0 ? columns : DEFAULT_COLUMNS);
    }
}
