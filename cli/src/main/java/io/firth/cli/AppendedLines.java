package io.firth.cli;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of lines that grows. Each line is one write to the end of the file; a line that a crash has cut short stands by
 * itself, as the next one begins on a line of its own. Not by a channel: an interrupt of the thread would close it.
 */
final class AppendedLines implements AutoCloseable {
    private final FileOutputStream out;

    /** Whether the file ends within a line. */
    private boolean torn;

    private AppendedLines(FileOutputStream out, boolean torn) {
        this.out = out;
        this.torn = torn;
    }

    /**
     * Opens a file to append to, or makes it.
     *
     * @throws CommandFailure if it cannot be written, holds something else than JSON lines, or another process appends to it
     */
    static AppendedLines open(Path file) throws IOException, CommandFailure {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(file + " is a folder; name a file for the log");
        }
        boolean regular = Files.isRegularFile(file) || Files.notExists(file);
        boolean torn = Files.isRegularFile(file) && endsWithinALine(file);
        FileOutputStream out;
        try {
            out = new FileOutputStream(file.toFile(), true);
        } catch (FileNotFoundException e) {
            throw new CommandFailure("the log cannot be written: " + e.getMessage());
        }
        try {
            if (regular && isTaken(out)) {
                throw new CommandFailure("another training writes its log to " + file + "; choose another file");
            }
        } catch (CommandFailure e) {
            out.close();
            throw e;
        }
        return new AppendedLines(out, torn);
    }

    private static boolean endsWithinALine(Path file) throws IOException, CommandFailure {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            if (content.length() == 0) {
                return false;
            }
            if (content.read() != '{') {
                throw new CommandFailure(file + " is there and is no log of a training; choose another file");
            }
            content.seek(content.length() - 1);
            return content.read() != '\n';
        } catch (FileNotFoundException e) {
            throw new CommandFailure("the log cannot be written: " + e.getMessage());
        }
    }

    // The lock ends with the stream. Where there are no locks, nothing is known, and nothing is refused.
    private static boolean isTaken(FileOutputStream out) {
        try {
            return out.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false) == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Appends a line. */
    synchronized void append(String line) throws IOException {
        byte[] bytes = ((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8);
        torn = true;
        out.write(bytes);
        torn = false;
    }

    /** Waits until all lines are on the disk. */
    synchronized void force() throws IOException {
        out.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
