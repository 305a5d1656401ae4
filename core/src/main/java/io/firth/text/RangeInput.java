package io.firth.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** The bytes of a source from the start of a range on, past its end if asked, and a look at what is before it. */
final class RangeInput implements Closeable {
    private final CorpusRange range;
    private final LongConsumer bytesRead;
    private final FileChannel channel;
    private final InputStream unpacked; // null for a plain file
    private long position; // of the next byte that read() gives, in the text
    private long reported; // bytes on disk that bytesRead was told of

    RangeInput(CorpusRange range, LongConsumer bytesRead) throws IOException {
        this.range = range;
        this.bytesRead = bytesRead;
        this.position = range.from();
        this.channel = FileChannel.open(range.source().path(), StandardOpenOption.READ);
        try {
            this.unpacked = range.source().compression() == Compression.NONE ? null : unpack();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Up to {@code length} next bytes, at least one; −1 at the end of the source. */
    int read(byte[] buffer, int offset, int length) throws IOException {
        int n = unpacked == null ? readPlain(buffer, offset, length) : readUnpacked(buffer, offset, length);
        if (n > 0) {
            position += n;
        }
        report();
        return n;
    }

    /** Reads {@code length} bytes that stand directly before {@code end}; plain files only. */
    void readBefore(long end, byte[] buffer, int length) throws IOException {
        ByteBuffer target = ByteBuffer.wrap(buffer, 0, length);
        while (target.hasRemaining()) {
            int n = channel.read(target, end - length + target.position());
            if (n < 0) {
                throw shortened();
            }
        }
    }

    private int readPlain(byte[] buffer, int offset, int length) throws IOException {
        long left = range.source().bytes() - position; // what was appended since the corpus was opened is left alone
        if (left <= 0) {
            return -1;
        }
        int n = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)), position);
        if (n < 0) {
            throw shortened();
        }
        return n;
    }

    private int readUnpacked(byte[] buffer, int offset, int length) throws IOException {
        try {
            return unpacked.read(buffer, offset, length);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // unpackers meet damaged data with both
            throw damaged(e);
        }
    }

    private InputStream unpack() throws IOException {
        try {
            return range.source().compression().open(new ChannelStream());
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private CorpusException damaged(Exception cause) {
        CorpusSource source = range.source();
        return new CorpusException(
                source.name() + ": the " + source.compression() + " data is truncated or damaged after " + position
                        + " bytes of text"
                        + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")"),
                cause);
    }

    private CorpusException shortened() {
        return new CorpusException(range.source().name() + ": the file became shorter while it was read");
    }

    private void report() throws IOException {
        long now = unpacked == null
                ? Math.min(position, range.to()) - range.from()
                : Math.min(channel.position(), range.source().bytes());
        if (now > reported) {
            bytesRead.accept(now - reported);
            reported = now;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (unpacked != null) {
                unpacked.close();
            }
        } finally {
            channel.close();
        }
    }

    /** The packed bytes, in large reads, for unpackers that ask for single bytes. */
    private final class ChannelStream extends InputStream {
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);

        @Override
        public int read() throws IOException {
            return fill() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int n = Math.min(length, buffer.remaining());
            buffer.get(target, offset, n);
            return n;
        }

        @Override
        public int available() {
            return buffer.remaining();
        }

        private boolean fill() throws IOException {
            if (buffer.hasRemaining()) {
                return true;
            }
            buffer.clear();
            int n = channel.read(buffer);
            buffer.flip();
            return n > 0;
        }
    }
}
