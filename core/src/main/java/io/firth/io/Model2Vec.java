package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that Model2Vec and sentence-transformers' StaticEmbedding open: {@code model.safetensors} with the matrix,
 * {@code tokenizer.json} with the token of each row, {@code config.json} and {@code modules.json}. A text's vector is the
 * mean of its tokens'.
 */
public final class Model2Vec {
    static final String TOKENIZER = "tokenizer.json";
    private static final String CONFIG = "config.json";
    private static final String MODULES = "modules.json";
    private static final String MODEL = "model.safetensors";
    private static final String SUBFOLDER = "0_StaticEmbedding";
    private static final List<String> TENSORS = List.of(SafetensorsMatrix.TENSOR, "embedding.weight");
    private static final List<String> UNKNOWN = List.of("[UNK]", "<unk>", "<UNK>");

    private Model2Vec() {}

    /** Whether a folder holds such a model, itself or in the subfolder that sentence-transformers makes. */
    static boolean matches(Path folder) {
        return isModel(folder) || isModel(folder.resolve(SUBFOLDER));
    }

    private static boolean isModel(Path folder) {
        return Files.isRegularFile(folder.resolve(MODEL)) && Files.isRegularFile(folder.resolve(TOKENIZER));
    }

    /**
     * Opens a folder; the matrix is mapped if it is one of 32-bit floats with a row per token. Model2Vec's own weights and
     * mapping of tokens to rows are applied. The token for what is unknown is left out if it is the last and has a vector
     * of zeros, as Firth writes it.
     *
     * @throws IOException if files are missing, cannot be read, or do not fit together
     */
    public static Embeddings open(Path folder) throws IOException {
        Path inner = isModel(folder) ? folder : folder.resolve(SUBFOLDER);
        Path file = inner.resolve(MODEL);
        MemorySegment bytes = MappedFile.open(file, Arena.ofAuto());
        Safetensors header = Safetensors.read(file, bytes);
        Safetensors.Tensor tensor = TENSORS.stream()
                .map(header.tensors()::get)
                .filter(t -> t != null)
                .findFirst()
                .orElseThrow(() -> new IOException(file + " lacks the tensor '" + TENSORS.get(0) + "' or '"
                        + TENSORS.get(1) + "', of which this kind of model has one"));
        Matrix matrix = SafetensorsMatrix.matrix(file, bytes, header, tensor);
        TokenizerJson tokenizer = TokenizerJson.read(inner.resolve(TOKENIZER));
        matrix =
                Model2VecRows.apply(file, bytes, header, matrix, tokenizer.ids().size());
        Vocabulary words = tokenizer.vocabulary(matrix.rows());
        int last = words.size() - 1;
        boolean unknownIsZero = last > 0
                && tokenizer.unknown().filter(words.word(last)::equals).isPresent()
                && isZero(matrix.row(last));
        return unknownIsZero
                ? Models.readFrom(folder, Format.MODEL2VEC, WordTable.first(words, last), first(matrix, last))
                : Models.readFrom(folder, Format.MODEL2VEC, words, matrix);
    }

    private static boolean isZero(float[] row) {
        for (float value : row) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static Matrix first(Matrix matrix, int rows) {
        return Matrix.view(matrix.segment(), rows, matrix.dim(), matrix.stride());
    }

    /** The files that are written. */
    static List<Path> written(Path folder) {
        return Stream.of(MODEL, TOKENIZER, CONFIG, MODULES).map(folder::resolve).toList();
    }

    /**
     * Writes a folder, which is made if need be; files of these names in it are replaced. A token for what is unknown,
     * with a vector of zeros, is added unless the vocabulary has one.
     *
     * @throws IOException if a file cannot be written, a word is empty, not valid UTF-8 or there twice, or a vector holds
     *     NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path folder, VectorChoice choice) throws IOException {
        Vocabulary words = embeddings.vocabulary();
        Matrix vectors = embeddings.vectors(choice);
        Rows.checkWords(words, Format.MODEL2VEC);
        for (int id = 0; id < words.size(); id++) {
            byte[] word = words.wordBytes(id);
            int first = words.id(word, 0, word.length);
            if (first != id) {
                throw new IOException("word " + id + ", " + Quoted.of(word, 0, word.length) + ", is word " + first
                        + " too, which the format " + Format.MODEL2VEC.label() + " cannot hold; use the format "
                        + Format.FIRTH.label());
            }
        }
        String known = UNKNOWN.stream()
                .filter(token -> words.id(token) >= 0)
                .findFirst()
                .orElse(null);
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(TOKENIZER), channel -> {
            ByteSink sink = new ByteSink(channel);
            tokenizer(sink, embeddings, known);
            sink.flush();
        });
        writeText(
                folder.resolve(CONFIG),
                "{\n    \"model_type\": \"model2vec\",\n    \"architectures\": [\n        \"StaticModel\"\n    ],\n"
                        + "    \"hidden_dim\": " + vectors.dim() + ",\n    \"seq_length\": 1000000,\n"
                        + "    \"normalize\": false,\n    \"embedding_dtype\": \"float32\"\n}\n");
        writeText(
                folder.resolve(MODULES),
                "[\n    {\n        \"idx\": 0,\n        \"name\": \"0\",\n        \"path\": \".\",\n"
                        + "        \"type\": \"sentence_transformers.models.StaticEmbedding\"\n    }\n]\n");
        AtomicFile.write(
                folder.resolve(MODEL),
                channel ->
                        SafetensorsMatrix.put(new ByteSink(channel), vectors, choice.label(), known == null ? 1 : 0));
    }

    // Words are split as they were for training: at white space, or into words and signs; lower case if they were.
    private static void tokenizer(ByteSink sink, Embeddings embeddings, String known) throws IOException {
        var corpus = embeddings.provenance().corpus();
        String normalizer = "true".equals(corpus.get("lowercase")) ? "{\"type\":\"Lowercase\"}" : "null";
        String splitter = "unicode".equals(corpus.get("tokenizer")) ? "Whitespace" : "WhitespaceSplit";
        put(
                sink,
                "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":[],\"normalizer\":"
                        + normalizer
                        + ",\"pre_tokenizer\":{\"type\":\"" + splitter
                        + "\"},\"post_processor\":null,\"decoder\":null,\"model\":{\"type\":\"WordLevel\",\"vocab\":{");
        Vocabulary words = embeddings.vocabulary();
        for (int id = 0; id < words.size(); id++) {
            put(sink, (id == 0 ? "" : ",") + new JsonWriter().string(words.word(id)) + ":" + id);
        }
        String unknown = known == null ? UNKNOWN.get(0) : known;
        if (known == null) {
            put(sink, "," + new JsonWriter().string(unknown) + ":" + words.size());
        }
        put(sink, "},\"unk_token\":" + new JsonWriter().string(unknown) + "}}");
    }

    private static void put(ByteSink sink, String text) throws IOException {
        sink.put(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeText(Path file, String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
