package io.firth.math;

import static io.firth.math.ExpPolynomial.LN2_HIGH;
import static io.firth.math.ExpPolynomial.LN2_LOW;
import static io.firth.math.ExpPolynomial.LOG2_E;
import static io.firth.math.ExpPolynomial.Q0;
import static io.firth.math.ExpPolynomial.Q1;
import static io.firth.math.ExpPolynomial.Q2;
import static io.firth.math.ExpPolynomial.Q3;
import static io.firth.math.ExpPolynomial.Q4;
import static io.firth.math.ExpPolynomial.Q5;
import static io.firth.math.ExpPolynomial.ROUND;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The softmax's element-wise half with {@code jdk.incubator.vector}: one vector of columns at a time, down the rows. */
final class SimdColumnSoftmax implements ColumnSoftmax {
    private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOATS;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final MemorySegment ALL = Memory.ALL;

    /** Below this exp(x) would be subnormal. */
    private static final float SMALLEST = -87.3f;

    @Override
    public void exponentiate(Matrix x, long row, int rows, int columns, float[] max, float[] sum) {
        MatrixKernels.checkBlock("x", x, row, rows, columns);
        long start = x.address(row);
        long stride = x.stride() * 4L;
        for (int j = 0; j < columns; j += LANES) {
            maximum(start + j * 4L, stride, rows, max, j);
            exponential(start + j * 4L, stride, rows, max, sum, j);
        }
        Reference.reachabilityFence(x);
    }

    private static void maximum(long address, long stride, int rows, float[] max, int j) {
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < rows; i++) {
            largest = largest.max(load(address));
            address += stride;
        }
        largest.intoArray(max, j);
    }

    private static void exponential(long address, long stride, int rows, float[] max, float[] sum, int j) {
        FloatVector largest = FloatVector.fromArray(SPECIES, max, j);
        FloatVector total = FloatVector.zero(SPECIES);
        for (int i = 0; i < rows; i++) {
            FloatVector e = exp(load(address).sub(largest));
            e.intoMemorySegment(ALL, address, ORDER);
            total = total.add(e);
            address += stride;
        }
        total.intoArray(sum, j);
    }

    /**
     * exp(x) for x ≤ 88, 0 below −87.3: x = n·ln 2 + r with |r| ≤ ln 2 / 2, exp(x) = 2ⁿ·p(r), p of degree 6 with the
     * coefficients of Cephes expf. NaN stays NaN.
     */
    private static FloatVector exp(FloatVector x) {
        FloatVector shifted = x.fma(broadcast(LOG2_E), broadcast(ROUND));
        FloatVector n = shifted.sub(broadcast(ROUND));
        FloatVector r = n.fma(broadcast(-LN2_LOW), n.fma(broadcast(-LN2_HIGH), x));
        FloatVector p = r.fma(broadcast(Q5), broadcast(Q4))
                .fma(r, broadcast(Q3))
                .fma(r, broadcast(Q2))
                .fma(r, broadcast(Q1))
                .fma(r, broadcast(Q0))
                .fma(r.mul(r), r)
                .add(broadcast(1f));
        IntVector exponent = shifted.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 23);
        return p.mul(exponent.reinterpretAsFloats()).blend(broadcast(0f), x.lt(broadcast(SMALLEST)));
    }

    @Override
    public void scale(Matrix x, long row, int rows, int columns, float[] factor) {
        MatrixKernels.checkBlock("x", x, row, rows, columns);
        long start = x.address(row);
        long stride = x.stride() * 4L;
        for (int j = 0; j < columns; j += LANES) {
            scaleLanes(start + j * 4L, stride, rows, FloatVector.fromArray(SPECIES, factor, j));
        }
        Reference.reachabilityFence(x);
    }

    private static void scaleLanes(long address, long stride, int rows, FloatVector factor) {
        FloatVector smallest = broadcast(NEGLIGIBLE);
        for (int i = 0; i < rows; i++) {
            FloatVector product = load(address).mul(factor);
            product.blend(broadcast(0f), product.lt(smallest)).intoMemorySegment(ALL, address, ORDER);
            address += stride;
        }
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
