package io.firth.word2vec;

import io.firth.gradient.ParameterLayout;
import io.firth.gradient.Prediction;
import io.firth.gradient.WindowLoss;
import io.firth.math.Matrix;
import java.util.List;
import java.util.Random;

/** The vectors of two float matrices in double, trained by the reference objectives of {@code io.firth.gradient}. */
final class ReferenceModel {
    final ParameterLayout layout;

    /** V and U. */
    final double[] x;

    private final double[] gradient;

    ReferenceModel(Matrix v, Matrix u) {
        layout = new ParameterLayout((int) v.rows(), (int) u.rows(), v.dim());
        x = new double[layout.size()];
        gradient = new double[layout.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = get(v, u, i);
        }
    }

    /** J of predictions, in nats. */
    double loss(List<Prediction> predictions) {
        return new WindowLoss(layout, predictions).value(x);
    }

    /**
     * One step of gradient descent on the sum of the predictions' losses, all at the old vectors.
     *
     * @param exact false: CBOW's inputs are moved as word2vec.c moves them
     * @return J before the step
     */
    double step(List<Prediction> predictions, boolean exact, double rate) {
        WindowLoss window = new WindowLoss(layout, predictions);
        double loss = window.value(x);
        if (exact) {
            window.gradient(x, gradient);
        } else {
            window.word2vecDirection(x, gradient);
        }
        for (int i = 0; i < x.length; i++) {
            x[i] -= rate * gradient[i];
        }
        return loss;
    }

    /** The largest difference between these vectors and float ones; +∞ if one is not a number. */
    double difference(Matrix v, Matrix u) {
        double most = 0;
        for (int i = 0; i < x.length; i++) {
            double difference = Math.abs(x[i] - get(v, u, i));
            most = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(most, difference);
        }
        return most;
    }

    private float get(Matrix v, Matrix u, int index) {
        int row = index / layout.dim();
        int column = index % layout.dim();
        return row < layout.inputRows() ? v.get(row, column) : u.get(row - layout.inputRows(), column);
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
}
