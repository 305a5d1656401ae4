package io.firth.count;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file of bytes that only grows. It is deleted when it is closed; where the system allows it, its name is gone
 * as soon as it is open, so that nothing stays behind even if the process is killed. One thread writes at a time, any
 * number read what is written.
 */
class TemporaryFile implements Closeable {
    private final Path path;
    private final String what;
    private final FileChannel channel;
    private long length;

    /**
     * @param folder where
     * @param what is in it, for messages
     */
    TemporaryFile(Path folder, String what) throws IOException {
        this.what = what;
        try {
            this.path = Files.createTempFile(folder, "firth-", ".tmp");
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder for temporary files");
        } catch (IOException e) {
            throw new IOException("cannot make a temporary file in " + folder + ": " + e.getMessage(), e);
        }
        channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Bytes written. */
    long length() {
        return length;
    }

    /** Appends the remaining bytes. */
    void append(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                length += write(channel, bytes, length);
            }
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "cannot write " + what + " to the temporary file " + path + " (" + e.getMessage() + "): it has "
                            + length + " bytes; choose another folder for temporary files",
                    e);
        }
    }

    /** One write, which a test lets fail. */
    int write(FileChannel to, ByteBuffer bytes, long position) throws IOException {
        return to.write(bytes, position);
    }

    /** Reads until the buffer is full. */
    void read(ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int n = channel.read(target, at);
            if (n < 0) {
                throw new EOFException("the temporary file " + path + " became shorter");
            }
            at += n;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
