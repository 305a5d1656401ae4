package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.SubwordVectors;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Writes the bytes of a model file. */
final class ModelWriter {
    /** The tensors begin at a multiple of this many bytes. */
    static final int ALIGNMENT = 64;

    private ModelWriter() {}

    static void write(Embeddings embeddings, SeekableByteChannel channel) throws IOException {
        write(embeddings, Map.of(), Map.of(), channel);
    }

    /**
     * Writes a model.
     *
     * @param more metadata, with names that the format does not use
     * @param matrices more tensors, in their order, with names that the format does not use
     */
    static void write(
            Embeddings embeddings, Map<String, String> more, Map<String, Matrix> matrices, SeekableByteChannel channel)
            throws IOException {
        byte[] header = header(embeddings, more, matrices);
        Vocabulary vocabulary = embeddings.vocabulary();
        Optional<SubwordVectors> subwords = embeddings.subwords();
        long size = vocabulary.size();
        ByteSink sink = new ByteSink(channel);
        sink.putLong(header.length);
        sink.put(header);
        sink.put(vocabulary.countsSegment().asSlice(0, size * Long.BYTES));
        sink.put(vocabulary.offsetsSegment().asSlice(0, (size + 1) * Long.BYTES));
        if (subwords.isPresent()) {
            for (int bucket : subwords.get().buckets()) {
                sink.putLong(bucket);
            }
        }
        Rows.put(sink, embeddings.input(), "input");
        if (embeddings.output().isPresent()) {
            Rows.put(sink, embeddings.output().get(), "output");
        }
        for (Map.Entry<String, Matrix> matrix : matrices.entrySet()) {
            Rows.put(sink, matrix.getValue(), matrix.getKey());
        }
        if (subwords.isPresent()) {
            Rows.put(sink, subwords.get().vectors(), SubwordTensors.VECTORS);
        }
        sink.put(vocabulary.bytesSegment());
        sink.flush();
        patch(channel, 8L + ModelChecksum.position(header), ModelChecksum.digits(sink.checksum()));
    }

    static void patch(SeekableByteChannel channel, long position, byte[] bytes) throws IOException {
        channel.position(position);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** JSON, padded with spaces so that the tensors begin at a multiple of 64 bytes; the checksum is zeros as yet. */
    private static byte[] header(Embeddings embeddings, Map<String, String> more, Map<String, Matrix> matrices) {
        JsonWriter writer =
                new JsonWriter().begin('{').name(Safetensors.METADATA).begin('{');
        writer.name(ModelChecksum.KEY).string(ModelChecksum.PREFIX + ModelChecksum.ZEROS);
        writer.name("format").string(ModelFile.NAME);
        writer.name("format_version").string(Integer.toString(ModelFile.VERSION));
        writer.name("config").string(ProvenanceJson.config(embeddings.provenance()));
        writer.name("provenance").string(ProvenanceJson.provenance(embeddings.provenance()));
        embeddings.subwords().ifPresent(s -> writer.name(SubwordTensors.VECTORS).string(SubwordTensors.settings(s)));
        more.forEach((name, value) -> writer.name(name).string(value));
        writer.end('}');
        tensors(writer, embeddings, matrices);
        return padded(writer.end('}').utf8());
    }

    /** With spaces at the end, so that what follows length and header begins at a multiple of 64 bytes. */
    static byte[] padded(byte[] json) {
        int padded = Math.ceilDiv(8 + json.length, ALIGNMENT) * ALIGNMENT - 8;
        byte[] header = Arrays.copyOf(json, padded);
        Arrays.fill(header, json.length, padded, (byte) ' ');
        return header;
    }

    // In the order of their bytes: the widest type first, so that each tensor is aligned for its type without a gap.
    private static void tensors(JsonWriter json, Embeddings embeddings, Map<String, Matrix> matrices) {
        long size = embeddings.size();
        long dim = embeddings.dim();
        long at = tensor(json, "counts", "I64", 0, Long.BYTES, size);
        at = tensor(json, "words.offsets", "I64", at, Long.BYTES, size + 1);
        if (embeddings.subwords().isPresent() && embeddings.subwords().get().buckets().length > 0) {
            long rows = embeddings.subwords().get().vectors().rows();
            at = tensor(json, SubwordTensors.BUCKETS, "I64", at, Long.BYTES, rows);
        }
        at = tensor(json, "input", "F32", at, Float.BYTES, size, dim);
        if (embeddings.output().isPresent()) {
            long rows = embeddings.output().get().rows();
            at = tensor(json, "output", "F32", at, Float.BYTES, rows, dim);
        }
        for (Map.Entry<String, Matrix> matrix : matrices.entrySet()) {
            Matrix m = matrix.getValue();
            at = tensor(json, matrix.getKey(), "F32", at, Float.BYTES, m.rows(), m.dim());
        }
        if (embeddings.subwords().isPresent()) {
            long rows = embeddings.subwords().get().vectors().rows();
            at = tensor(json, SubwordTensors.VECTORS, "F32", at, Float.BYTES, rows, dim);
        }
        long wordBytes = embeddings.vocabulary().bytesSegment().byteSize();
        tensor(json, "words.bytes", "U8", at, 1, wordBytes);
    }

    /** Adds one tensor that begins at {@code begin}; returns where it ends. */
    static long tensor(JsonWriter json, String name, String dtype, long begin, int elementBytes, long... shape) {
        long bytes = elementBytes;
        json.name(name).begin('{').name("dtype").string(dtype).name("shape").begin('[');
        for (long n : shape) {
            json.number(n);
            bytes = Math.multiplyExact(bytes, n);
        }
        json.end(']').name("data_offsets").begin('[').number(begin).number(begin + bytes);
        json.end(']').end('}');
        return begin + bytes;
    }
}
