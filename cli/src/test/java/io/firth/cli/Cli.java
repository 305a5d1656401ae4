package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * What a command did.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Cli(int code, String out, String err) {
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    /** Runs a command in this process, and sees that a process of its own would have ended with it. */
    static Cli run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        int code = Main.execute(args, new PrintWriter(out, true), new PrintWriter(err, true), noTerminal());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            assertTrue(thread.isDaemon() || before.contains(thread) || ends(thread), () -> thread + " goes on");
        }
        return new Cli(code, out.toString(), err.toString());
    }

    private static boolean ends(Thread thread) {
        try {
            return thread.join(LONGEST_END);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Shows nothing, and is nobody's. */
    static Terminal noTerminal() {
        return Terminal.none(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
}
