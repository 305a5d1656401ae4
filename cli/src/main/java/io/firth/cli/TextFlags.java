package io.firth.cli;

import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import picocli.CommandLine.Option;

/** What a word is, and which words count. */
final class TextFlags {
    @Option(
            names = "--tokenizer",
            converter = Converters.OfTokenizer.class,
            paramLabel = "NAME",
            defaultValue = "whitespace",
            description = "whitespace (words stand between white space) or unicode (words of UAX #29, for raw prose); a"
                    + " line is a sentence. Default: ${DEFAULT-VALUE}.")
    Tokenizer tokenizer;

    @Option(names = "--lowercase", description = "Put words in lower case.")
    boolean lowercase;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            defaultValue = "5",
            description = "Leave out words seen less often. Default: ${DEFAULT-VALUE}.")
    long minCount;

    @Option(names = "--max-vocab", paramLabel = "N", description = "Keep only the N most frequent words.")
    Integer maxVocab;

    @Option(
            names = "--subsample",
            paramLabel = "T",
            defaultValue = "1e-3",
            description = "Thin out words more frequent than T, 0…1; 0: never. Default: ${DEFAULT-VALUE}.")
    double subsample;

    @Option(
            names = "--held-out",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "Keep this share of the sentences, 0…0.5, apart: neither trained on nor counted; train reports"
                            + " the loss on them."
                            + " Default: ${DEFAULT-VALUE}.")
    double heldOut;

    TextOptions options(Ranges ranges) {
        ranges.check("--min-count", minCount, 1, Long.MAX_VALUE);
        if (maxVocab != null) {
            ranges.check("--max-vocab", maxVocab, 1, Integer.MAX_VALUE);
        }
        ranges.check("--subsample", subsample, 0.0, 1.0);
        ranges.check("--held-out", heldOut, 0.0, 0.5);
        return new TextOptions(tokenizer, lowercase);
    }
}
