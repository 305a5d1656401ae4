package io.firth.cli;

import io.firth.classify.Classifier;
import io.firth.classify.TextExample;
import io.firth.io.ClassifierFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth classify predict}. */
@Command(
        name = "predict",
        sortOptions = false,
        header = "Give texts a label.",
        description = {
            "",
            "One line per example: the label and its probability, between a tab. FILE has one text per line, or is a table as"
                    + " for training, with or without labels; pairs are two columns.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth classify predict reviews.classifier new.txt",
            "  echo \"a wonderful film\" | firth classify predict reviews.classifier -",
            "  firth classify predict reviews.classifier table.csv --text-column review --json"
        })
final class ClassifyPredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CLASSIFIER", description = "File of firth classify train.")
    private Path classifierFile;

    @Parameters(index = "1", paramLabel = "FILE", description = "Texts; - reads standard input.")
    private String file;

    @Mixin
    private TableOptions table;

    @Option(names = "--json", description = "One JSON object per example: {\"label\", \"probabilities\": {label: p}}.")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        Classifier classifier = ClassifierFile.open(classifierFile);
        List<TextExample> examples =
                ClassifierInput.read(classifier, file, table, ranges, OptionalDouble.empty(), false);
        PrintWriter out = spec.commandLine().getOut();
        for (Classifier.Answer answer : classifier.classify(examples)) {
            int best = classifier.labels().indexOf(answer.label());
            if (json) {
                Map<String, Double> probabilities = new LinkedHashMap<>();
                for (int i = 0; i < answer.probabilities().length; i++) {
                    probabilities.put(classifier.labels().get(i), answer.probabilities()[i]);
                }
                out.println(new Json().put("label", answer.label()).put("probabilities", probabilities));
            } else {
                out.println(String.format(Locale.ROOT, "%s\t%.4f", answer.label(), answer.probabilities()[best]));
            }
        }
        return 0;
    }
}
