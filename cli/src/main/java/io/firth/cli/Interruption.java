package io.firth.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Ctrl-C, or a request to terminate: the JVM starts to shut down (its exit code will be 130 or 143), and this lets the
 * command end first, so that threads stop, a checkpoint is kept, temporary files go and a message is printed. A second
 * Ctrl-C ends the process at once.
 */
final class Interruption {
    static final int SECONDS_TO_END = 10;
    private static final int SECONDS_UNTIL_HINT = 2;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    private static volatile boolean readingInput;
    private static volatile boolean takesLong;

    private final Thread command;
    private final CountDownLatch finished = new CountDownLatch(1);

    private Interruption(Thread command) {
        this.command = command;
    }

    /** From now on a shutdown interrupts {@code command} and waits for {@link #finished}. */
    static Interruption install(Thread command) {
        Interruption interruption = new Interruption(command);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "firth-interruption"));
        return interruption;
    }

    /** Something that is read. */
    interface Reading<T, X extends Exception> {
        T read() throws X;
    }

    /**
     * Reads; a shutdown does not wait for it.
     *
     * @param blocks if it may block in a read of standard input or in opening a named pipe, which no interruption wakes
     */
    static <T, X extends Exception> T whileReading(boolean blocks, Reading<T, X> reading) throws X {
        readingInput = blocks;
        try {
            return reading.read();
        } finally {
            readingInput = false;
        }
    }

    /** The command keeps a checkpoint before it ends: however long that takes, it is waited for. */
    static void mayTakeLong(boolean value) {
        takesLong = value;
    }

    /** The command has ended. */
    void finished() {
        finished.countDown();
    }

    private void interrupt() {
        if (finished.getCount() == 0) {
            return;
        }
        if (readingInput) {
            OutputLock.abandon();
            return;
        }
        Signals.register("INT", () -> Runtime.getRuntime().halt(INTERRUPTED));
        Signals.register("TERM", () -> Runtime.getRuntime().halt(TERMINATED));
        boolean patient = takesLong;
        command.interrupt();
        try {
            if (patient && !finished.await(SECONDS_UNTIL_HINT, TimeUnit.SECONDS)) {
                System.err.println("firth: keeping a checkpoint; once more ends at once, without it");
            }
            while (!finished.await(SECONDS_TO_END, TimeUnit.SECONDS) && patient) {
                // the checkpoint is being written
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
