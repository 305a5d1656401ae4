package io.firth.objective;

import io.firth.math.Matrix;

/** The exact softmax in double precision, by the book: the slow twin of {@link FullSoftmaxStep}. */
final class DoubleSoftmax {
    final double[][] output;
    final double[][] hidden;
    final int[][] targets;

    DoubleSoftmax(double[][] output, double[][] hidden, int[][] targets) {
        this.output = output;
        this.hidden = hidden;
        this.targets = targets;
    }

    static double[][] toDouble(Matrix x) {
        double[][] rows = new double[(int) x.rows()][x.dim()];
        for (int i = 0; i < rows.length; i++) {
            for (int d = 0; d < x.dim(); d++) {
                rows[i][d] = x.get(i, d);
            }
        }
        return rows;
    }

    double loss() {
        double loss = 0;
        for (int b = 0; b < hidden.length; b++) {
            for (int target : targets[b]) {
                loss -= Math.log(probability(b, target));
            }
        }
        return loss;
    }

    /** exp(u_wᵀh_b) / Σ exp, with the target's logit taken out of every exponent. */
    private double probability(int b, int w) {
        double own = logit(b, w);
        double sum = 0;
        for (int v = 0; v < output.length; v++) {
            sum += Math.exp(logit(b, v) - own);
        }
        return 1 / sum;
    }

    private double logit(int b, int w) {
        double sum = 0;
        for (int d = 0; d < output[w].length; d++) {
            sum += output[w][d] * hidden[b][d];
        }
        return sum;
    }

    /** G[b][w] = Σ over the targets o of row b of (ŷ_w − [w = o]). */
    private double[][] errors() {
        double[][] g = new double[hidden.length][output.length];
        for (int b = 0; b < hidden.length; b++) {
            double[] logits = new double[output.length];
            double max = Double.NEGATIVE_INFINITY;
            for (int w = 0; w < output.length; w++) {
                logits[w] = logit(b, w);
                max = Math.max(max, logits[w]);
            }
            double sum = 0;
            for (double logit : logits) {
                sum += Math.exp(logit - max);
            }
            for (int target : targets[b]) {
                for (int w = 0; w < output.length; w++) {
                    g[b][w] += Math.exp(logits[w] - max) / sum;
                }
                g[b][target] -= 1;
            }
        }
        return g;
    }

    double[][] hiddenGradient() {
        double[][] g = errors();
        double[][] gradient = new double[hidden.length][hidden.length == 0 ? 0 : hidden[0].length];
        for (int b = 0; b < hidden.length; b++) {
            for (int w = 0; w < output.length; w++) {
                for (int d = 0; d < output[w].length; d++) {
                    gradient[b][d] += g[b][w] * output[w][d];
                }
            }
        }
        return gradient;
    }

    double[][] outputGradient() {
        double[][] g = errors();
        double[][] gradient = new double[output.length][output[0].length];
        for (int b = 0; b < hidden.length; b++) {
            for (int w = 0; w < output.length; w++) {
                for (int d = 0; d < output[w].length; d++) {
                    gradient[w][d] += g[b][w] * hidden[b][d];
                }
            }
        }
        return gradient;
    }
}
