package io.firth.cli;

import io.firth.classify.Classifier;
import io.firth.classify.ConfusionMatrix;
import io.firth.classify.TextExample;
import io.firth.io.ClassifierFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth classify test}. */
@Command(
        name = "test",
        sortOptions = false,
        header = "Say how good a classifier is on labelled texts.",
        description = {"", "Accuracy, macro-F1 and confusion matrix on a table as for training.", ""},
        footer = {
            "",
            "Examples:",
            "  firth classify test reviews.classifier more.tsv",
            "  firth classify test reviews.classifier more.tsv --json"
        })
final class ClassifyTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CLASSIFIER", description = "File of firth classify train.")
    private Path classifierFile;

    @Parameters(index = "1", paramLabel = "DATA", description = "Table of labelled texts; - reads standard input.")
    private String data;

    @Mixin
    private TableOptions table;

    @Option(names = "--json", description = "One JSON object with the scores.")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        Classifier classifier = ClassifierFile.open(classifierFile);
        List<TextExample> examples =
                ClassifierInput.read(classifier, data, table, new Ranges(spec), OptionalDouble.empty(), true);
        ConfusionMatrix matrix = ConfusionMatrix.of(classifier, examples);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ConfusionText.json(matrix).put("examples", examples.size()));
            return 0;
        }
        double[] interval = matrix.accuracyInterval();
        out.println(String.format(
                Locale.ROOT,
                "accuracy %.4f (95 %%: %.4f – %.4f), macro-F1 %.4f, on %s",
                matrix.accuracy(),
                interval[0],
                interval[1],
                matrix.macroF1(),
                Texts.count(examples.size(), "example")));
        out.println();
        ConfusionText.print(matrix, out);
        return 0;
    }
}
