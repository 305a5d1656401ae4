package io.firth.classify;

import io.firth.nn.DoubleMatrix;
import java.util.List;

/** What the network is given of an example. */
public enum Features {
    /** x̄, D numbers. */
    TEXT,
    /** Of a pair with means a and b: |a − b|, a ∘ b and cos(a, b), 2·D + 1 numbers; the order of the two does not matter. */
    PAIR;

    /** d, numbers per example, for vectors of length D. */
    public int size(int dim) {
        return this == TEXT ? dim : 2 * dim + 1;
    }

    /** The features of examples, N × d. */
    public DoubleMatrix of(List<TextExample> examples, TextVectors vectors) {
        DoubleMatrix x = DoubleMatrix.zeros(examples.size(), size(vectors.dim()));
        for (int r = 0; r < examples.size(); r++) {
            TextExample example = examples.get(r);
            if (example.isPair() != (this == PAIR)) {
                throw new IllegalArgumentException("example " + (r + 1) + " has "
                        + (example.isPair() ? "two texts where one is" : "one text where two are") + " expected");
            }
            double[] a = vectors.mean(example.text());
            x.setRow(r, this == TEXT ? a : pair(a, vectors.mean(example.second())));
        }
        return x;
    }

    private static double[] pair(double[] a, double[] b) {
        int dim = a.length;
        double[] row = new double[2 * dim + 1];
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < dim; i++) {
            row[i] = Math.abs(a[i] - b[i]);
            row[dim + i] = a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
            ab += a[i] * b[i];
        }
        row[2 * dim] = aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
        return row;
    }
}
