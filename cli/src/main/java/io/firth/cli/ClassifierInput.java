package io.firth.cli;

import io.firth.classify.Classifier;
import io.firth.classify.Features;
import io.firth.classify.TextExample;
import io.firth.io.LabelledTexts;
import io.firth.io.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** Examples for a trained classifier. */
final class ClassifierInput {
    private ClassifierInput() {}

    /** From a file, or from standard input if it is called {@code -}. */
    static List<TextExample> read(
            Classifier classifier,
            String file,
            TableOptions options,
            Ranges ranges,
            OptionalDouble threshold,
            boolean labelled)
            throws IOException, CommandFailure {
        TextTable table = file.equals("-") ? options.table(System.in, ranges) : options.table(Path.of(file), ranges);
        LabelledTexts reader = options.reader(threshold, ranges);
        int columns = table.rows().getFirst().cells().size();
        boolean pairs = classifier.features() == Features.PAIR;
        if (!labelled && options.textColumns.isEmpty() && columns == (pairs ? 2 : 1)) {
            reader = new LabelledTexts(pairs ? List.of("1", "2") : List.of("1"), null, options.header, threshold);
        }
        List<TextExample> examples = labelled ? reader.labelled(table) : reader.texts(table);
        if (examples.getFirst().isPair() != pairs) {
            throw new CommandFailure(table.name() + " has " + (pairs ? "one text" : "two texts")
                    + " per row, but the classifier was trained on " + (pairs ? "pairs" : "single texts")
                    + "; --text-column says which columns to read");
        }
        return examples;
    }
}
