package io.firth.count;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that are written once and then read once, front to back: in memory as far as it may be taken, the rest in a
 * temporary file. What stays in memory does not have to be copied to the system and back.
 */
final class Spool implements Closeable {
    private static final int BLOCK = 1 << 22;

    private final TemporaryFile file;
    private final long memory;
    private final Arena arena = Arena.ofShared();
    private final List<MemorySegment> blocks = new ArrayList<>();
    private long inMemory;

    /**
     * @param file for the rest; closed with this
     * @param memory bytes that may be kept, outside the heap
     */
    Spool(TemporaryFile file, long memory) {
        this.file = file;
        this.memory = memory / BLOCK * BLOCK;
    }

    /** Bytes written. */
    long length() {
        return inMemory + file.length();
    }

    /** Appends the remaining bytes. */
    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && inMemory < memory) {
            int at = (int) (inMemory % BLOCK);
            if (at == 0) {
                blocks.add(arena.allocate(BLOCK));
            }
            int n = Math.min(bytes.remaining(), BLOCK - at);
            blocks.getLast()
                    .asSlice(at, n)
                    .copyFrom(MemorySegment.ofBuffer(bytes).asSlice(0, n));
            bytes.position(bytes.position() + n);
            inMemory += n;
        }
        if (bytes.hasRemaining()) {
            file.append(bytes);
        }
    }

    /** Takes the bytes in order. */
    interface Reader {
        /** Some bytes; the buffer is used again. */
        void put(ByteBuffer bytes) throws IOException;
    }

    /** Hands over all bytes in order. */
    void read(Reader reader) throws IOException {
        for (int i = 0; i < blocks.size(); i++) {
            long n = Math.min(BLOCK, inMemory - (long) i * BLOCK);
            reader.put(blocks.get(i).asSlice(0, n).asByteBuffer());
        }
        if (file.length() == 0) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; at < file.length(); ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), file.length() - at));
            file.read(buffer, at);
            at += buffer.limit();
            reader.put(buffer.flip());
        }
    }

    @Override
    public void close() throws IOException {
        arena.close();
        file.close();
    }
}
