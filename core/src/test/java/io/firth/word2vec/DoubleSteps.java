package io.firth.word2vec;

import io.firth.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Loss and gradient of one example at a time in double, from the formulas of the worked examples M3 to M7 and nothing
 * else; V and U are arrays of rows.
 */
final class DoubleSteps {
    /**
     * One example.
     *
     * @param inputs words whose vectors come in, repeats included
     * @param mean whether they come in as their mean h (CBOW), or each for itself (skip-gram)
     * @param outputs rows of U: with {@code labels} each a logistic regression; without, each a target of the softmax
     * @param labels 1 or 0 per output, or null for the softmax over all rows of U
     */
    record Example(int[] inputs, boolean mean, int[] outputs, int[] labels) {}

    final double[][] v;
    final double[][] u;

    /** ∂J/∂V and ∂J/∂U, summed over the examples since {@link #descend}. */
    private final double[][] gradV;

    private final double[][] gradU;

    DoubleSteps(Matrix v, Matrix u) {
        this.v = doubles(v);
        this.u = doubles(u);
        gradV = new double[this.v.length][v.dim()];
        gradU = new double[this.u.length][v.dim()];
    }

    /** J of examples, in nats. */
    double loss(List<Example> examples) {
        double loss = 0;
        for (Example example : examples) {
            for (double[] h : hidden(example)) {
                for (int o = 0; o < example.outputs().length; o++) {
                    double x = dot(u[example.outputs()[o]], h);
                    loss += example.labels() == null
                            ? -x + Math.log(normaliser(h))
                            : -Math.log(sigmoid(example.labels()[o] == 1 ? x : -x));
                }
            }
        }
        return loss;
    }

    /**
     * Adds the gradient of an example.
     *
     * @param trueMean false: the 1/n of ∂h/∂v_i is left out
     */
    void addGradient(Example example, boolean trueMean) {
        int n = example.inputs().length;
        double[][] hidden = hidden(example);
        for (int i = 0; i < hidden.length; i++) {
            double[] gradH = new double[hidden[i].length];
            if (example.labels() == null) {
                addSoftmax(example, hidden[i], gradH);
            } else {
                addLogistic(example, hidden[i], gradH);
            }
            if (example.mean()) {
                for (int input : example.inputs()) {
                    add(gradV[input], trueMean ? 1.0 / n : 1, gradH);
                }
            } else {
                add(gradV[example.inputs()[i]], 1, gradH);
            }
        }
    }

    /** M4: (σ(x) − label) u for v, (σ(x) − label) v for u, once per draw. */
    private void addLogistic(Example example, double[] h, double[] gradH) {
        for (int o = 0; o < example.outputs().length; o++) {
            int row = example.outputs()[o];
            double g = sigmoid(dot(u[row], h)) - example.labels()[o];
            add(gradH, g, u[row]);
            add(gradU[row], g, h);
        }
    }

    /** M3: Σ_w (ŷ_w − y_w) u_w for v, (ŷ_w − y_w) v for every u_w. */
    private void addSoftmax(Example example, double[] h, double[] gradH) {
        double sum = normaliser(h);
        for (int target : example.outputs()) {
            for (int w = 0; w < u.length; w++) {
                double g = Math.exp(dot(u[w], h)) / sum - (w == target ? 1 : 0);
                add(gradH, g, u[w]);
                add(gradU[w], g, h);
            }
        }
    }

    /** V ← V − η ∂J/∂V, U ← U − η ∂J/∂U; and forgets the gradients. */
    void descend(double rate) {
        for (double[][][] pair : new double[][][][] {{v, gradV}, {u, gradU}}) {
            for (int r = 0; r < pair[0].length; r++) {
                add(pair[0][r], -rate, pair[1][r]);
                Arrays.fill(pair[1][r], 0);
            }
        }
    }

    double[][] gradV() {
        return gradV;
    }

    double[][] gradU() {
        return gradU;
    }

    private double[][] hidden(Example example) {
        if (!example.mean()) {
            return Arrays.stream(example.inputs()).mapToObj(i -> v[i]).toArray(double[][]::new);
        }
        double[] h = new double[v[0].length];
        for (int input : example.inputs()) {
            add(h, 1.0 / example.inputs().length, v[input]);
        }
        return new double[][] {h};
    }

    private double normaliser(double[] h) {
        return Arrays.stream(u).mapToDouble(row -> Math.exp(dot(row, h))).sum();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int d = 0; d < to.length; d++) {
            to[d] += factor * what[d];
        }
    }

    static double[][] doubles(Matrix m) {
        double[][] rows = new double[(int) m.rows()][m.dim()];
        for (int r = 0; r < rows.length; r++) {
            for (int d = 0; d < m.dim(); d++) {
                rows[r][d] = m.get(r, d);
            }
        }
        return rows;
    }

    static Matrix random(Random random, long rows, int dim, double scale) {
        Matrix m = Matrix.allocate(rows, dim);
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < dim; d++) {
                m.set(r, d, (float) (random.nextGaussian() * scale));
            }
        }
        return m;
    }

    /** The largest difference between a matrix and rows of doubles. */
    static double difference(double[][] expected, Matrix actual) {
        double most = 0;
        for (int r = 0; r < expected.length; r++) {
            for (int d = 0; d < expected[r].length; d++) {
                double difference = Math.abs(expected[r][d] - actual.get(r, d));
                most = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(most, difference);
            }
        }
        return most;
    }
}
