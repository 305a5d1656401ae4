package io.firth.cli;

import io.firth.classify.ClassifierConfig;
import io.firth.classify.ClassifierTrainer;
import io.firth.classify.ConfusionMatrix;
import io.firth.classify.TextExample;
import io.firth.classify.TextVectors;
import io.firth.text.TextOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code firth classify train} has to say. */
record ClassifierReport(
        Path data,
        List<TextExample> examples,
        List<TextExample> test,
        Path testFile,
        TextOptions textOptions,
        ClassifierConfig config,
        ClassifierTrainer.Result result,
        Map<String, ConfusionMatrix> scores,
        Path output,
        long bytes) {

    private Map<String, Long> labels() {
        return examples.stream()
                .collect(Collectors.groupingBy(TextExample::label, TreeMap::new, Collectors.counting()));
    }

    private String shape() {
        return ClassifierInfo.shape(result.classifier().network());
    }

    void print(PrintWriter out) {
        TextVectors.Coverage coverage = result.coverage();
        boolean pairs = examples.getFirst().isPair();
        StringJoiner labels = new StringJoiner(", ");
        labels().entrySet().stream()
                .limit(12)
                .forEach(entry ->
                        labels.add(entry.getKey() + " (" + percent((double) entry.getValue() / examples.size()) + ")"));
        out.println("data      " + Texts.count(examples.size(), pairs ? "pair" : "text") + " in "
                + Texts.count(labels().size(), "class").replace("classs", "classes") + ": " + labels
                + (labels().size() > 12 ? ", …" : ""));
        out.println("words     " + WordVectorOptions.describe(textOptions) + "; " + percent(coverage.share()) + " of "
                + Texts.count(coverage.words()) + " have a vector, "
                + Texts.count(coverage.unknownTexts(), "text") + " without any");
        int epochs = result.fit().epochs().size();
        out.println("network   " + shape() + "; "
                + Texts.count(result.classifier().network().parameters().values().length, "parameter") + "; epoch "
                + result.fit().best() + " of " + epochs + " is the best");
        out.println("scores    on " + Texts.count(test.size(), pairs ? "pair" : "text") + " "
                + (testFile == null ? "kept out of training" : "of " + testFile));
        out.println();
        out.println(String.format(Locale.ROOT, "%-22s %8s  %-15s %8s", "", "accuracy", "95 % interval", "macro-F1"));
        scores.forEach((name, matrix) -> {
            double[] interval = matrix.accuracyInterval();
            out.println(String.format(
                    Locale.ROOT,
                    "%-22s %8.4f  %.4f – %.4f %8.4f",
                    name,
                    matrix.accuracy(),
                    interval[0],
                    interval[1],
                    matrix.macroF1()));
        });
        out.println();
        ConfusionText.print(scores.values().iterator().next(), out);
        out.println();
        out.println("written   " + output + " (" + Texts.bytes(bytes) + ")");
    }

    Json json() {
        TextVectors.Coverage coverage = result.coverage();
        List<Json> epochs = new ArrayList<>();
        result.fit()
                .epochs()
                .forEach(epoch -> epochs.add(new Json()
                        .put("epoch", epoch.epoch())
                        .put("loss", epoch.loss())
                        .put(
                                "validationLoss",
                                epoch.validationLoss().isPresent()
                                        ? epoch.validationLoss().getAsDouble()
                                        : null)));
        Map<String, Object> byName = new LinkedHashMap<>();
        scores.forEach((name, matrix) -> byName.put(name, ConfusionText.json(matrix)));
        return new Json()
                .put("data", data)
                .put("examples", examples.size())
                .put("pairs", examples.getFirst().isPair())
                .put("labels", labels())
                .put("tokenizer", textOptions.tokenizer())
                .put("lowercase", textOptions.lowercase())
                .put("words", coverage.words())
                .put("knownWords", coverage.known())
                .put("textsWithoutKnownWords", coverage.unknownTexts())
                .put("network", shape())
                .put("config", result.classifier().provenance())
                .put("epochs", epochs)
                .put("bestEpoch", result.fit().best())
                .put("test", testFile)
                .put("testExamples", test.size())
                .put("scores", byName)
                .put("classifier", output)
                .put("bytes", bytes);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
