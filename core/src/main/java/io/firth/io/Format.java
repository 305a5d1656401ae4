package io.firth.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of model file that Firth knows; {@code docs/formats.md} has a section on each. */
public enum Format {
    /** The native format: safetensors with both matrices, counts, config and provenance. */
    FIRTH(
            "firth",
            EnumSet.of(Part.OUTPUT, Part.COUNTS, Part.PROVENANCE, Part.SUBWORDS),
            WordRule.ANY,
            ".safetensors",
            ".firth"),
    /** word2vec's binary format: words and one vector each. */
    WORD2VEC_BINARY("word2vec-binary", EnumSet.noneOf(Part.class), WordRule.NO_SPACE, ".bin"),
    /** word2vec's text format: words and one vector each, as decimal numbers. */
    WORD2VEC_TEXT("word2vec-text", EnumSet.noneOf(Part.class), WordRule.NO_SPACE, ".txt", ".w2v"),
    /** GloVe's text format: as word2vec's, but without its first line. */
    GLOVE("glove", EnumSet.noneOf(Part.class), WordRule.NO_SPACE_OR_TAB, ".glove"),
    /** fastText's text format: word2vec's, with the numbers and line ends that fastText writes. */
    FASTTEXT_VEC("fasttext-vec", EnumSet.noneOf(Part.class), WordRule.NO_SPACE, ".vec"),
    /** fastText's own model file, .bin or .ftz; read only. */
    FASTTEXT_BIN("fasttext-bin", EnumSet.of(Part.COUNTS, Part.OUTPUT, Part.SUBWORDS), WordRule.ANY),
    /** A safetensors file that is not Firth's: one matrix of it, and a file with the words. */
    SAFETENSORS("safetensors", EnumSet.noneOf(Part.class), WordRule.ONE_LINE),
    /** A NumPy array, and a file with the words. */
    NPY("npy", EnumSet.noneOf(Part.class), WordRule.ONE_LINE, ".npy"),
    /** Apache Parquet with the columns word, count and vector; needs the module firth-parquet. */
    PARQUET("parquet", EnumSet.of(Part.COUNTS), WordRule.UTF8, ".parquet"),
    /** The two tab-separated files of TensorBoard's embedding projector. */
    PROJECTOR("projector", EnumSet.of(Part.COUNTS), WordRule.ONE_FIELD, ".tsv"),
    /** The folder that Model2Vec and sentence-transformers' StaticEmbedding open. */
    MODEL2VEC("model2vec", EnumSet.noneOf(Part.class), WordRule.UTF8_NOT_EMPTY),
    /** One JSON object a line: word, count, vector. */
    JSONL("jsonl", EnumSet.of(Part.COUNTS), WordRule.ANY, ".jsonl", ".ndjson");

    /** What a model may have beside its words and one vector for each. */
    public enum Part {
        /** The output matrix. */
        OUTPUT("output vectors"),
        /** How often each word was seen. */
        COUNTS("counts"),
        /** Config and provenance. */
        PROVENANCE("provenance"),
        /** Vectors of character n-grams, for words that the vocabulary lacks. */
        SUBWORDS("subword vectors");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        /** As in a sentence, such as {@code output vectors}. */
        public String label() {
            return label;
        }
    }

    private final String label;
    private final Set<Part> parts;
    private final WordRule words;
    private final List<String> suffixes;

    Format(String label, Set<Part> parts, WordRule words, String... suffixes) {
        this.label = label;
        this.parts = parts;
        this.words = words;
        this.suffixes = List.of(suffixes);
    }

    /** The name used on the command line. */
    public String label() {
        return label;
    }

    /** Whether this format can hold a part of a model. */
    public boolean holds(Part part) {
        return parts.contains(part);
    }

    /** Whether Firth writes it. */
    public boolean isWritable() {
        return this != FASTTEXT_BIN;
    }

    /** Whether a model is a folder, not a file. */
    public boolean isFolder() {
        return this == MODEL2VEC;
    }

    /**
     * Why this format cannot hold a word.
     *
     * @return such as {@code contains a space}, or empty if it can
     */
    public Optional<String> refuses(byte[] word) {
        return words.refuses(word);
    }

    /** Whether every word must be another one. */
    public boolean needsDistinctWords() {
        return this == MODEL2VEC;
    }

    /**
     * The format with this label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Format parse(String label) {
        for (Format format : values()) {
            if (format.label.equals(label)) {
                return format;
            }
        }
        throw new IllegalArgumentException("unknown format '" + label + "': choose one of "
                + Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", ")));
    }

    /**
     * The format that a name suggests for writing, by its suffix in any case; {@code .safetensors} is the native format. A
     * folder's name suggests none.
     */
    public static Optional<Format> ofName(Path path) {
        Path last = path.getFileName();
        if (last == null || Files.isDirectory(path)) {
            return Optional.empty();
        }
        String name = last.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.suffixes.stream().anyMatch(name::endsWith))
                .findFirst();
    }
}
