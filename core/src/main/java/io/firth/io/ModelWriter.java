package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;

/** Writes the bytes of a model file. */
final class ModelWriter {
    /** The tensors begin at a multiple of this many bytes. */
    static final int ALIGNMENT = 64;

    private ModelWriter() {}

    static void write(Embeddings embeddings, SeekableByteChannel channel) throws IOException {
        byte[] header = header(embeddings);
        Vocabulary vocabulary = embeddings.vocabulary();
        long size = vocabulary.size();
        ByteSink sink = new ByteSink(channel);
        sink.putLong(header.length);
        sink.put(header);
        sink.put(vocabulary.countsSegment().asSlice(0, size * Long.BYTES));
        sink.put(vocabulary.offsetsSegment().asSlice(0, (size + 1) * Long.BYTES));
        put(sink, embeddings.input(), "input");
        if (embeddings.output().isPresent()) {
            put(sink, embeddings.output().get(), "output");
        }
        sink.put(vocabulary.bytesSegment());
        sink.flush();
        patch(channel, 8L + ModelChecksum.position(header), ModelChecksum.digits(sink.checksum()));
    }

    private static void put(ByteSink sink, Matrix matrix, String name) throws IOException {
        float[] row = new float[matrix.dim()];
        for (long r = 0; r < matrix.rows(); r++) {
            VectorRows.copyFinite(matrix, name, r, row);
            sink.put(row);
        }
    }

    private static void patch(SeekableByteChannel channel, long position, byte[] bytes) throws IOException {
        channel.position(position);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** JSON, padded with spaces so that the tensors begin at a multiple of 64 bytes; the checksum is zeros as yet. */
    private static byte[] header(Embeddings embeddings) {
        byte[] json = Json.write(g -> {
            g.writeStartObject();
            g.writeObjectPropertyStart(Safetensors.METADATA);
            g.writeStringProperty(ModelChecksum.KEY, ModelChecksum.PREFIX + ModelChecksum.ZEROS);
            g.writeStringProperty("format", ModelFile.NAME);
            g.writeStringProperty("format_version", Integer.toString(ModelFile.VERSION));
            g.writeStringProperty("config", ProvenanceJson.config(embeddings.provenance()));
            g.writeStringProperty("provenance", ProvenanceJson.provenance(embeddings.provenance()));
            g.writeEndObject();
            tensors(g, embeddings);
            g.writeEndObject();
        });
        int padded = Math.ceilDiv(8 + json.length, ALIGNMENT) * ALIGNMENT - 8;
        byte[] header = Arrays.copyOf(json, padded);
        Arrays.fill(header, json.length, padded, (byte) ' ');
        return header;
    }

    // In the order of their bytes: the widest type first, so that each tensor is aligned for its type without a gap.
    private static void tensors(JsonGenerator g, Embeddings embeddings) {
        long size = embeddings.size();
        long dim = embeddings.dim();
        long at = tensor(g, "counts", "I64", 0, Long.BYTES, size);
        at = tensor(g, "words.offsets", "I64", at, Long.BYTES, size + 1);
        at = tensor(g, "input", "F32", at, Float.BYTES, size, dim);
        if (embeddings.output().isPresent()) {
            at = tensor(
                    g,
                    "output",
                    "F32",
                    at,
                    Float.BYTES,
                    embeddings.output().get().rows(),
                    dim);
        }
        tensor(
                g,
                "words.bytes",
                "U8",
                at,
                1,
                embeddings.vocabulary().bytesSegment().byteSize());
    }

    private static long tensor(
            JsonGenerator g, String name, String dtype, long begin, int elementBytes, long... shape) {
        long bytes = elementBytes;
        g.writeObjectPropertyStart(name);
        g.writeStringProperty("dtype", dtype);
        g.writeArrayPropertyStart("shape");
        for (long n : shape) {
            g.writeNumber(n);
            bytes = Math.multiplyExact(bytes, n);
        }
        g.writeEndArray();
        g.writeArrayPropertyStart("data_offsets");
        g.writeNumber(begin);
        g.writeNumber(begin + bytes);
        g.writeEndArray();
        g.writeEndObject();
        return begin + bytes;
    }
}
