package io.firth.cli;

import io.firth.count.CountSettings;
import io.firth.count.SubsamplingMode;
import io.firth.count.WindowSide;
import io.firth.count.WindowWeighting;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is counted, and with how much memory. */
final class CountOptions {
    private static final long DEFAULT_MEMORY = 2L << 30;

    @Option(
            names = "--window",
            paramLabel = "M",
            defaultValue = "5",
            description = "Farthest context word, 1…1000. Default: ${DEFAULT-VALUE}.")
    int window;

    @Option(
            names = "--weighting",
            paramLabel = "NAME",
            defaultValue = "flat",
            converter = Converters.OfWindowWeighting.class,
            description = "What a context word at distance d counts: flat (1), harmonic (1/d, as GloVe) or dynamic"
                    + " ((M−d+1)/M, as word2vec's windows of random reach on average). Default: ${DEFAULT-VALUE}.")
    WindowWeighting weighting;

    @Option(
            names = "--side",
            paramLabel = "NAME",
            defaultValue = "both",
            converter = Converters.OfWindowSide.class,
            description = "Context words before (left) or after the word (right), or both. Default: ${DEFAULT-VALUE}.")
    WindowSide side;

    @Option(
            names = "--subsampling",
            paramLabel = "NAME",
            defaultValue = "clean",
            converter = Converters.OfSubsamplingMode.class,
            description = "Thin out after the windows are laid (clean; the expectation is counted) or before (dirty, as"
                    + " word2vec; one draw is counted). Only with --subsample. Default: ${DEFAULT-VALUE}.")
    SubsamplingMode subsampling;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "Memory of the whole process, such as 512m or 8g; a larger corpus is counted in parts, which"
                    + " are merged from disk. Default: 2g, but at most three quarters of the machine's or container's.")
    private Long memory;

    @Option(names = "--threads", paramLabel = "N", description = "Threads, 1…1024. Default: every processor.")
    Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of dirty subsampling and of the held-out sentences. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "Folder for temporary files: 4 bytes a word, 4 bytes a pair, and the parts. Default: the"
                    + " system's.")
    Path temporary;

    CountSettings settings(TextFlags text, Ranges ranges) {
        ranges.check("--window", window, 1, CountSettings.MOST_WINDOW);
        ranges.check("--threads", threads(), 1, ThreadCount.MOST);
        return new CountSettings(window, weighting, side, text.subsample, subsampling, seed);
    }

    int threads() {
        return ThreadCount.orAll(threads);
    }

    /** Bytes that the process may take. */
    long memory() {
        return memory == null ? defaultMemory(MemoryCheck.limit()) : memory;
    }

    /** @param limit bytes of the machine or the container */
    static long defaultMemory(long limit) {
        return Math.min(DEFAULT_MEMORY, limit / 4 * 3);
    }

    Path folder() {
        return temporary == null ? Path.of(System.getProperty("java.io.tmpdir")) : temporary;
    }
}
