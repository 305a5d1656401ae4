package io.firth.cli;

import io.firth.classify.TextExample;
import io.firth.io.LabelledTexts;
import io.firth.io.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** Where in a table the texts and labels are. */
final class TableOptions {
    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            split = ",",
            description = "Column of the text, or NAME,NAME for pairs of texts: names of the header, or numbers from 1."
                    + " Default: found by looking.")
    List<String> textColumns = List.of();

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            description = "Column of the label: a name or a number from 1. Default: found by looking.")
    String labelColumn;

    @Option(
            names = "--label-threshold",
            paramLabel = "X",
            description = "Make numeric labels two classes: 1 from X on, 0 below.")
    Double labelThreshold;

    @Option(
            names = "--no-header",
            negatable = true,
            description = "The first row is not (or is) a header. Default: found by looking.")
    Boolean header;

    @Option(
            names = "--delimiter",
            paramLabel = "NAME",
            description =
                    "tab, comma or semicolon. Default: tab; in a .csv file without tabs in its first line, comma or"
                            + " semicolon.")
    String delimiter;

    @Option(names = "--quotes", description = "Cells between tabs may be quoted too. (Between commas they always may.)")
    boolean quotes;

    /** The table in a file. */
    TextTable table(Path file, Ranges ranges) throws IOException {
        return TextTable.read(file, delimiter(ranges), quotes);
    }

    /** The table in a stream. */
    TextTable table(InputStream in, Ranges ranges) throws IOException {
        return TextTable.read(in, "standard input", delimiter(ranges), quotes);
    }

    private char delimiter(Ranges ranges) {
        return switch (delimiter) {
            case null -> 0;
            case "tab" -> '\t';
            case "comma" -> ',';
            case "semicolon" -> ';';
            default -> throw ranges.wrong("--delimiter must be tab, comma or semicolon, but is '" + delimiter + "'");
        };
    }

    /** How rows become examples; {@code threshold} is used where the user gave none. */
    LabelledTexts reader(OptionalDouble threshold, Ranges ranges) {
        if (textColumns.size() > 2) {
            throw ranges.wrong("--text-column takes one column or two, but has " + textColumns.size());
        }
        return new LabelledTexts(
                textColumns,
                labelColumn,
                header,
                labelThreshold == null ? threshold : OptionalDouble.of(labelThreshold));
    }

    /** The labelled examples in a file. */
    List<TextExample> labelled(Path file, Ranges ranges) throws IOException {
        return reader(OptionalDouble.empty(), ranges).labelled(table(file, ranges));
    }
}
