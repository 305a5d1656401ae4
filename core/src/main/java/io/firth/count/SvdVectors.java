package io.firth.count;

import io.firth.embeddings.Embeddings;
import io.firth.math.DenseAlgebra;
import io.firth.math.Matrix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Vectors from a truncated singular value decomposition A ≈ U·diag(σ)·Vᵀ: input row w is U_w·diag(σ^p) and output row c is
 * V_c·diag(σ^p) (Levy, Goldberg &amp; Dagan 2015, section 3.3). Only with p = ½ are their products the elements of A; the
 * sum of both is what they call w + c.
 */
public final class SvdVectors {
    private SvdVectors() {}

    /** What came of it: the vectors, and ‖A − U·diag(σ)·Vᵀ‖_F / ‖A‖_F. */
    public record Result(Embeddings embeddings, double relativeResidual) {}

    /**
     * Decomposes and weights.
     *
     * @param describedAs the matrix, as option names and values
     * @param eigenvalueWeight p, 0…1
     * @throws IllegalArgumentException if p is out of range; and see {@link TruncatedSvd#decompose}
     * @throws InterruptedException if the thread is interrupted
     */
    public static Result of(
            Cooccurrences counts,
            CellValue value,
            Map<String, String> describedAs,
            TruncatedSvd svd,
            double eigenvalueWeight,
            DenseAlgebra algebra,
            DoubleConsumer progress)
            throws InterruptedException {
        if (!(eigenvalueWeight >= 0 && eigenvalueWeight <= 1)) {
            throw new IllegalArgumentException("the eigenvalue weight must be in 0…1, but is " + eigenvalueWeight);
        }
        long start = System.nanoTime();
        TruncatedSvd.Result found = svd.decompose(counts, value, algebra, progress);
        Embeddings embeddings = new Embeddings(
                counts.vocabulary(),
                weighted(found.u(), found.values(), eigenvalueWeight, counts.size()),
                Optional.of(weighted(found.v(), found.values(), eigenvalueWeight, counts.size())),
                Factorizations.provenance(counts, describedAs, svd.seed(), List.of(), start)
                        .with("svd.relative-residual", Double.toString(found.relativeResidual())));
        return new Result(embeddings, found.relativeResidual());
    }

    private static Matrix weighted(double[] vectors, double[] values, double p, int size) {
        int dim = values.length;
        Matrix matrix = Matrix.allocate(size, dim);
        double[] scale = new double[dim];
        for (int d = 0; d < dim; d++) {
            scale[d] = Math.pow(values[d], p);
        }
        float[] row = new float[dim];
        for (int word = 0; word < size; word++) {
            for (int d = 0; d < dim; d++) {
                row[d] = (float) (scale[d] * vectors[word * dim + d]);
            }
            matrix.setRow(word, row);
        }
        return matrix;
    }
}
