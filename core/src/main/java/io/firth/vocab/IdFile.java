package io.firth.vocab;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file of int32 little-endian that only grows. It is deleted when it is closed; where the system allows it,
 * its name is gone as soon as it is open, so that nothing stays behind even if the process is killed.
 */
final class IdFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final long bytesNeeded;
    private final ByteBuffer buffer;
    private long length;

    IdFile(Path folder, long bytesNeeded) throws IOException {
        this(folder, bytesNeeded, newBuffer());
    }

    /** With a buffer that it shares with others that are not used at the same time. */
    IdFile(Path folder, long bytesNeeded, ByteBuffer buffer) throws IOException {
        try {
            path = Files.createTempFile(folder, "firth-", ".ids");
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder for temporary files");
        } catch (IOException e) {
            throw new IOException("cannot make a temporary file in " + folder + ": " + e.getMessage(), e);
        }
        channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        this.bytesNeeded = bytesNeeded;
        this.buffer = buffer;
    }

    static ByteBuffer newBuffer() {
        return ByteBuffer.allocateDirect(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Number of ids written. */
    long length() {
        return length;
    }

    FileChannel channel() {
        return channel;
    }

    void append(int[] ids, int from, int to) throws IOException {
        while (from < to) {
            int n = Math.min(to - from, buffer.capacity() / Integer.BYTES);
            buffer.clear();
            buffer.asIntBuffer().put(ids, from, n);
            buffer.limit(n * Integer.BYTES);
            try {
                long position = length * Integer.BYTES;
                while (buffer.hasRemaining()) {
                    channel.write(buffer, position + buffer.position());
                }
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                throw new IOException(
                        "cannot write the encoded corpus to the temporary file " + path + " (" + e.getMessage()
                                + "): it has " + length * Integer.BYTES + " bytes and needs at least " + bytesNeeded
                                + "; choose another folder for temporary files",
                        e);
            }
            length += n;
            from += n;
        }
    }

    /** Reads ids from {@code position} on. */
    void read(long position, int[] ids, int n) throws IOException {
        for (int done = 0; done < n; ) {
            int count = Math.min(n - done, buffer.capacity() / Integer.BYTES);
            buffer.clear().limit(count * Integer.BYTES);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, (position + done) * Integer.BYTES + buffer.position()) < 0) {
                    throw new IOException("the temporary file " + path + " became shorter");
                }
            }
            buffer.flip();
            buffer.asIntBuffer().get(ids, done, count);
            done += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
