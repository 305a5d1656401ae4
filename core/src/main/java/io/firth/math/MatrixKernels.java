package io.firth.math;

/** Chooses the implementations of {@link MatrixProduct} and its neighbours once, when they are first asked for. */
final class MatrixKernels {
    static final MatrixProduct PRODUCT = Kernel.Active.SIMD ? new SimdMatrixProduct() : new ScalarMatrixProduct();
    static final ColumnSoftmax SOFTMAX = Kernel.Active.SIMD ? new SimdColumnSoftmax() : new ScalarColumnSoftmax();
    static final AdaGradLeastSquares LEAST_SQUARES =
            Kernel.Active.SIMD ? new SimdAdaGradLeastSquares() : new ScalarAdaGradLeastSquares();
    static final NoiseLogistic NOISE = Kernel.Active.SIMD ? new SimdNoiseLogistic() : new ScalarNoiseLogistic();

    private MatrixKernels() {}

    /** Checks that rows [row, row + rows) × columns [0, columns) lie in {@code x}, padding included. */
    static void checkBlock(String name, Matrix x, long row, long rows, long columns) {
        boolean inside = row >= 0 && rows >= 0 && columns >= 0 && row + rows <= x.rows() && columns <= x.stride();
        if (inside && rows > 0) {
            inside = x.offset(row + rows - 1) + columns * Float.BYTES
                    <= x.segment().byteSize();
        }
        if (!inside) {
            throw new IndexOutOfBoundsException(name + ": rows [" + row + ", " + (row + rows) + ") × " + columns
                    + " columns reach outside a " + x.rows() + " × " + x.dim() + " matrix");
        }
    }
}
