package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Firth's own format: a safetensors file with the tensors {@code counts}, {@code words.offsets}, {@code input}, {@code
 * output} (optional) and {@code words.bytes}, those of {@code SubwordTensors} (optional), and config, provenance and a checksum in its metadata. See {@code
 * docs/formats.md}.
 */
public final class ModelFile {
    /** The version of the format that is written, and the newest that is read. */
    public static final int VERSION = 1;

    static final String NAME = "firth";

    private ModelFile() {}

    /**
     * Opens a model by mapping it into memory: no vector is read, whatever its size; of the words only counts and
     * offsets are looked at. The file stays mapped as long as the embeddings, or a matrix or vocabulary of theirs, are reachable.
     *
     * @throws IOException if the file cannot be read, is cut off, breaks a rule of the format, or is of a newer version
     */
    public static Embeddings open(Path file) throws IOException {
        return read(file, MappedFile.open(file, Arena.ofAuto()));
    }

    private static Embeddings read(Path file, MemorySegment bytes) throws IOException {
        Safetensors header = Safetensors.read(file, bytes);
        checkVersion(file, header, NAME, VERSION);
        List<Long> shape = tensor(file, header, "input", "F32", 2).shape();
        long rows = shape.get(0);
        long dim = shape.get(1);
        if (rows < 1 || rows > Integer.MAX_VALUE - 8 || dim < 1 || dim > Word2VecHeader.MOST_DIM) {
            throw new IOException(file + ": tensor 'input' has the shape " + shape
                    + "; at least one word and one dimension, and at most " + Word2VecHeader.MOST_DIM
                    + " dimensions are expected");
        }
        Vocabulary vocabulary = vocabulary(file, header, bytes, (int) rows);
        Matrix input = Matrix.view(data(bytes, header, "input"), rows, (int) dim, (int) dim);
        Optional<Matrix> output = header.tensors().containsKey("output")
                ? Optional.of(output(file, header, bytes, rows, (int) dim))
                : Optional.empty();
        return new Embeddings(
                vocabulary,
                input,
                output,
                ProvenanceJson.read(
                        header.metadata().get("config"), header.metadata().get("provenance"), file.toString()),
                SubwordTensors.read(file, header, bytes, (int) dim));
    }

    /** Whether the header says that this is a file of Firth's own, a model or another one. */
    static boolean isFirth(Safetensors header) {
        return header.metadata().getOrDefault("format", "").startsWith(NAME);
    }

    static void checkVersion(Path file, Safetensors header, String format, int newest) throws IOException {
        String found = header.metadata().get("format");
        if (!format.equals(found)) {
            throw new IOException(file + " is a safetensors file, but not " + kind(format)
                    + ": its metadata does not say " + "format = " + format + (found == null ? "" : ", but " + found));
        }
        String version = header.metadata().getOrDefault("format_version", "missing");
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw new IOException(file + ": format_version is '" + version + "', which is not a version");
        }
        if (Integer.parseInt(version) > newest) {
            throw new IOException(file + " is of format version " + version + ", but this Firth reads up to " + newest
                    + "; a newer Firth is needed");
        }
    }

    private static String kind(String format) {
        return format.equals(NAME)
                ? "a Firth model"
                : format.equals(ClassifierFile.FORMAT) ? "a Firth classifier" : "a file of the format " + format;
    }

    static Vocabulary vocabulary(Path file, Safetensors header, MemorySegment bytes, int size) throws IOException {
        checkLength(file, tensor(file, header, "counts", "I64", 1), size);
        checkLength(file, tensor(file, header, "words.offsets", "I64", 1), size + 1L);
        tensor(file, header, "words.bytes", "U8", 1);
        MemorySegment words = data(bytes, header, "words.bytes");
        MemorySegment offsets = data(bytes, header, "words.offsets");
        MemorySegment counts = data(bytes, header, "counts");
        WordColumns.checkCounts(file, counts);
        WordColumns.checkOffsets(file, offsets, words.byteSize());
        return Vocabulary.view(words, offsets, counts, size);
    }

    private static Matrix output(Path file, Safetensors header, MemorySegment bytes, long rows, int dim)
            throws IOException {
        List<Long> shape = tensor(file, header, "output", "F32", 2).shape();
        if ((shape.get(0) != rows && shape.get(0) != rows - 1) || shape.get(1) != dim) {
            throw new IOException(file + ": tensor 'output' has the shape " + shape + "; for 'input' of shape [" + rows
                    + ", " + dim + "] it must have as many rows, or one less for hierarchical softmax");
        }
        return Matrix.view(data(bytes, header, "output"), shape.get(0), dim, dim);
    }

    /** A tensor that must be there with this type and number of dimensions. */
    static Safetensors.Tensor tensor(Path file, Safetensors header, String name, String dtype, int dimensions)
            throws IOException {
        Safetensors.Tensor tensor = header.tensors().get(name);
        if (tensor == null) {
            throw new IOException(file + " lacks the tensor '" + name + "'");
        }
        if (!tensor.dtype().equals(dtype) || tensor.shape().size() != dimensions) {
            throw new IOException(file + ": tensor '" + name + "' is of type " + tensor.dtype() + " and shape "
                    + tensor.shape() + ", but should be " + dtype + " with " + dimensions + " dimension"
                    + (dimensions == 1 ? "" : "s"));
        }
        return tensor;
    }

    static void checkLength(Path file, Safetensors.Tensor tensor, long length) throws IOException {
        if (tensor.shape().get(0) != length) {
            throw new IOException(file + ": tensor '" + tensor.name() + "' has "
                    + tensor.shape().get(0) + " entries, but should have " + length);
        }
    }

    /** The bytes of a tensor. */
    static MemorySegment data(MemorySegment bytes, Safetensors header, String name) {
        Safetensors.Tensor tensor = header.tensors().get(name);
        return bytes.asSlice(header.dataStart() + tensor.begin(), tensor.end() - tensor.begin());
    }

    /**
     * Reads the whole file once and compares it with its checksum.
     *
     * @throws IOException if it differs, or the file is not one that {@link #open} takes
     */
    public static void verify(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = MappedFile.open(file, arena);
            read(file, bytes);
            ModelChecksum.verify(file, bytes);
        }
    }

    /**
     * Writes a model; the file appears whole or not at all, and what was there before stays until then.
     *
     * @throws IOException if the file cannot be written, or a vector holds NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path file) throws IOException {
        AtomicFile.write(file, channel -> ModelWriter.write(embeddings, channel));
    }
}
