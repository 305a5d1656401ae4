package io.firth.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Compression of pages without Hadoop, whose classes Parquet's own factory needs. Written is Zstandard; read are that,
 * Snappy, gzip and what is not compressed. Nothing is allocated that the bytes do not unpack to, whatever a page's header
 * promises.
 */
final class Codecs implements CompressionCodecFactory {
    // Snappy's copies of at most 64 bytes take two bytes at least.
    private static final int MOST_SNAPPY_EXPANSION = 64;

    /** A page that promises to grow less than so many times is unpacked into an array of the size it promises. */
    private static final int LIKELY_EXPANSION = 64;

    private static final int CHUNK = 1 << 16;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput bytes) throws IOException {
                return BytesInput.from(Zstd.compress(array(bytes)));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return CompressionCodecName.ZSTD;
            }

            @Override
            public void release() {}
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                return BytesInput.from(unpack(name, array(bytes), size));
            }

            @Override
            public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int size) throws IOException {
                byte[] packed = new byte[packedSize];
                input.get(packed);
                output.put(unpack(name, packed, size));
            }

            @Override
            public void release() {}
        };
    }

    private static byte[] array(BytesInput bytes) throws IOException {
        var out = new ByteArrayOutputStream(Math.toIntExact(bytes.size())) {
            /** Not a copy, if it was filled to the last byte. */
            byte[] filled() {
                return count == buf.length ? buf : toByteArray();
            }
        };
        bytes.writeAllTo(out);
        return out.filled();
    }

    private static byte[] unpack(CompressionCodecName name, byte[] packed, int size) throws IOException {
        byte[] unpacked = switch (name) {
            case UNCOMPRESSED -> packed;
            case SNAPPY -> snappy(packed);
            case GZIP -> drain(new GZIPInputStream(new ByteArrayInputStream(packed)), size);
            case ZSTD -> zstd(packed, size);
            default -> throw new IOException("a page is compressed with " + name + "; ZSTD, SNAPPY and GZIP are read");
        };
        if (unpacked.length != size) {
            throw new IOException("a page should unpack to " + size + " bytes, but unpacks to " + unpacked.length);
        }
        return unpacked;
    }

    private static byte[] snappy(byte[] packed) throws IOException {
        int size = Snappy.uncompressedLength(packed);
        if (size < 0 || size > (long) MOST_SNAPPY_EXPANSION * packed.length) {
            throw new IOException("a page of " + packed.length + " bytes promises to unpack to " + size);
        }
        return Snappy.uncompress(packed);
    }

    private static byte[] zstd(byte[] packed, int size) throws IOException {
        if (size < 1 || size > (long) LIKELY_EXPANSION * packed.length || Zstd.getFrameContentSize(packed) != size) {
            return drain(new ZstdInputStream(new ByteArrayInputStream(packed)), size);
        }
        byte[] unpacked = new byte[size];
        long n = Zstd.decompressByteArray(unpacked, 0, size, packed, 0, packed.length);
        if (Zstd.isError(n)) {
            throw new IOException("a page is damaged: " + Zstd.getErrorName(n));
        }
        return n == size ? unpacked : Arrays.copyOf(unpacked, (int) n);
    }

    // Up to one byte more than promised, so that more is seen.
    private static byte[] drain(InputStream stream, int size) throws IOException {
        try (stream) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            while (out.size() <= size) {
                int n = stream.read(chunk, 0, (int) Math.min(CHUNK, size + 1L - out.size()));
                if (n <= 0) {
                    break;
                }
                out.write(chunk, 0, n);
            }
            return out.toByteArray();
        }
    }

    @Override
    public void release() {}
}
