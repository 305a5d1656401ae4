package io.firth.cli;

import io.firth.io.AtomicFile;
import io.firth.io.RunFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Keeps a second process from writing the same output: the lock of the operating system on {@code OUTPUT.lock}, a file
 * beside the output, which names the process. The system gives the lock back when the process ends, however it does, so
 * that a file left behind by one that was killed is no obstacle (docs/decisions/0020).
 */
final class OutputLock implements AutoCloseable {
    /** Behind anything that is written, since on some systems nobody else can read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** A hole, which takes no room: two processes choose the same one time in a million. */
    private static final int MOST_PADDING = 1 << 20;

    private static final int ATTEMPTS = 100;

    /** Locks of this process. The system's do not tell its threads apart, and go when any channel to the file closes. */
    private static final Map<Path, FileChannel> HELD = new HashMap<>();

    private final Path file;
    private final FileChannel channel;

    private OutputLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks an output until {@link #close}.
     *
     * @param notes is told where locks are not to be had; nothing is refused then
     * @throws CommandFailure if another process writes this output; the message names it
     * @throws InterruptedException if the thread is interrupted; nothing is locked then
     */
    static OutputLock of(Path output, Consumer<String> notes) throws CommandFailure, InterruptedException {
        if (!Files.isDirectory(output.toAbsolutePath().getParent())) {
            return new OutputLock(null, null); // who writes there says so
        }
        try {
            Path file = lockFile(output);
            synchronized (HELD) {
                if (HELD.containsKey(file)) {
                    throw taken(output, "this process");
                }
                HELD.put(file, null);
            }
            FileChannel channel = null;
            try {
                channel = open(output, file);
                synchronized (HELD) {
                    HELD.put(file, channel);
                }
                clearLeftovers(output);
                return new OutputLock(file, channel);
            } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                removeFile(output, file);
                throw new InterruptedException();
            } finally {
                if (channel == null) {
                    release(file);
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            notes.accept("no lock on " + output + " (" + reason(e)
                    + "): nothing keeps another process from writing it at the same time");
            return new OutputLock(null, null);
        }
    }

    /** Does the work of a command while its output is locked; notes go to its standard error. */
    static <T> T during(Path output, CommandSpec spec, Callable<T> work) throws Exception {
        OutputLock lock = of(output, note -> spec.commandLine().getErr().println("note: " + note));
        try {
            return work.call();
        } finally {
            lock.close();
        }
    }

    /** What processes that were killed while they wrote this output have left in its folder, hidden. */
    private static void clearLeftovers(Path output) {
        Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
        try {
            AtomicFile.removeLeftovers(output, start);
            AtomicFile.removeLeftovers(RunFile.of(output), start);
        } catch (IOException e) {
            return; // they stay, and do no harm
        }
    }

    /** Only who has locked the file may delete it, and the interruption has closed the channel: it is locked once more. */
    private static void removeFile(Path output, Path file) {
        Thread.interrupted(); // else this channel would close, too
        try {
            new OutputLock(file, open(output, file)).close();
        } catch (IOException | CommandFailure e) {
            return; // somebody else's by now; or it stays, and does no harm
        }
    }

    private static String reason(Exception e) {
        return e instanceof IOException ? Failures.sentence(e) : String.valueOf(e.getMessage());
    }

    // Two names of one output lead to one lock.
    private static Path lockFile(Path output) throws IOException {
        Path target = AtomicFile.place(output);
        Path folder = target.getParent().toRealPath();
        return folder.resolve(target.getFileName() + ".lock");
    }

    /** Opens and locks the file; whoever had it may delete it in between, and then all begins anew. */
    private static FileChannel open(Path output, Path file) throws IOException, CommandFailure {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean locked = false;
            try {
                FileLock lock = lock(channel);
                if (lock == null) {
                    throw taken(output, "process " + owner(channel).orElse("(its number cannot be read)"));
                }
                locked = isAt(file, channel);
                if (locked) {
                    return channel;
                }
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
        }
        throw new IOException(file + " comes and goes");
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /**
     * Whether the locked file is still the one at this path: what is written to the one must be seen at the other. The
     * length is random, so that it does not happen to be that of another's file.
     */
    private static boolean isAt(Path file, FileChannel channel) throws IOException {
        String text = ProcessHandle.current().pid() + "\nsince " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n";
        channel.truncate(0);
        write(channel, text, 0);
        write(channel, "\n", text.length() + ThreadLocalRandom.current().nextInt(MOST_PADDING));
        return isSame(file, channel);
    }

    private static void write(FileChannel channel, String text, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    private static boolean isSame(Path file, FileChannel channel) throws IOException {
        try {
            return Files.size(file) == channel.size();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The first line: a process number. */
    private static Optional<String> owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        int end = text.indexOf('\n');
        return end > 0 && text.substring(0, end).matches("\\d+")
                ? Optional.of(text.substring(0, end))
                : Optional.empty();
    }

    private static CommandFailure taken(Path output, String who) {
        return new CommandFailure(who + " is writing " + output + "; wait until it has ended, or give -o another name");
    }

    private static void release(Path file) {
        synchronized (HELD) {
            HELD.remove(file);
        }
    }

    /** The process ends without a word to who holds locks: their files are deleted, as far as that goes. */
    static void abandon() {
        synchronized (HELD) {
            HELD.forEach((file, channel) -> {
                try {
                    if (channel != null && isSame(file, channel)) {
                        Files.deleteIfExists(file);
                    }
                } catch (IOException e) {
                    return; // it stays, and does no harm
                }
            });
        }
    }

    /** Deletes the file, while it is still locked, and gives the lock back. A file that stays does no harm. */
    @Override
    public void close() {
        if (file == null) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // else the channel would close before the file is gone
        try (channel) {
            if (isSame(file, channel)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return;
        } finally {
            release(file);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
