package io.firth.query;

import io.firth.math.Matrix;
import java.util.Random;

/** Vectors for the tests, and the cosine from its formula. */
final class QueryData {
    private QueryData() {}

    static Matrix gaussian(Random random, int rows, int dim) {
        Matrix vectors = Matrix.allocate(rows, dim);
        for (int row = 0; row < rows; row++) {
            double length = Math.exp(random.nextGaussian());
            for (int c = 0; c < dim; c++) {
                vectors.set(row, c, (float) (length * random.nextGaussian()));
            }
        }
        return vectors;
    }

    static double cosine(float[] a, float[] b) {
        double product = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return product / Math.sqrt(aa) / Math.sqrt(bb);
    }

    static double[] unit(float[] a) {
        double norm = Math.sqrt(a.length == 0 ? 0 : dot(a, a));
        double[] unit = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            unit[i] = a[i] / norm;
        }
        return unit;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
