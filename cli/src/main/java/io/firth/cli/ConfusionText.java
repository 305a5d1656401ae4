package io.firth.cli;

import io.firth.classify.ConfusionMatrix;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Confusion matrices for people and for programs. */
final class ConfusionText {
    private static final int WIDEST_LABEL = 16;

    private ConfusionText() {}

    /** Rows are labels, columns answers; beside them precision, recall and F1. */
    static void print(ConfusionMatrix matrix, PrintWriter out) {
        List<String> labels = matrix.labels();
        int width = 6;
        for (String label : labels) {
            width = Math.max(width, cut(label).length());
        }
        StringBuilder head = new StringBuilder(" ".repeat(width + 2));
        for (String label : labels) {
            head.append(String.format("%" + (width + 1) + "s", cut(label)));
        }
        out.println("confusion matrix: a row per label, a column per answer");
        out.println(head + "   precision  recall      F1");
        for (int i = 0; i < labels.size(); i++) {
            StringBuilder row = new StringBuilder(String.format("  %-" + width + "s", cut(labels.get(i))));
            for (int j = 0; j < labels.size(); j++) {
                row.append(String.format("%" + (width + 1) + "d", matrix.count(i, j)));
            }
            row.append(String.format(
                    Locale.ROOT, "   %9.4f %7.4f %7.4f", matrix.precision(i), matrix.recall(i), matrix.f1(i)));
            out.println(row);
        }
    }

    private static String cut(String label) {
        return label.length() <= WIDEST_LABEL ? label : label.substring(0, WIDEST_LABEL - 1) + "…";
    }

    static Json json(ConfusionMatrix matrix) {
        List<List<Long>> counts = new ArrayList<>();
        List<Json> byLabel = new ArrayList<>();
        for (int i = 0; i < matrix.labels().size(); i++) {
            List<Long> row = new ArrayList<>();
            for (int j = 0; j < matrix.labels().size(); j++) {
                row.add(matrix.count(i, j));
            }
            counts.add(row);
            byLabel.add(new Json()
                    .put("label", matrix.labels().get(i))
                    .put("precision", matrix.precision(i))
                    .put("recall", matrix.recall(i))
                    .put("f1", matrix.f1(i)));
        }
        double[] interval = matrix.accuracyInterval();
        return new Json()
                .put("accuracy", matrix.accuracy())
                .put("accuracyInterval", List.of(interval[0], interval[1]))
                .put("macroF1", matrix.macroF1())
                .put("labels", byLabel)
                .put("confusion", counts);
    }
}
