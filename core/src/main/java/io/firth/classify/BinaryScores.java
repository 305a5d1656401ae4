package io.firth.classify;

import java.util.Arrays;

/**
 * How good probabilities of "yes" are; at ½ or more the answer is yes.
 *
 * @param examples N
 * @param positives examples whose answer is yes
 * @param predictedPositives answers that are yes
 * @param hits positives with the answer yes
 * @param correct right answers
 * @param rocAuc the chance that a random positive has a greater probability than a random negative, ties counting ½; NaN if there
 *     is only one kind
 * @param logLoss mean of −log of the probability given to what is true, capped at −log 1e-12
 * @param calibrationError Σ (n_b/N)·|mean p − share of positives| over ten bins of p (Naeini et al. 2015, ECE)
 * @param least the smallest p
 */
public record BinaryScores(
        int examples,
        int positives,
        int predictedPositives,
        int hits,
        int correct,
        double rocAuc,
        double logLoss,
        double calibrationError,
        double least) {
    private static final double SMALLEST = 1e-12;

    /**
     * The scores of N ≥ 1 probabilities.
     *
     * @param p probabilities of yes, in [0, 1]
     * @param yes what is true
     */
    public static BinaryScores of(double[] p, boolean[] yes) {
        if (p.length != yes.length || p.length == 0) {
            throw new IllegalArgumentException(p.length + " probabilities for " + yes.length + " examples");
        }
        int positives = 0;
        int predicted = 0;
        int hits = 0;
        int correct = 0;
        double logLoss = 0;
        for (int i = 0; i < p.length; i++) {
            if (!(p[i] >= 0 && p[i] <= 1)) {
                throw new IllegalArgumentException("probability " + i + " is " + p[i]);
            }
            boolean answer = p[i] >= 0.5;
            positives += yes[i] ? 1 : 0;
            predicted += answer ? 1 : 0;
            hits += answer && yes[i] ? 1 : 0;
            correct += answer == yes[i] ? 1 : 0;
            logLoss -= Math.log(Math.max(SMALLEST, yes[i] ? p[i] : 1 - p[i]));
        }
        double error = 0;
        for (Calibration.Bin bin : Calibration.of(p, yes, 10)) {
            error += (double) bin.examples() / p.length * Math.abs(bin.meanProbability() - bin.positiveShare());
        }
        return new BinaryScores(
                p.length,
                positives,
                predicted,
                hits,
                correct,
                rocAuc(p, yes),
                logLoss / p.length,
                error,
                Arrays.stream(p).min().orElseThrow());
    }

    /** Right answers / N. */
    public double accuracy() {
        return (double) correct / examples;
    }

    /** Of yes: 2·hits / (answers yes + positives); 0 if there is neither. */
    public double f1() {
        return predictedPositives + positives == 0 ? 0 : 2.0 * hits / (predictedPositives + positives);
    }

    /** Answers yes / N. */
    public double predictedPositiveShare() {
        return (double) predictedPositives / examples;
    }

    /** Positives / N. */
    public double positiveShare() {
        return (double) positives / examples;
    }

    // Mann and Whitney: (Σ ranks of positives − P(P + 1)/2) / (P·N), ties sharing their mean rank.
    private static double rocAuc(double[] p, boolean[] yes) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(p[i], p[j]));
        double rankSum = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            int tiedPositives = 0;
            while (to < order.length && p[order[to]] == p[order[from]]) {
                tiedPositives += yes[order[to]] ? 1 : 0;
                to++;
            }
            rankSum += tiedPositives * (from + 1 + to) / 2.0; // ranks from + 1 … to
            positives += tiedPositives;
            from = to;
        }
        long negatives = p.length - positives;
        return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }
}
