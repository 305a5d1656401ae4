package io.firth.cli;

import io.firth.classify.Classifier;
import io.firth.classify.ClassifierConfig;
import io.firth.classify.ClassifierTrainer;
import io.firth.classify.ConfusionMatrix;
import io.firth.classify.Split;
import io.firth.classify.TextExample;
import io.firth.embeddings.Embeddings;
import io.firth.io.ClassifierFile;
import io.firth.nn.Activation;
import io.firth.nn.Fit;
import io.firth.text.TextOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth classify train}. */
@Command(
        name = "train",
        sortOptions = false,
        header = "Train a classifier and say how good it is.",
        description = {
            "",
            "DATA is a table, one example per row, with a column of labels and one or two columns of texts; a pair of texts"
                    + " with means a and b becomes [|a − b|, a ∘ b, cos(a, b)]. Scores are taken on rows kept out of"
                    + " training, or on another file, beside those of always answering the most frequent label and of"
                    + " logistic regression. The classifier file holds everything that predicting needs.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth classify train reviews.tsv --vectors model.safetensors -o reviews.classifier",
            "  firth classify train train.tsv --test dev.tsv --vectors model.safetensors -o c.classifier",
            "  firth classify train pairs.csv --text-column question1,question2 --label-column same \\",
            "      --vectors model.safetensors -o pairs.classifier --hidden 128,32 --dropout 0.5",
            "  firth classify train sts.csv --label-threshold 3 --vectors model.safetensors -o sts.classifier"
        })
final class ClassifyTrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATA", description = "Table of labelled texts: TSV or CSV, with or without a header.")
    private Path data;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "CLASSIFIER",
            description = "File to write.")
    private Path output;

    @Mixin
    private WordVectorOptions vectors;

    @Mixin
    private TableOptions table;

    @Option(
            names = "--hidden",
            paramLabel = "N,N",
            defaultValue = "64",
            description = "Sizes of the hidden layers, one or more; 0: none, which is logistic regression. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "relu",
            description = "Of the hidden layers: relu, tanh, sigmoid or identity. Default: ${DEFAULT-VALUE}.")
    private String activation;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            defaultValue = "0.3",
            description =
                    "Share of hidden units dropped in training, at least 0 and below 1. Default: ${DEFAULT-VALUE}.")
    private double dropout;

    @Option(
            names = "--l2",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Weight of ½·Σ w² in the loss. Default: ${DEFAULT-VALUE}.")
    private double l2;

    @Mixin
    private FitFlags fit;

    @Option(names = "--json", description = "One JSON object with everything on standard output.")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        fit.check(ranges);
        ClassifierConfig config = config(ranges);
        OutputFile.checkWritable(output);
        List<TextExample> examples = table.labelled(data, ranges);
        List<TextExample> separate = fit.test == null ? List.of() : table.labelled(fit.test, ranges);
        Embeddings embeddings = vectors.open();
        OutputFile.checkIsNotRead("-o " + output, List.of(output), fit.read(data, vectors));
        TextOptions textOptions = vectors.textOptions(embeddings, examples);
        Split split = Split.of(examples, fit.heldOutShare(), config.seed());
        List<TextExample> test = fit.test == null ? split.heldOut() : separate;
        if (test.isEmpty()) {
            throw new CommandFailure(
                    data + ": there are too few examples to keep some for the scores; give --test FILE");
        }

        ClassifierTrainer trainer = new ClassifierTrainer(embeddings, textOptions);
        ClassifierTrainer.Result result = trainer.train(split.kept(), config, provenance(config), epochs());
        Classifier classifier = result.classifier();
        Map<String, ConfusionMatrix> scores = new LinkedHashMap<>();
        if (!config.hidden().isEmpty()) {
            scores.put("network", ConfusionMatrix.of(classifier, test));
        }
        Classifier logistic = config.hidden().isEmpty()
                ? classifier
                : trainer.train(split.kept(), config.logisticRegression(), Map.of(), epoch -> {})
                        .classifier();
        scores.put("logistic regression", ConfusionMatrix.of(logistic, test));
        scores.put("majority class", ConfusionMatrix.majority(split.kept(), test));
        ClassifierFile.write(classifier, output);

        ClassifierReport report = new ClassifierReport(
                data, examples, test, fit.test, textOptions, config, result, scores, output, Files.size(output));
        if (json) {
            spec.commandLine().getOut().println(report.json());
        } else {
            report.print(spec.commandLine().getOut());
        }
        return 0;
    }

    private ClassifierConfig config(Ranges ranges) {
        List<Integer> sizes = sizes(ranges);
        ranges.check("--l2", l2, 0.0, 1e6);
        if (!(dropout >= 0 && dropout < 1)) {
            throw ranges.wrong("--dropout must be at least 0 and below 1, but is " + dropout);
        }
        Activation f;
        try {
            f = Activation.parse(activation);
        } catch (IllegalArgumentException e) {
            throw ranges.wrong("--activation: " + e.getMessage());
        }
        if (f == Activation.SOFTMAX) {
            throw ranges.wrong("--activation softmax is for the last layer only");
        }
        return new ClassifierConfig(
                sizes,
                f,
                fit.optimizer(ranges),
                fit.epochs,
                fit.batch,
                dropout,
                l2,
                fit.validation,
                fit.patience,
                fit.seed);
    }

    private List<Integer> sizes(Ranges ranges) {
        if (!hidden.matches("0|[1-9]\\d{0,5}(,[1-9]\\d{0,5})*")) {
            throw ranges.wrong("--hidden must be sizes such as 64 or 128,32, or 0, but is '" + hidden + "'");
        }
        return hidden.equals("0")
                ? List.of()
                : List.of(hidden.split(",")).stream().map(Integer::valueOf).toList();
    }

    private Map<String, String> provenance(ClassifierConfig config) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", Version.number());
        facts.put("data", String.valueOf(data.getFileName()));
        facts.put("vectors", String.valueOf(vectors.model.getFileName()));
        facts.put("hidden", hidden);
        facts.put("activation", config.activation().toString());
        facts.put("optimizer", config.optimizer().toString());
        facts.put("epochs", Integer.toString(config.epochs()));
        facts.put("batch", Integer.toString(config.batch()));
        facts.put("dropout", Double.toString(config.dropout()));
        facts.put("l2", Double.toString(config.l2()));
        facts.put("held-out", Double.toString(fit.heldOutShare()));
        facts.put("validation", Double.toString(config.validation()));
        facts.put("patience", Integer.toString(config.patience()));
        facts.put("seed", Long.toString(config.seed()));
        return facts;
    }

    // Trainings of seconds say nothing; longer ones a line every five seconds.
    private Consumer<Fit.Epoch> epochs() {
        long[] next = {System.nanoTime() + 5_000_000_000L};
        return epoch -> {
            if (System.nanoTime() > next[0]) {
                next[0] = System.nanoTime() + 5_000_000_000L;
                spec.commandLine()
                        .getErr()
                        .println("epoch " + epoch.epoch() + ": loss " + Texts.loss(epoch.loss()) + ", validation "
                                + Texts.loss(epoch.validationLoss().orElse(Double.NaN)));
            }
        };
    }
}
