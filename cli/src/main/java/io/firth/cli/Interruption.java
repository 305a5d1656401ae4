package io.firth.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C: the JVM starts to shut down (its exit code will be 130), and this lets the command end first, so that threads
 * stop, temporary files go and a message is printed.
 */
final class Interruption {
    private static final int SECONDS_TO_END = 10;

    private static volatile boolean readingInput;

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

    /** The command blocks in a read of standard input, which no interruption wakes: there is nothing to wait for. */
    static void readingInput(boolean value) {
        readingInput = value;
    }

    /** The command has ended. */
    void finished() {
        finished.countDown();
    }

    private void interrupt() {
        if (finished.getCount() == 0 || readingInput) {
            return;
        }
        command.interrupt();
        try {
            finished.await(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
