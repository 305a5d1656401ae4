package io.firth.cli;

import io.firth.count.Associates;
import io.firth.count.SubsamplingMode;
import io.firth.count.WindowSide;
import io.firth.count.WindowWeighting;
import io.firth.embeddings.VectorChoice;
import io.firth.eval.CaseRule;
import io.firth.io.Format;
import io.firth.query.AnalogyMethod;
import io.firth.text.Tokenizer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of the library's choices, as typed. */
final class Converters {
    /** What Java makes of bytes on the command line that are no characters. */
    private static final char REPLACED = '\uFFFD';

    private Converters() {}

    /** A file or folder. The empty name, which stands for the working folder, is a variable that was not set. */
    static Path file(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("the name is empty");
        }
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("no file can have this name: " + e.getReason());
        }
        if (name.indexOf(REPLACED) >= 0 && !Files.exists(path)) {
            throw new TypeConversionException("'" + name + "' is not valid UTF-8, so that Java cannot name the file;"
                    + " rename it, or give the folder that it is in");
        }
        return path;
    }

    /** An {@code int}. picocli's own speaks of Java's types. */
    static Integer wholeInt(String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw noWholeNumber(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
    }

    /** A {@code long}. */
    static Long wholeLong(String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw noWholeNumber(value, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private static TypeConversionException noWholeNumber(String value, long least, long most) {
        boolean whole = value.matches("[-+]?[0-9]+");
        return new TypeConversionException(
                "'" + value + "' is not a whole number" + (whole ? " from " + least + " to " + most : ""));
    }

    /** A {@code double}. */
    static Double number(String value) {
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is not a number");
        }
    }

    /** {@code firth}, {@code word2vec-binary} and all the others that are written. */
    static final class OfWritableFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            Format format = Stream.of(Format.values())
                    .filter(known -> known.label().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("unknown format '" + value + "': choose one of "
                            + Stream.of(Format.values())
                                    .filter(Format::isWritable)
                                    .map(Format::label)
                                    .collect(Collectors.joining(", "))));
            if (!format.isWritable()) {
                throw new TypeConversionException("format '" + value + "' is read, but not written");
            }
            return format;
        }
    }

    /** {@code 500ms}, {@code 60s}, {@code 10m}, {@code 2h}; {@code off} or {@code 0}: zero. */
    static final class OfInterval implements ITypeConverter<Duration> {
        private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

        @Override
        public Duration convert(String value) {
            if (value.equals("off") || value.equals("0")) {
                return Duration.ZERO;
            }
            Matcher amount = AMOUNT.matcher(value);
            if (!amount.matches()) {
                throw new TypeConversionException(
                        "'" + value + "' is no time; give a number and a unit, such as 60s, 10m or 2h, or off");
            }
            long n = Long.parseLong(amount.group(1));
            return switch (amount.group(2)) {
                case "ms" -> Duration.ofMillis(n);
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                default -> Duration.ofHours(n);
            };
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

    /** {@code lower}, {@code exact}, {@code fold}. */
    static final class OfCaseRule implements ITypeConverter<CaseRule> {
        @Override
        public CaseRule convert(String value) {
            return parse(value, CaseRule::parse);
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

    /** {@code svd}, {@code lsa}, {@code glove}, {@code sgns}. */
    static final class OfMethod implements ITypeConverter<FactorizeMethod> {
        @Override
        public FactorizeMethod convert(String value) {
            return choose(value, FactorizeMethod.values());
        }
    }

    /** {@code ppmi}, {@code pmi}, {@code log}, {@code count}. */
    static final class OfWeighting implements ITypeConverter<SvdOptions.Weighting> {
        @Override
        public SvdOptions.Weighting convert(String value) {
            return choose(value, SvdOptions.Weighting.values());
        }
    }

    /** {@code softmax}, {@code negative-sampling}, {@code both}. */
    static final class OfBound implements ITypeConverter<BoundOptions.Name> {
        @Override
        public BoundOptions.Name convert(String value) {
            return choose(value, BoundOptions.Name.values());
        }
    }

    /** {@code words}, {@code pairs}. */
    static final class OfNoise implements ITypeConverter<BoundObjective.Noise> {
        @Override
        public BoundObjective.Noise convert(String value) {
            return choose(value, BoundObjective.Noise.values());
        }
    }

    /** {@code flat}, {@code harmonic}, {@code dynamic}. */
    static final class OfWindowWeighting implements ITypeConverter<WindowWeighting> {
        @Override
        public WindowWeighting convert(String value) {
            return choose(value, WindowWeighting.values());
        }
    }

    /** {@code both}, {@code left}, {@code right}. */
    static final class OfWindowSide implements ITypeConverter<WindowSide> {
        @Override
        public WindowSide convert(String value) {
            return choose(value, WindowSide.values());
        }
    }

    /** {@code clean}, {@code dirty}. */
    static final class OfSubsamplingMode implements ITypeConverter<SubsamplingMode> {
        @Override
        public SubsamplingMode convert(String value) {
            return choose(value, SubsamplingMode.values());
        }
    }

    /** {@code pmi}, {@code log-likelihood}, {@code count}. */
    static final class OfAssociatesOrder implements ITypeConverter<Associates.Order> {
        @Override
        public Associates.Order convert(String value) {
            return choose(value, Associates.Order.values());
        }
    }

    /** {@code input}, {@code output}. */
    static final class OfBy implements ITypeConverter<QueryOptions.By> {
        @Override
        public QueryOptions.By convert(String value) {
            return choose(value, QueryOptions.By.values());
        }
    }

    /** {@code 3cosadd}, {@code 3cosmul}. */
    static final class OfAnalogyMethod implements ITypeConverter<AnalogyMethod> {
        @Override
        public AnalogyMethod convert(String value) {
            return choose(value, AnalogyMethod.values());
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
