package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.io.Format;
import io.firth.text.Tokenizer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of the library's choices, as typed. */
final class Converters {
    private Converters() {}

    /** {@code firth}, {@code word2vec-binary} and all the others that are written. */
    static final class OfWritableFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            Format format = parse(value, Format::parse);
            if (!format.isWritable()) {
                throw new TypeConversionException("format '" + value + "' is read, but not written");
            }
            return format;
        }
    }

    /** {@code refuse}, {@code drop}. */
    static final class OfUnsuitable implements ITypeConverter<ConvertCommand.Unsuitable> {
        @Override
        public ConvertCommand.Unsuitable convert(String value) {
            return choose(value, ConvertCommand.Unsuitable.values());
        }
    }

    /** {@code firth}, {@code word2vec-binary}, {@code word2vec-text} and all the others. */
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

    /** {@code skip-gram}, {@code cbow}. */
    static final class OfArchitecture implements ITypeConverter<ModelOptions.ArchitectureName> {
        @Override
        public ModelOptions.ArchitectureName convert(String value) {
            return choose(value, ModelOptions.ArchitectureName.values());
        }
    }

    /** {@code negative-sampling}, {@code hierarchical-softmax}, {@code full-softmax}. */
    static final class OfObjective implements ITypeConverter<ModelOptions.ObjectiveName> {
        @Override
        public ModelOptions.ObjectiveName convert(String value) {
            return choose(value, ModelOptions.ObjectiveName.values());
        }
    }

    /** {@code exact}, {@code word2vec}. */
    static final class OfGradient implements ITypeConverter<ModelOptions.GradientName> {
        @Override
        public ModelOptions.GradientName convert(String value) {
            return choose(value, ModelOptions.GradientName.values());
        }
    }

    /** {@code window}, {@code pair}. */
    static final class OfNegativesPer implements ITypeConverter<ModelOptions.NegativesPer> {
        @Override
        public ModelOptions.NegativesPer convert(String value) {
            return choose(value, ModelOptions.NegativesPer.values());
        }
    }

    /** {@code whitespace}, {@code unicode}. */
    static final class OfTokenizer implements ITypeConverter<Tokenizer> {
        @Override
        public Tokenizer convert(String value) {
            return choose(value, Tokenizer.values());
        }
    }

    private static <T> T choose(String value, T[] choices) {
        for (T choice : choices) {
            if (choice.toString().equals(value)) {
                return choice;
            }
        }
        String names = Stream.of(choices).map(Object::toString).collect(Collectors.joining(", "));
        throw new TypeConversionException("'" + value + "' is none of " + names);
    }

    private static <T> T parse(String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
