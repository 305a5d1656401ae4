package io.firth.cli;

import io.firth.io.Format;
import io.firth.io.OpenOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code --tensor} and {@code --words}: what some files do not say themselves. */
final class FileOptions {
    private static final Set<Format> WITH_TENSORS = EnumSet.of(Format.SAFETENSORS);
    private static final Set<Format> WITH_WORDS_APART = EnumSet.of(Format.SAFETENSORS, Format.NPY, Format.PROJECTOR);

    private FileOptions() {}

    /**
     * The options for a file of this format; null stands for one that was not given.
     *
     * @throws picocli.CommandLine.ParameterException if one was given that the format has no use for
     */
    static OpenOptions of(String tensor, Path words, Path file, Format format, Ranges ranges) {
        check(tensor != null, "--tensor", WITH_TENSORS, file, format, ranges);
        check(words != null, "--words", WITH_WORDS_APART, file, format, ranges);
        return new OpenOptions(Optional.ofNullable(tensor), Optional.ofNullable(words));
    }

    private static void check(
            boolean given, String option, Set<Format> formats, Path file, Format format, Ranges ranges) {
        if (given && !formats.contains(format)) {
            boolean matrices = format == Format.FIRTH && formats == WITH_TENSORS;
            throw ranges.wrong(option + " is for files of the format "
                    + formats.stream().map(Format::label).collect(Collectors.joining(", ")) + ", and " + file + " is "
                    + format.label() + (matrices ? "; firth convert --vectors output takes its output vectors" : ""));
        }
    }
}
