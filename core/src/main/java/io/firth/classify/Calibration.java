package io.firth.classify;

import java.util.ArrayList;
import java.util.List;

/** Whether of the examples given probability p a share p is positive. */
public final class Calibration {
    /**
     * Examples with p in [from, to), or [from, 1].
     *
     * @param from lower end
     * @param to upper end
     * @param examples how many, ≥ 1
     * @param meanProbability mean p
     * @param positiveShare share of positives
     */
    public record Bin(double from, double to, int examples, double meanProbability, double positiveShare) {}

    private Calibration() {}

    /** Bins of equal width over [0, 1]; those without examples are left out. */
    public static List<Bin> of(double[] p, boolean[] yes, int bins) {
        int[] examples = new int[bins];
        int[] positives = new int[bins];
        double[] sum = new double[bins];
        for (int i = 0; i < p.length; i++) {
            int b = Math.min(bins - 1, (int) (p[i] * bins));
            examples[b]++;
            positives[b] += yes[i] ? 1 : 0;
            sum[b] += p[i];
        }
        List<Bin> result = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            if (examples[b] > 0) {
                result.add(new Bin(
                        (double) b / bins,
                        (b + 1.0) / bins,
                        examples[b],
                        sum[b] / examples[b],
                        (double) positives[b] / examples[b]));
            }
        }
        return result;
    }
}
