package io.firth.eval;

import io.firth.math.DenseAlgebra;
import io.firth.math.Matrix;
import java.util.Arrays;

/**
 * Turns one space into another: the rotation (or reflection) Q, QᵀQ = I, with the least ‖X·Q − Y‖ over corresponding rows
 * of X and Y is U·Vᵀ of XᵀY = U·Σ·Vᵀ (Schönemann 1966, "A generalized solution of the orthogonal Procrustes problem").
 * Used for words over time by Hamilton, Leskovec &amp; Jurafsky 2016.
 *
 * <p>Rows are prepared as {@link Fit} says before Q is sought, and {@link #apply} prepares likewise what it turns.
 */
public final class Procrustes {
    /**
     * How rows are prepared.
     *
     * @param unit rows are divided by their length first, so that each word weighs the same
     * @param center the mean row is then taken off
     */
    public record Fit(boolean unit, boolean center) {}

    private final Fit fit;
    private final double[] q; // dim × dim, row-major
    private final double[] fromMean;
    private final double[] toMean;
    private final int dim;

    private Procrustes(Fit fit, double[] q, double[] fromMean, double[] toMean) {
        this.fit = fit;
        this.q = q;
        this.fromMean = fromMean;
        this.toMean = toMean;
        this.dim = fromMean.length;
    }

    /**
     * Finds Q for corresponding rows.
     *
     * @param from X, S × D
     * @param to Y, S × D
     * @throws IllegalArgumentException if the shapes differ, or there are no rows
     */
    public static Procrustes fit(Matrix from, Matrix to, Fit fit, DenseAlgebra algebra) {
        if (from.dim() != to.dim()) {
            throw new IllegalArgumentException("vectors of " + from.dim() + " dimensions cannot be rotated into "
                    + to.dim() + " dimensions; both models need the same");
        }
        if (from.rows() != to.rows() || from.rows() == 0) {
            throw new IllegalArgumentException(from.rows() + " rows cannot be aligned with " + to.rows()
                    + " rows; both need the same, at least one");
        }
        int dim = from.dim();
        double[] fromMean = fit.center ? mean(from, fit) : new double[dim];
        double[] toMean = fit.center ? mean(to, fit) : new double[dim];
        double[] cross = new double[dim * dim]; // XᵀY
        double[] x = new double[dim];
        double[] y = new double[dim];
        float[] row = new float[dim];
        for (long r = 0; r < from.rows(); r++) {
            from.copyRow(r, row);
            prepare(row, fit, fromMean, x);
            to.copyRow(r, row);
            prepare(row, fit, toMean, y);
            for (int i = 0; i < dim; i++) {
                double xi = x[i];
                for (int j = 0; j < dim; j++) {
                    cross[i * dim + j] += xi * y[j];
                }
            }
        }
        DenseAlgebra.Svd svd = algebra.svd(cross, dim, dim);
        double[] q = new double[dim * dim];
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                double sum = 0;
                for (int k = 0; k < dim; k++) {
                    sum += svd.u()[i * dim + k] * svd.v()[j * dim + k];
                }
                q[i * dim + j] = sum;
            }
        }
        return new Procrustes(fit, q, fromMean, toMean);
    }

    /** Q, D × D, row-major: x ↦ xᵀQ. */
    public double[] rotation() {
        return q.clone();
    }

    /**
     * A row of the first space in the second: without centring xᵀQ, of the same length as x; with centring (x − x̄)ᵀQ + ȳ,
     * where x is divided by its length first if rows were so for the fit.
     */
    public float[] apply(float[] row) {
        double[] x = new double[dim];
        prepare(row, new Fit(fit.unit && fit.center, fit.center), fromMean, x);
        double[] turned = rotate(x);
        float[] result = new float[dim];
        for (int j = 0; j < dim; j++) {
            result[j] = (float) (turned[j] + toMean[j]);
        }
        return result;
    }

    /** The cosine of a row of the first space, turned, and a row of the second, both prepared as for the fit. */
    public double cosine(float[] from, float[] to) {
        double[] x = new double[dim];
        double[] y = new double[dim];
        prepare(from, fit, fromMean, x);
        prepare(to, fit, toMean, y);
        double[] turned = rotate(x);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < dim; i++) {
            xy += turned[i] * y[i];
            xx += turned[i] * turned[i];
            yy += y[i] * y[i];
        }
        return xx == 0 || yy == 0 ? 0 : Math.clamp(xy / (Math.sqrt(xx) * Math.sqrt(yy)), -1.0, 1.0);
    }

    private double[] rotate(double[] x) {
        double[] turned = new double[dim];
        for (int i = 0; i < dim; i++) {
            double xi = x[i];
            for (int j = 0; j < dim; j++) {
                turned[j] += xi * q[i * dim + j];
            }
        }
        return turned;
    }

    private static double[] mean(Matrix matrix, Fit fit) {
        double[] sum = new double[matrix.dim()];
        double[] zero = new double[matrix.dim()];
        double[] x = new double[matrix.dim()];
        float[] row = new float[matrix.dim()];
        for (long r = 0; r < matrix.rows(); r++) {
            matrix.copyRow(r, row);
            prepare(row, fit, zero, x);
            for (int i = 0; i < x.length; i++) {
                sum[i] += x[i];
            }
        }
        return Arrays.stream(sum).map(s -> s / matrix.rows()).toArray();
    }

    private static void prepare(float[] row, Fit fit, double[] mean, double[] prepared) {
        double squares = 0;
        for (float v : row) {
            squares += (double) v * v;
        }
        double scale = fit.unit && squares > 0 ? 1 / Math.sqrt(squares) : 1;
        for (int i = 0; i < row.length; i++) {
            prepared[i] = row[i] * scale - mean[i];
        }
    }
}
