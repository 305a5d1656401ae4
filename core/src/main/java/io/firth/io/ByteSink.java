package io.firth.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/** A buffer in front of a channel that sums up what passes. All numbers are little-endian. */
final class ByteSink {
    /** The size of a huge page: Linux then keeps what was written in such pages, and maps the file by them. */
    private static final int CAPACITY = 1 << 21;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();

    ByteSink(WritableByteChannel channel) {
        this.channel = channel;
    }

    void put(byte value) throws IOException {
        room(1);
        buffer.put(value);
    }

    void putLong(long value) throws IOException {
        room(Long.BYTES);
        buffer.putLong(value);
    }

    void put(byte[] bytes) throws IOException {
        put(MemorySegment.ofArray(bytes));
    }

    void put(float[] values) throws IOException {
        for (int from = 0; from < values.length; ) {
            room(Float.BYTES);
            int n = Math.min(values.length - from, buffer.remaining() / Float.BYTES);
            buffer.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values, from, n);
            buffer.position(buffer.position() + n * Float.BYTES);
            from += n;
        }
    }

    void put(MemorySegment bytes) throws IOException {
        for (long from = 0; from < bytes.byteSize(); ) {
            room(1);
            int n = (int) Math.min(bytes.byteSize() - from, buffer.remaining());
            MemorySegment.copy(bytes, from, MemorySegment.ofBuffer(buffer), 0, n);
            buffer.position(buffer.position() + n);
            from += n;
        }
    }

    /** Puts what is buffered into the channel. */
    void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** CRC32C of all bytes up to the last flush. */
    int checksum() {
        return (int) crc.getValue();
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }
}
