package io.firth.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Reads little-endian numbers one after the other; whoever reads past the end learns what is missing. */
final class Cursor {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ORDER);

    private final Path file;
    private final MemorySegment bytes;
    private long at;

    Cursor(Path file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Where the next number begins. */
    long position() {
        return at;
    }

    byte int8(String what) throws IOException {
        return bytes.get(ValueLayout.JAVA_BYTE, take(1, what));
    }

    int int32(String what) throws IOException {
        return bytes.get(INT, take(Integer.BYTES, what));
    }

    long int64(String what) throws IOException {
        return bytes.get(LONG, take(Long.BYTES, what));
    }

    double float64(String what) throws IOException {
        return Double.longBitsToDouble(int64(what));
    }

    /** Passes over so many bytes, ≥ 0; returns where they begin. */
    long take(long length, String what) throws IOException {
        long from = at;
        if (length > bytes.byteSize() - at) {
            throw new IOException(file + " is cut off in " + what + ", at byte " + at + ": " + length
                    + " bytes should follow, but only " + (bytes.byteSize() - at) + " are there");
        }
        at += length;
        return from;
    }

    /** Passes over bytes up to and including a zero; returns where the zero is. */
    long takeToZero(String what) throws IOException {
        long from = at;
        for (long zero = at; zero < bytes.byteSize(); zero++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, zero) == 0) {
                at = zero + 1;
                return zero;
            }
        }
        throw new IOException(file + " is cut off in " + what + ", which begins at byte " + from + " and has no end");
    }

    /** Bytes behind this place. */
    long remaining() {
        return bytes.byteSize() - at;
    }
}
