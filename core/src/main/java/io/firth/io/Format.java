package io.firth.io;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The kinds of model file that Firth writes. */
public enum Format {
    /** The native format: safetensors with both matrices, counts, config and provenance. */
    FIRTH("firth"),
    /** word2vec's binary format: words and one vector each. */
    WORD2VEC_BINARY("word2vec-binary"),
    /** word2vec's text format: words and one vector each, as decimal numbers. */
    WORD2VEC_TEXT("word2vec-text");

    private final String label;

    Format(String label) {
        this.label = label;
    }

    /** The name used on the command line. */
    public String label() {
        return label;
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
}
