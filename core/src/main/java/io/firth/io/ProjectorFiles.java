package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two files that TensorBoard's embedding projector loads: {@code vectors.tsv}, D numbers a line with tabs between, and
 * {@code metadata.tsv}, the words in the same order. Metadata of one column has no header; of several, the first line
 * names them.
 */
public final class ProjectorFiles {
    /** The file with the vectors in a folder. */
    static final String VECTORS = "vectors.tsv";

    /** The file with the words in a folder. */
    static final String METADATA = "metadata.tsv";

    private static final String CONFIG = "projector_config.pbtxt";
    private static final int SNIFFED = 1 << 20;

    // Usual names of pairs: what in the vectors' name becomes what in the metadata's.
    private static final List<List<String>> PAIRS =
            List.of(List.of("vectors", "metadata"), List.of("vecs", "meta"), List.of("tensors", "metadata"));

    private ProjectorFiles() {}

    /** Whether a folder holds the two files. */
    static boolean matches(Path folder) {
        return Files.isRegularFile(folder.resolve(VECTORS)) && Files.isRegularFile(folder.resolve(METADATA));
    }

    /** Whether a file is the one with the vectors: its first line is numbers with tabs, and metadata is beside it. */
    static boolean matchesVectors(Path file, MemorySegment bytes) {
        return metadataOf(file).filter(Files::isRegularFile).isPresent() && columns(bytes) > 0;
    }

    /** The file with the words, if the name of the one with the vectors says which. */
    static Optional<Path> metadataOf(Path vectors) {
        String name = vectors.getFileName().toString();
        return PAIRS.stream()
                .filter(pair -> name.contains(pair.get(0)))
                .map(pair -> vectors.resolveSibling(name.replace(pair.get(0), pair.get(1))))
                .findFirst();
    }

    private static int columns(MemorySegment bytes) {
        byte[] sample = bytes.asSlice(0, Math.min(SNIFFED, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
        int columns = 0;
        for (int from = 0; from < sample.length; ) {
            int to = from;
            while (to < sample.length && sample[to] != '\t' && sample[to] != '\n' && sample[to] != '\r') {
                to++;
            }
            if (!DecimalFloat.isNumber(sample, from, to)) {
                return 0;
            }
            columns++;
            if (to == sample.length || sample[to] != '\t') {
                return columns;
            }
            from = to + 1;
        }
        return 0;
    }

    /**
     * Reads the two files of a folder, or the file with the vectors and the one with the words beside it.
     *
     * @throws IOException if a file is missing or cannot be read, a field is not a number, or words are missing: the
     *     message says where
     */
    public static Embeddings open(Path path, OpenOptions options) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve(VECTORS) : path;
        Path metadata = options.words()
                .or(() -> metadataOf(file))
                .orElseThrow(() -> new IOException(file + " holds no words, and its name does not say where they are ("
                        + VECTORS + " would go with " + METADATA + "); name the file with --words"));
        try (Arena arena = Arena.ofShared()) {
            MemorySegment bytes = MappedFile.open(file, arena);
            int dim = columns(bytes);
            if (dim < 1 || dim > Word2VecHeader.MOST_DIM) {
                throw new IOException(file + " does not begin with a line of numbers with tabs between (at most "
                        + Word2VecHeader.MOST_DIM + ")");
            }
            VectorLines table = new VectorLines(file, bytes, 0);
            Vocabulary words = ProjectorMetadata.read(metadata, file, table.lines());
            Matrix vectors = table.read(table.lines(), dim, () -> new Numbers(dim), 2);
            return Models.readFrom(file, Format.PROJECTOR, words, vectors);
        }
    }

    /** A line of numbers with one tab between. */
    private static final class Numbers extends TextRow {
        Numbers(int dim) {
            super(dim);
            word = new byte[0];
        }

        @Override
        void parse(byte[] line, int from, int to) {
            int end = to > from && line[to - 1] == '\r' ? to - 1 : to;
            int at = from;
            for (int column = 0; column < vector.length; column++) {
                int start = at;
                while (at < end && line[at] != '\t') {
                    at++;
                }
                try {
                    vector[column] = DecimalFloat.parse(line, start, at);
                } catch (NumberFormatException e) {
                    throw new NumberFormatException("number " + (column + 1) + " of " + vector.length + " is "
                            + Quoted.of(line, start, at) + ", which is not a number");
                }
                if (at == end && column < vector.length - 1) {
                    throw new NumberFormatException(
                            vector.length + " numbers are expected, but there are only " + (column + 1));
                }
                at++;
            }
            if (at <= end) {
                throw new NumberFormatException(
                        vector.length + " numbers are expected, but more follow: " + Quoted.of(line, at, end));
            }
        }
    }

    // What is written under a name that ends with .tsv is no folder, unless there is one.
    private static boolean isVectorsFile(Path path) {
        return path.getFileName().toString().endsWith(".tsv") && !Files.isDirectory(path);
    }

    /** The files that are written. */
    static List<Path> written(Path path) {
        return isVectorsFile(path)
                ? Stream.concat(Stream.of(path), metadataOf(path).stream()).toList()
                : List.of(path.resolve(VECTORS), path.resolve(METADATA), path.resolve(CONFIG));
    }

    /**
     * Writes the two files: into a folder, which is made if need be, or, if the path ends with {@code .tsv}, the vectors
     * there and the words beside. A folder gets the file that TensorBoard itself looks for as well. Words have their counts
     * beside them if any is known.
     *
     * @throws IOException if a file cannot be written, a word is empty or contains a tab or a line break, or a vector holds
     *     NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path path, VectorChoice choice) throws IOException {
        boolean single = isVectorsFile(path);
        Path file = single ? path : path.resolve(VECTORS);
        Path metadata = single
                ? metadataOf(path)
                        .orElseThrow(
                                () -> new IOException(path + " cannot be written: the words go into a file of a name"
                                        + " that follows from this one, such as " + METADATA + " for " + VECTORS
                                        + "; name it so, or name a folder"))
                : path.resolve(METADATA);
        Rows.checkWords(embeddings.vocabulary(), Format.PROJECTOR);
        if (!single) {
            Files.createDirectories(path);
        }
        AtomicFile.write(file, channel -> {
            ByteSink sink = new ByteSink(channel);
            TextWriter.write(embeddings, choice, sink, (id, vector, line) -> {
                for (int i = 0; i < vector.length; i++) {
                    if (i > 0) {
                        line.put('\t');
                    }
                    line.put(vector[i], FloatText.Style.JAVA);
                }
                line.put('\n');
            });
            sink.flush();
        });
        ProjectorMetadata.write(embeddings.vocabulary(), metadata);
        if (!single) {
            byte[] config = ("embeddings {\n  tensor_name: \"firth\"\n  tensor_path: \"" + VECTORS
                            + "\"\n  metadata_path: \"" + METADATA + "\"\n}\n")
                    .getBytes(StandardCharsets.US_ASCII);
            AtomicFile.write(path.resolve(CONFIG), config);
        }
    }
}
