package io.firth.classify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * How often each label was taken for each: {@code count(actual, predicted)}.
 *
 * <p>Per label: precision = hits / predictions of it, recall = hits / examples of it, F1 = 2·P·R/(P + R) = 2·hits / (predictions +
 * examples). Where a denominator is 0 the value is 0, as in scikit-learn.
 */
public final class ConfusionMatrix {
    private final List<String> labels;
    private final long[][] counts;

    /** Empty, for these labels and any that will be met. */
    public ConfusionMatrix(List<String> labels, Collection<String> actual, Collection<String> predicted) {
        List<String> all = new ArrayList<>(labels);
        actual.stream().filter(label -> !all.contains(label)).distinct().forEach(all::add);
        this.labels = List.copyOf(all);
        this.counts = new long[all.size()][all.size()];
        if (actual.size() != predicted.size()) {
            throw new IllegalArgumentException(
                    actual.size() + " actual labels for " + predicted.size() + " predictions");
        }
        var prediction = predicted.iterator();
        for (String label : actual) {
            counts[all.indexOf(label)][index(prediction.next())]++;
        }
    }

    /** A classifier's answers on labelled examples. */
    public static ConfusionMatrix of(Classifier classifier, List<TextExample> examples) {
        return new ConfusionMatrix(
                classifier.labels(),
                examples.stream().map(TextExample::label).toList(),
                classifier.classify(examples).stream()
                        .map(Classifier.Answer::label)
                        .toList());
    }

    /** Always the label that is most frequent in training; of equally frequent ones the first in the alphabet. */
    public static ConfusionMatrix majority(List<TextExample> training, List<TextExample> test) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        training.forEach(example -> counts.merge(example.label(), 1, Integer::sum));
        String majority = null;
        for (String label : counts.keySet()) {
            majority = majority == null || counts.get(label) > counts.get(majority) ? label : majority;
        }
        return new ConfusionMatrix(
                List.copyOf(counts.keySet()),
                test.stream().map(TextExample::label).toList(),
                Collections.nCopies(test.size(), majority));
    }

    private int index(String label) {
        int index = labels.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("unknown label '" + label + "'");
        }
        return index;
    }

    /** The labels: those of the classifier, then any that occurred beside them. */
    public List<String> labels() {
        return labels;
    }

    /** Examples of {@code actual} that were taken for {@code predicted}; indices in {@link #labels()}. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** All examples. */
    public long total() {
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += examples(i);
        }
        return total;
    }

    /** Examples of a label. */
    public long examples(int label) {
        long sum = 0;
        for (long count : counts[label]) {
            sum += count;
        }
        return sum;
    }

    private long predictions(int label) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[label];
        }
        return sum;
    }

    /** Hits / examples, over all labels; NaN without examples. */
    public double accuracy() {
        long hits = 0;
        for (int i = 0; i < counts.length; i++) {
            hits += counts[i][i];
        }
        return (double) hits / total();
    }

    /** Of a label. */
    public double precision(int label) {
        return ratio(counts[label][label], predictions(label));
    }

    /** Of a label. */
    public double recall(int label) {
        return ratio(counts[label][label], examples(label));
    }

    /** Of a label. */
    public double f1(int label) {
        return ratio(2 * counts[label][label], predictions(label) + examples(label));
    }

    /** The mean of F1 over the labels that occur, as actual or as predicted. */
    public double macroF1() {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < counts.length; i++) {
            if (examples(i) + predictions(i) > 0) {
                sum += f1(i);
                present++;
            }
        }
        return sum / present;
    }

    /** Wilson's 95 % interval of the accuracy: how far chance in the choice of the examples may have moved it. */
    public double[] accuracyInterval() {
        double n = total();
        double p = accuracy();
        double z = 1.959963984540054; // the normal distribution's 97.5 % point
        double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new double[] {centre - half, centre + half};
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
