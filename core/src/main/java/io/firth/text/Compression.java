package io.firth.text;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How a corpus file is packed. Several packed streams one after the other are one text in every format. */
public enum Compression {
    /** Plain text. */
    NONE("plain"),
    /** gzip (RFC 1952). */
    GZIP("gzip"),
    /** bzip2. */
    BZIP2("bzip2"),
    /** xz. */
    XZ("xz"),
    /** Zstandard (RFC 8878). */
    ZSTD("zstd");

    /** Bytes that {@link #detect} wants to see. */
    static final int MAGIC_LENGTH = 10;

    private final String format;

    Compression(String format) {
        this.format = format;
    }

    /** The format of a file that begins with these bytes ({@code length} of them, up to {@link #MAGIC_LENGTH}). */
    static Compression detect(byte[] head, int length) {
        if (startsWith(head, length, 0x1f, 0x8b, 0x08)) {
            return GZIP;
        }
        // "BZh1"…"BZh9" could begin a text; the block magic (π, or √π in an empty file) after it could not.
        if (startsWith(head, length, 'B', 'Z', 'h')
                && length >= 10
                && head[3] >= '1'
                && head[3] <= '9'
                && (head[4] == 0x31 && head[5] == 0x41 && head[6] == 0x59 || head[4] == 0x17 && head[5] == 0x72)) {
            return BZIP2;
        }
        if (startsWith(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        boolean skippableFrame =
                length >= 4 && (head[0] & 0xf0) == 0x50 && head[1] == 0x2a && head[2] == 0x4d && head[3] == 0x18;
        if (skippableFrame || startsWith(head, length, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        return NONE;
    }

    /** The text inside {@code packed}. */
    InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(packed)
                        .setDecompressConcatenated(true)
                        .get();
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case XZ -> new XZInputStream(packed);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }

    /** The format's name. */
    @Override
    public String toString() {
        return format;
    }

    private static boolean startsWith(byte[] head, int length, int... magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
