package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of the library's choices, as typed. */
final class Converters {
    private Converters() {}

    /** {@code firth}, {@code word2vec-binary}, {@code word2vec-text}. */
    static final class OfFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            return parse(value, Format::parse);
        }
    }

    /** {@code input}, {@code output}, {@code sum}, {@code average}, {@code concat}. */
    static final class OfVectors implements ITypeConverter<VectorChoice> {
        @Override
        public VectorChoice convert(String value) {
            return parse(value, VectorChoice::parse);
        }
    }

    private static <T> T parse(String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
