package io.firth.classify;

import io.firth.nn.DoubleMatrix;

/**
 * Brings every feature to mean 0 and standard deviation 1 on the training examples: x ← (x − μ)/σ. A feature that is constant
 * there keeps its size.
 *
 * @param mean μ, d numbers
 * @param deviation σ &gt; 0, d numbers
 */
public record Standardization(double[] mean, double[] deviation) {
    /** Checks that the two fit. */
    public Standardization {
        if (mean.length != deviation.length) {
            throw new IllegalArgumentException(mean.length + " means for " + deviation.length + " deviations");
        }
    }

    /** From training examples, N × d with N ≥ 1. */
    public static Standardization of(DoubleMatrix x) {
        double[] mean = x.columnSums().scaled(1.0 / x.rows()).row(0);
        double[] deviation = new double[x.columns()];
        for (int j = 0; j < deviation.length; j++) {
            double sum = 0;
            for (int r = 0; r < x.rows(); r++) {
                double d = x.get(r, j) - mean[j];
                sum += d * d;
            }
            deviation[j] = sum == 0 ? 1 : Math.sqrt(sum / x.rows());
        }
        return new Standardization(mean, deviation);
    }

    /** N × d → N × d. */
    public DoubleMatrix apply(DoubleMatrix x) {
        DoubleMatrix result = DoubleMatrix.zeros(x.rows(), x.columns());
        double[] row = new double[x.columns()];
        for (int r = 0; r < x.rows(); r++) {
            x.copyRow(r, row);
            for (int j = 0; j < row.length; j++) {
                row[j] = (row[j] - mean[j]) / deviation[j];
            }
            result.setRow(r, row);
        }
        return result;
    }
}
