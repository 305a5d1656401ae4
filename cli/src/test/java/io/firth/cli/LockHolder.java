package io.firth.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A process of its own for {@link OutputLockTest}. */
final class LockHolder {
    private LockHolder() {}

    /**
     * With {@code hold OUTPUT}: locks, says so, and waits for the end of its input. With {@code turns OUTPUT N}: waits for a byte, locks N
     * times, as soon as it can, and each time makes a file that must not be there and deletes it.
     */
    public static void main(String[] args) throws Exception {
        Path output = Path.of(args[1]);
        if (args[0].equals("hold")) {
            try (OutputLock lock = OutputLock.of(output, System.out::println)) {
                System.out.println("locked " + lock.hashCode());
                while (System.in.read() >= 0) {
                    continue;
                }
            }
            return;
        }
        System.out.println("ready");
        System.in.read();
        int turns = Integer.parseInt(args[2]);
        while (turns > 0) {
            try (OutputLock lock = OutputLock.of(output, note -> {
                throw new IllegalStateException(note);
            })) {
                Path inside = output.resolveSibling("inside");
                Files.createFile(inside);
                LockSupport.parkNanos(100_000);
                Files.delete(inside);
                turns -= lock == null ? 0 : 1;
            } catch (CommandFailure taken) {
                Thread.onSpinWait();
            }
        }
        System.out.println("done");
    }

    static Process start(String... args) throws IOException {
        String[] command = new String[args.length + 7];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command[1] = "-XX:TieredStopAtLevel=1";
        command[2] = "-XX:+UseSerialGC";
        command[3] = "-Xshare:auto";
        command[4] = "-cp";
        command[5] = System.getProperty("java.class.path");
        command[6] = LockHolder.class.getName();
        System.arraycopy(args, 0, command, 7, args.length);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
