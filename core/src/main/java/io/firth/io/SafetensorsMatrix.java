package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A safetensors file that is not Firth's: one of its matrices is V × D, and the words, one a line, are in a text file
 * beside it. A matrix of type F32 is mapped, not read.
 */
public final class SafetensorsMatrix {
    /** The name of the matrix that is written. */
    static final String TENSOR = "embeddings";

    private static final List<String> USUAL_NAMES =
            List.of(TENSOR, "embedding.weight", "embedding", "embeddings.weight", "weight", "vectors", "word_vectors");

    private SafetensorsMatrix() {}

    /**
     * Opens the chosen matrix of a file; without a choice the only one, or the one with a usual name.
     *
     * @throws IOException if a file cannot be read, there is no such matrix or no single one, or not a word per row
     */
    public static Embeddings open(Path file, OpenOptions options) throws IOException {
        MemorySegment bytes = MappedFile.open(file, Arena.ofAuto());
        Safetensors header = Safetensors.read(file, bytes);
        Safetensors.Tensor tensor = choose(file, header, options);
        Matrix vectors = matrix(file, bytes, header, tensor);
        Vocabulary words = WordList.of(file, options, vectors.rows());
        return Models.readFrom(file, Format.SAFETENSORS, words, vectors);
    }

    private static Safetensors.Tensor choose(Path file, Safetensors header, OpenOptions options) throws IOException {
        if (options.tensor().isPresent()) {
            Safetensors.Tensor named = header.tensors().get(options.tensor().get());
            if (named == null) {
                throw new IOException(file + " has no tensor "
                        + Quoted.of(options.tensor().get()) + "; it has "
                        + names(header.tensors().values().stream().toList()));
            }
            return named;
        }
        List<Safetensors.Tensor> matrices = header.tensors().values().stream()
                .filter(SafetensorsMatrix::isMatrix)
                .toList();
        for (String name : USUAL_NAMES) {
            for (Safetensors.Tensor matrix : matrices) {
                if (matrix.name().equals(name)) {
                    return matrix;
                }
            }
        }
        if (matrices.size() == 1) {
            return matrices.getFirst();
        }
        throw new IOException(file + " is no Firth model, and "
                + (matrices.isEmpty()
                        ? "none of its tensors is a matrix of numbers"
                        : "several of its tensors are matrices: " + names(matrices) + "; choose one with --tensor"));
    }

    private static String names(List<Safetensors.Tensor> tensors) {
        int shown = Math.min(tensors.size(), 8);
        StringBuilder names = new StringBuilder();
        for (Safetensors.Tensor tensor : tensors.subList(0, shown)) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append(Quoted.of(tensor.name()))
                    .append(' ')
                    .append(tensor.shape());
        }
        return names + (tensors.size() > shown ? " and " + (tensors.size() - shown) + " more" : "");
    }

    private static boolean isMatrix(Safetensors.Tensor tensor) {
        return tensor.shape().size() == 2 && type(tensor) != null;
    }

    private static NumberType type(Safetensors.Tensor tensor) {
        return Arrays.stream(NumberType.values())
                .filter(type -> type.name().equals(tensor.dtype()))
                .findFirst()
                .orElse(null);
    }

    /** A tensor as a matrix of floats. */
    static Matrix matrix(Path file, MemorySegment bytes, Safetensors header, Safetensors.Tensor tensor)
            throws IOException {
        if (!isMatrix(tensor)) {
            throw new IOException(file + ": tensor " + Quoted.of(tensor.name()) + " is of type " + tensor.dtype()
                    + " and shape " + tensor.shape()
                    + "; a matrix of F32, F64, F16, BF16 or I8 with two dimensions, words and columns, is expected");
        }
        long rows = tensor.shape().get(0);
        long dim = tensor.shape().get(1);
        if (rows < 1 || rows > Integer.MAX_VALUE - 8 || dim < 1 || dim > Word2VecHeader.MOST_DIM) {
            throw new IOException(file + ": tensor " + Quoted.of(tensor.name()) + " has the shape " + tensor.shape()
                    + "; at least one word and one dimension, and at most " + Word2VecHeader.MOST_DIM
                    + " dimensions are expected");
        }
        MemorySegment data = bytes.asSlice(header.dataStart() + tensor.begin(), tensor.end() - tensor.begin());
        return type(tensor).matrix(file, data, ByteOrder.LITTLE_ENDIAN, rows, (int) dim, false);
    }

    /**
     * Writes {@code NAME.safetensors} with the one tensor {@code embeddings} (F32, V × D) and {@code NAME.vocab.txt}; nothing if the
     * words cannot be written, or would take the place of another matrix's.
     *
     * @throws IOException if a file cannot be written, a word contains a line break, or a vector holds NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException {
        Matrix vectors = embeddings.vectors(choice);
        Rows.checkWords(embeddings.vocabulary(), Format.SAFETENSORS);
        WordList.checkIsNotOfAnother(embeddings.vocabulary(), file, Format.SAFETENSORS);
        AtomicFile.write(file, channel -> put(new ByteSink(channel), vectors, choice.label(), 0));
        WordList.write(embeddings.vocabulary(), WordList.beside(file), Format.SAFETENSORS);
    }

    /** Puts a whole file with one matrix and some rows of zeros after it. */
    static void put(ByteSink sink, Matrix vectors, String name, int zeroRows) throws IOException {
        JsonWriter json = new JsonWriter().begin('{');
        ModelWriter.tensor(json, TENSOR, "F32", 0, Float.BYTES, vectors.rows() + zeroRows, vectors.dim());
        byte[] header = ModelWriter.padded(json.end('}').utf8());
        sink.putLong(header.length);
        sink.put(header);
        Rows.put(sink, vectors, name);
        for (int i = 0; i < zeroRows; i++) {
            sink.put(new float[vectors.dim()]);
        }
        sink.flush();
    }
}
