package io.firth.cli;

import io.firth.classify.BinaryScores;
import io.firth.classify.Calibration;
import io.firth.classify.ParaphraseTask;
import io.firth.classify.SimilarityHead;
import io.firth.classify.TextVectors;
import io.firth.text.TextOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code firth paraphrase} has to say. */
record ParaphraseReport(
        Path data,
        Path testFile,
        TextOptions textOptions,
        TextVectors.Coverage coverage,
        ParaphraseTask task,
        List<ParaphraseTask.Outcome> outcomes,
        long seed) {
    private static final String ROW = "%-28s %8.4f %8.4f %8.4f %9.1f %% %9.4f %9.4f %9.4f";

    void print(PrintWriter out) {
        boolean[] yes = task.testAnswers();
        out.println("pairs     " + Texts.count(task.trainingPairs()) + " to train on, "
                + Texts.count(task.validationPairs()) + " to stop by, " + Texts.count(yes.length) + " for the scores"
                + (testFile == null ? "" : " (" + testFile + ")"));
        out.println(String.format(
                Locale.ROOT,
                "words     %s; %.1f %% of %,d have a vector, %,d texts without any",
                WordVectorOptions.describe(textOptions),
                100 * coverage.share(),
                coverage.words(),
                coverage.unknownTexts()));
        out.println();
        out.println(String.format(
                "%-28s %8s %8s %8s %11s %9s %9s %9s",
                "head", "accuracy", "F1", "ROC-AUC", "answers yes", "least p", "log loss", "cal. err."));
        for (ParaphraseTask.Outcome outcome : outcomes) {
            row(out, outcome.head().formula(), outcome.scores());
        }
        double[] ones = new double[yes.length];
        Arrays.fill(ones, 1);
        BinaryScores always = BinaryScores.of(ones, yes);
        out.println(String.format(
                Locale.ROOT,
                "%-28s %8.4f %8.4f %8.4f %9.1f %% %9s %9s %9s",
                "always yes",
                always.accuracy(),
                always.f1(),
                always.rocAuc(),
                100.0,
                "",
                "",
                ""));
        out.println();
        explain(out);
        calibration(out);
    }

    private static void row(PrintWriter out, String name, BinaryScores s) {
        out.println(String.format(
                Locale.ROOT,
                ROW,
                name,
                s.accuracy(),
                s.f1(),
                s.rocAuc(),
                100 * s.predictedPositiveShare(),
                s.least(),
                s.logLoss(),
                s.calibrationError()));
    }

    private void explain(PrintWriter out) {
        for (ParaphraseTask.Outcome outcome : outcomes) {
            if (outcome.head() == SimilarityHead.RELU) {
                BinaryScores s = outcome.scores();
                out.println(String.format(
                        Locale.ROOT,
                        "relu(x) ≥ 0 in every component, so relu(x₁)ᵀ relu(x₂) ≥ 0 and p = σ(…) ≥ σ(0) = ½: the least p of"
                                + " %,d pairs is %.4f,%nand the answer is yes to %,d of them. Its order of the pairs may be"
                                + " good (ROC-AUC %.4f), but ½ is no threshold for it.",
                        s.examples(),
                        s.least(),
                        s.predictedPositives(),
                        s.rocAuc()));
                out.println();
            }
            if (outcome.head() == SimilarityHead.AFFINE) {
                out.println(String.format(Locale.ROOT, "learned: a = %.4f, b = %.4f", outcome.scale(), outcome.bias()));
                out.println();
            }
        }
    }

    private void calibration(PrintWriter out) {
        out.println("calibration: of the pairs with p in a bin, mean p / share that is yes (pairs)");
        StringBuilder head = new StringBuilder("p           ");
        outcomes.forEach(outcome -> head.append(String.format("%-22s", outcome.head())));
        out.println(head.toString().stripTrailing());
        for (int b = 0; b < 10; b++) {
            double from = b / 10.0;
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%.1f – %.1f   ", from, from + 0.1));
            boolean any = false;
            for (ParaphraseTask.Outcome outcome : outcomes) {
                Calibration.Bin bin = outcome.bins().stream()
                        .filter(one -> Math.abs(one.from() - from) < 1e-9)
                        .findFirst()
                        .orElse(null);
                any |= bin != null;
                row.append(String.format(
                        "%-22s",
                        bin == null
                                ? "–"
                                : String.format(
                                        Locale.ROOT,
                                        "%.3f / %.3f (%,d)",
                                        bin.meanProbability(),
                                        bin.positiveShare(),
                                        bin.examples())));
            }
            if (any) {
                out.println(row.toString().stripTrailing());
            }
        }
    }

    Json json() {
        List<Json> heads = new ArrayList<>();
        for (ParaphraseTask.Outcome outcome : outcomes) {
            BinaryScores s = outcome.scores();
            List<Json> bins = new ArrayList<>();
            for (Calibration.Bin bin : outcome.bins()) {
                bins.add(new Json()
                        .put("from", bin.from())
                        .put("to", bin.to())
                        .put("pairs", bin.examples())
                        .put("meanProbability", bin.meanProbability())
                        .put("positiveShare", bin.positiveShare()));
            }
            heads.add(new Json()
                    .put("head", outcome.head())
                    .put("formula", outcome.head().formula())
                    .put("accuracy", s.accuracy())
                    .put("f1", s.f1())
                    .put("rocAuc", s.rocAuc())
                    .put("predictedPositiveShare", s.predictedPositiveShare())
                    .put("leastProbability", s.least())
                    .put("logLoss", s.logLoss())
                    .put("calibrationError", s.calibrationError())
                    .put("bestEpoch", outcome.bestEpoch())
                    .put("scale", outcome.scale())
                    .put("bias", outcome.bias())
                    .put("calibration", bins));
        }
        boolean[] yes = task.testAnswers();
        int positives = 0;
        for (boolean one : yes) {
            positives += one ? 1 : 0;
        }
        return new Json()
                .put("data", data)
                .put("test", testFile)
                .put("trainingPairs", task.trainingPairs())
                .put("validationPairs", task.validationPairs())
                .put("testPairs", yes.length)
                .put("positiveShare", (double) positives / yes.length)
                .put("tokenizer", textOptions.tokenizer())
                .put("lowercase", textOptions.lowercase())
                .put("words", coverage.words())
                .put("knownWords", coverage.known())
                .put("seed", seed)
                .put("heads", heads);
    }
}
