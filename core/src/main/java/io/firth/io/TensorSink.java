package io.firth.io;

import io.firth.embeddings.Provenance;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes a safetensors file tensor by tensor, front to back, without knowing beforehand how long each will be: room is
 * left for the header, which is filled in at the end. Put the widest types first, so that every tensor is aligned.
 */
public final class TensorSink {
    /** Room for the header, a multiple of 64 less eight; more than strings and tensors of a file ever take. */
    private static final int HEADER_BYTES = (1 << 16) - 8;

    private static final int PIECE_BYTES = 1 << 20;

    private final SeekableByteChannel channel;
    private final CRC32C crc = new CRC32C();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final JsonWriter tensors = new JsonWriter();
    private long end;
    private long start;

    TensorSink(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        channel.position(8L + HEADER_BYTES);
    }

    /** A string in the metadata. */
    public void metadata(String name, String value) {
        metadata.put(name, value);
    }

    /** Format, version, config and provenance. */
    public void metadata(String format, int version, Provenance provenance) {
        metadata.put("format", format);
        metadata.put("format_version", Integer.toString(version));
        metadata.put("config", ProvenanceJson.config(provenance));
        metadata.put("provenance", ProvenanceJson.provenance(provenance));
    }

    /** Appends the remaining bytes of a buffer to the current tensor. */
    public void put(ByteBuffer bytes) throws IOException {
        end += bytes.remaining();
        crc.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Ends the current tensor, of one dimension, and begins the next.
     *
     * @throws IllegalStateException if the bytes are not {@code length} elements
     */
    public void end(String name, String dtype, long length) {
        if (end - start != length * Safetensors.bytesPerElement(dtype)) {
            throw new IllegalStateException(
                    "tensor " + name + " of " + length + " " + dtype + " has " + (end - start) + " bytes");
        }
        ModelWriter.tensor(tensors, name, dtype, start, Safetensors.bytesPerElement(dtype), length);
        start = end;
    }

    /** The tensors {@code words.counts} and {@code words.offsets}; to be followed by {@link #wordBytes}. */
    public void words(Vocabulary vocabulary) throws IOException {
        put(vocabulary.countsSegment());
        end("words.counts", "I64", vocabulary.size());
        put(vocabulary.offsetsSegment());
        end("words.offsets", "I64", vocabulary.size() + 1L);
    }

    /** The tensor {@code words.bytes}. */
    public void wordBytes(Vocabulary vocabulary) throws IOException {
        put(vocabulary.bytesSegment());
        end("words.bytes", "U8", vocabulary.bytesSegment().byteSize());
    }

    /** In pieces, as a buffer holds less than 2 GiB. */
    private void put(MemorySegment bytes) throws IOException {
        long size = bytes.byteSize();
        for (long from = 0; from < size; from += PIECE_BYTES) {
            put(bytes.asSlice(from, Math.min(PIECE_BYTES, size - from)).asByteBuffer());
        }
    }

    void finish() throws IOException {
        JsonWriter json = new JsonWriter().begin('{').name(Safetensors.METADATA).begin('{');
        json.name(ModelChecksum.KEY).string(ModelChecksum.PREFIX + ModelChecksum.ZEROS);
        metadata.forEach((name, value) -> json.name(name).string(value));
        byte[] text = (json.end('}') + "," + tensors + "}").getBytes(StandardCharsets.UTF_8);
        if (text.length > HEADER_BYTES) {
            throw new IOException("the header needs " + text.length + " bytes, more than the " + HEADER_BYTES
                    + " that are kept for it; give the corpus shorter or fewer names");
        }
        ByteBuffer header = ByteBuffer.allocate(8 + HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(header.array(), (byte) ' ');
        header.putLong(HEADER_BYTES).put(text);
        CRC32C first = new CRC32C();
        first.update(header.array());
        int whole = Crc32cSum.of((int) first.getValue(), (int) crc.getValue(), end);
        byte[] digits = ModelChecksum.digits(whole);
        System.arraycopy(digits, 0, header.array(), 8 + ModelChecksum.position(text), digits.length);
        header.clear();
        channel.position(0);
        while (header.hasRemaining()) {
            channel.write(header);
        }
    }
}
