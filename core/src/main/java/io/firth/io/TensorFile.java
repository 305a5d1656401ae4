package io.firth.io;

import io.firth.embeddings.Provenance;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;

/**
 * A mapped safetensors file of Firth that is not a model: named tensors, strings, and the checksum of {@code
 * docs/formats.md}. Only the header is read when it is opened.
 */
public final class TensorFile {
    private final Path file;
    private final MemorySegment bytes;
    private final Safetensors header;

    private TensorFile(Path file, MemorySegment bytes, Safetensors header) {
        this.file = file;
        this.bytes = bytes;
        this.header = header;
    }

    /** What is written into a new file. */
    @FunctionalInterface
    public interface Body {
        /** Puts all tensors and strings. */
        void write(TensorSink sink) throws IOException;
    }

    /**
     * Maps a file.
     *
     * @param format what its metadata must say under {@code format}
     * @param newest the greatest {@code format_version} that the caller understands
     * @param arena until it closes, the tensors may be used
     * @throws IOException if the file cannot be read, is cut off, is another format's or of a newer version
     */
    public static TensorFile open(Path file, String format, int newest, Arena arena) throws IOException {
        MemorySegment bytes = MappedFile.open(file, arena);
        Safetensors header = Safetensors.read(file, bytes);
        ModelFile.checkVersion(file, header, format, newest);
        return new TensorFile(file, bytes, header);
    }

    /**
     * What the metadata of a safetensors file say under {@code format}, empty if nothing: {@code firth} for a model, {@link
     * ClassifierFile#FORMAT}, {@code firth-counts}.
     *
     * @throws IOException if the file cannot be read or is no safetensors file
     */
    public static String format(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return Safetensors.read(file, MappedFile.open(file, arena))
                    .metadata()
                    .getOrDefault("format", "");
        }
    }

    /**
     * Writes a file, which appears whole or not at all; what was there before stays until then.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Body body) throws IOException {
        AtomicFile.write(file, channel -> {
            TensorSink sink = new TensorSink(channel);
            body.write(sink);
            sink.finish();
        });
    }

    /** Free strings. */
    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    /** What the metadata say under {@code config} and {@code provenance}. */
    public Provenance provenance() throws IOException {
        return ProvenanceJson.read(
                header.metadata().get("config"), header.metadata().get("provenance"), file.toString());
    }

    /**
     * The number of entries of a tensor with one dimension.
     *
     * @throws IOException if there is no such tensor of this type
     */
    public long length(String name, String dtype) throws IOException {
        return ModelFile.tensor(file, header, name, dtype, 1).shape().get(0);
    }

    /**
     * The bytes of a tensor with one dimension, little-endian, read-only.
     *
     * @throws IOException if there is no such tensor of this type and length
     */
    public MemorySegment tensor(String name, String dtype, long length) throws IOException {
        ModelFile.checkLength(file, ModelFile.tensor(file, header, name, dtype, 1), length);
        return ModelFile.data(bytes, header, name);
    }

    /**
     * The words in the tensors {@code words.counts}, {@code words.offsets} and {@code words.bytes}, checked and copied:
     * they outlive the mapping.
     *
     * @throws IOException if one is missing or breaks a rule
     */
    public Vocabulary vocabulary(int size) throws IOException {
        MemorySegment counts = tensor("words.counts", "I64", size);
        MemorySegment offsets = tensor("words.offsets", "I64", size + 1L);
        MemorySegment words = tensor("words.bytes", "U8", length("words.bytes", "U8"));
        WordColumns.checkCounts(file, counts);
        WordColumns.checkOffsets(file, offsets, words.byteSize());
        return Vocabulary.view(copy(words), copy(offsets), copy(counts), size);
    }

    /**
     * Reads the whole file once and compares it with its checksum.
     *
     * @throws IOException if it differs
     */
    public void verify() throws IOException {
        ModelChecksum.verify(file, bytes);
    }

    private static MemorySegment copy(MemorySegment source) {
        MemorySegment copy = Arena.ofAuto().allocate(Math.max(8, source.byteSize()), 8);
        return copy.asSlice(0, source.byteSize()).copyFrom(source);
    }
}
