package io.firth.io;

import io.firth.classify.Classifier;
import io.firth.classify.Features;
import io.firth.classify.Standardization;
import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import io.firth.nn.Activation;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.FullyConnectedNetwork;
import io.firth.nn.Layer;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A classifier with its word vectors: a safetensors file with the words and input vectors of a model file, the tensors {@code
 * standardization.mean}, {@code standardization.deviation}, {@code layer.k.weights} and {@code layer.k.bias} (F64), and labels and
 * settings in its metadata. See {@code docs/formats.md}.
 */
public final class ClassifierFile {
    /** The version of the format that is written, and the newest that is read. */
    public static final int VERSION = 1;

    /** What the metadata say under {@code format}. */
    public static final String FORMAT = "firth-classifier";

    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ClassifierFile() {}

    /**
     * Opens a classifier; its word vectors are mapped, not read.
     *
     * @throws IOException if the file cannot be read, is cut off, breaks a rule of the format, or is of a newer version
     */
    public static Classifier open(Path file) throws IOException {
        MemorySegment bytes = MappedFile.open(file, Arena.ofAuto());
        Safetensors header = Safetensors.read(file, bytes);
        ModelFile.checkVersion(file, header, FORMAT, VERSION);
        Map<String, String> config = strings(file, header, "config");
        try {
            Embeddings embeddings = embeddings(file, header, bytes);
            return new Classifier(
                    embeddings,
                    new TextOptions(
                            Tokenizer.parse(config.getOrDefault("tokenizer", "")),
                            Boolean.parseBoolean(config.get("lowercase"))),
                    Features.valueOf(config.getOrDefault("features", "")),
                    new Standardization(
                            doubles(file, header, bytes, "standardization.mean", 1),
                            doubles(file, header, bytes, "standardization.deviation", 1)),
                    network(file, header, bytes, config.getOrDefault("activations", "")),
                    list(file, header, "labels"),
                    strings(file, header, "provenance"));
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw new IOException(file + " is not a whole classifier: " + e.getMessage(), e);
        }
    }

    private static Embeddings embeddings(Path file, Safetensors header, MemorySegment bytes) throws IOException {
        List<Long> shape = ModelFile.tensor(file, header, "input", "F32", 2).shape();
        long rows = shape.get(0);
        long dim = shape.get(1);
        if (rows < 1 || rows > Integer.MAX_VALUE - 8 || dim < 1 || dim > Word2VecHeader.MOST_DIM) {
            throw new IOException(file + ": tensor 'input' has the shape " + shape);
        }
        Vocabulary vocabulary = ModelFile.vocabulary(file, header, bytes, (int) rows);
        Matrix input = Matrix.view(ModelFile.data(bytes, header, "input"), rows, (int) dim, (int) dim);
        return new Embeddings(vocabulary, input, Optional.empty(), Provenance.unknown());
    }

    private static FullyConnectedNetwork network(Path file, Safetensors header, MemorySegment bytes, String activations)
            throws IOException {
        List<Layer> layers = new ArrayList<>();
        long inputs = 0;
        long before = -1;
        for (String activation : activations.split(",")) {
            String name = "layer." + (layers.size() + 1);
            List<Long> shape =
                    ModelFile.tensor(file, header, name + ".weights", "F64", 2).shape();
            if (before >= 0 && shape.get(1) != before) {
                throw new IOException(file + ": tensor '" + name + ".weights' has the shape " + shape
                        + ", but the layer before has " + before + " outputs");
            }
            inputs = before < 0 ? shape.get(1) : inputs;
            before = shape.get(0);
            layers.add(Layer.of(Math.toIntExact(before), Activation.parse(activation)));
        }
        FullyConnectedNetwork network = new FullyConnectedNetwork(Math.toIntExact(inputs), layers);
        for (int k = 1; k <= layers.size(); k++) {
            String name = "layer." + k;
            copy(
                    file,
                    name,
                    doubles(file, header, bytes, name + ".weights", 2),
                    network.parameters().weights(k));
            copy(
                    file,
                    name,
                    doubles(file, header, bytes, name + ".bias", 1),
                    network.parameters().bias(k));
        }
        return network;
    }

    private static void copy(Path file, String name, double[] from, DoubleMatrix to) throws IOException {
        if (from.length != to.rows() * to.columns()) {
            throw new IOException(
                    file + ": " + name + " has " + from.length + " numbers where " + to.shape() + " are expected");
        }
        DoubleMatrix.view(from, 0, to.rows(), to.columns()).copyInto(to);
        to.checkFinite(file + ": " + name);
    }

    private static double[] doubles(Path file, Safetensors header, MemorySegment bytes, String name, int dimensions)
            throws IOException {
        ModelFile.tensor(file, header, name, "F64", dimensions);
        return ModelFile.data(bytes, header, name).toArray(DOUBLE);
    }

    private static Map<String, String> strings(Path file, Safetensors header, String name) throws IOException {
        JsonReader json =
                new JsonReader(header.metadata().getOrDefault(name, "{}"), file + ": " + name + " in the header");
        Map<String, String> strings = json.strings();
        json.end();
        return strings;
    }

