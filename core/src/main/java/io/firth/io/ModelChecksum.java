package io.firth.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The checksum of a model file: CRC32C of all its bytes, header included, with the eight hexadecimal digits of the
 * checksum itself taken as zeros. These stand in the metadata as {@code "checksum":"crc32c:89abcdef"}.
 */
final class ModelChecksum {
    static final String KEY = "checksum";
    static final String PREFIX = "crc32c:";
    static final String ZEROS = "00000000";

    // Inside a JSON string the quotes would be escaped, so that these bytes occur once only.
    private static final byte[] BEFORE_DIGITS = ("\"" + KEY + "\":\"" + PREFIX).getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 1 << 26;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ModelChecksum() {}

    static byte[] digits(int checksum) {
        return HexFormat.of().toHexDigits(checksum).getBytes(StandardCharsets.US_ASCII);
    }

    /** Where in a JSON header the digits begin, or −1. */
    static int position(byte[] header) {
        for (int at = 0; at + BEFORE_DIGITS.length + ZEROS.length() <= header.length; at++) {
            int matched = 0;
            while (matched < BEFORE_DIGITS.length && header[at + matched] == BEFORE_DIGITS[matched]) {
                matched++;
            }
            if (matched == BEFORE_DIGITS.length) {
                return at + matched;
            }
        }
        return -1;
    }

    /**
     * Compares a file, whose header has been checked, with its checksum.
     *
     * @throws ClosedByInterruptException if the thread is interrupted, which it stays
     */
    static void verify(Path file, MemorySegment bytes) throws IOException {
        int length = (int) bytes.get(LONG, 0);
        byte[] header = bytes.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
        int position = position(header);
        if (position < 0) {
            throw new IOException(file + " has no checksum in its header");
        }
        String stored = new String(header, position, ZEROS.length(), StandardCharsets.US_ASCII);
        System.arraycopy(ZEROS.getBytes(StandardCharsets.US_ASCII), 0, header, position, ZEROS.length());
        CRC32C crc = new CRC32C();
        crc.update(bytes.asSlice(0, 8).toArray(ValueLayout.JAVA_BYTE));
        crc.update(header);
        for (long at = 8L + length; at < bytes.byteSize(); at += CHUNK) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            crc.update(bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer());
        }
        String actual = new String(digits((int) crc.getValue()), StandardCharsets.US_ASCII);
        if (!actual.equals(stored)) {
            throw new IOException(file + " is damaged: its checksum is " + actual + ", but should be " + stored);
        }
    }
}