    private static List<String> list(Path file, Safetensors header, String name) throws IOException {
        JsonReader json =
                new JsonReader(header.metadata().getOrDefault(name, "[]"), file + ": " + name + " in the header");
        List<String> strings = new ArrayList<>();
        json.begin('[');
        while (json.next(']')) {
            strings.add(json.string());
        }
        json.end();
        return strings;
    }

    /**
     * Reads the whole file once and compares it with its checksum.
     *
     * @throws IOException if it differs, or the file is not one that {@link #open} takes
     */
    public static void verify(Path file) throws IOException {
        open(file);
        try (Arena arena = Arena.ofConfined()) {
            ModelChecksum.verify(file, MappedFile.open(file, arena));
        }
    }

    /**
     * Writes a classifier; the file appears whole or not at all, and what was there before stays until then.
     *
     * @throws IOException if the file cannot be written, or a number is NaN or infinite
     */
    public static void write(Classifier classifier, Path file) throws IOException {
        AtomicFile.write(file, channel -> {
            byte[] header = header(classifier);
            ByteSink sink = new ByteSink(channel);
            sink.putLong(header.length);
            sink.put(header);
            Vocabulary vocabulary = classifier.embeddings().vocabulary();
            long size = vocabulary.size();
            sink.put(vocabulary.countsSegment().asSlice(0, size * Long.BYTES));
            sink.put(vocabulary.offsetsSegment().asSlice(0, (size + 1) * Long.BYTES));
            for (Map.Entry<String, DoubleMatrix> tensor : tensors(classifier).entrySet()) {
                put(sink, tensor.getKey(), tensor.getValue());
            }
            Rows.put(sink, classifier.embeddings().input(), "input");
            sink.put(vocabulary.bytesSegment());
            sink.flush();
            ModelWriter.patch(channel, 8L + ModelChecksum.position(header), ModelChecksum.digits(sink.checksum()));
        });
    }

    private static void put(ByteSink sink, String name, DoubleMatrix matrix) throws IOException {
        for (int r = 0; r < matrix.rows(); r++) {
            for (double value : matrix.row(r)) {
                if (!Double.isFinite(value)) {
                    throw new IOException("tensor '" + name + "' holds " + value);
                }
                sink.putLong(Double.doubleToRawLongBits(value));
            }
        }
    }

    // Matrices of one row are written as vectors, unless they are weights.
    private static Map<String, DoubleMatrix> tensors(Classifier classifier) {
        Map<String, DoubleMatrix> tensors = new LinkedHashMap<>();
        Standardization s = classifier.standardization();
        tensors.put("standardization.mean", DoubleMatrix.ofRow(s.mean()));
        tensors.put("standardization.deviation", DoubleMatrix.ofRow(s.deviation()));
        FullyConnectedNetwork network = classifier.network();
        for (int k = 1; k <= network.depth(); k++) {
            tensors.put("layer." + k + ".weights", network.parameters().weights(k));
            tensors.put("layer." + k + ".bias", network.parameters().bias(k));
        }
        return tensors;
    }

    private static byte[] header(Classifier classifier) {
        JsonWriter json = new JsonWriter().begin('{').name(Safetensors.METADATA).begin('{');
        json.name(ModelChecksum.KEY).string(ModelChecksum.PREFIX + ModelChecksum.ZEROS);
        json.name("format").string(FORMAT);
        json.name("format_version").string(Integer.toString(VERSION));
        Map<String, String> config = new LinkedHashMap<>();
        config.put("features", classifier.features().name());
        config.put("tokenizer", classifier.textOptions().tokenizer().toString());
        config.put("lowercase", Boolean.toString(classifier.textOptions().lowercase()));
        config.put(
                "activations",
                String.join(
                        ",",
                        classifier.network().layers().stream()
                                .map(layer -> layer.activation().toString())
                                .toList()));
        json.name("config").string(new JsonWriter().strings(config).toString());
        JsonWriter labels = new JsonWriter().begin('[');
        classifier.labels().forEach(labels::string);
        json.name("labels").string(labels.end(']').toString());
        json.name("provenance")
                .string(new JsonWriter().strings(classifier.provenance()).toString());
        json.end('}');
        long size = classifier.embeddings().size();
        long at = ModelWriter.tensor(json, "counts", "I64", 0, Long.BYTES, size);
        at = ModelWriter.tensor(json, "words.offsets", "I64", at, Long.BYTES, size + 1);
        for (Map.Entry<String, DoubleMatrix> tensor : tensors(classifier).entrySet()) {
            DoubleMatrix m = tensor.getValue();
            long[] shape = tensor.getKey().endsWith(".weights")
                    ? new long[] {m.rows(), m.columns()}
                    : new long[] {m.columns()};
            at = ModelWriter.tensor(json, tensor.getKey(), "F64", at, Double.BYTES, shape);
        }
        at = ModelWriter.tensor(
                json,
                "input",
                "F32",
                at,
                Float.BYTES,
                size,
                classifier.embeddings().dim());
        long wordBytes = classifier.embeddings().vocabulary().bytesSegment().byteSize();
        ModelWriter.tensor(json, "words.bytes", "U8", at, 1, wordBytes);
        return ModelWriter.padded(json.end('}').utf8());
    }
}
