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
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * With {@code jdk.incubator.vector}: one vector of columns at a time, down the rows.
 *
 * <p>With e = exp(−|x|): log(1 + exp(x)) = max(x, 0) + log(1 + e), and log(1 + e) = 2 artanh(z) = 2(z + z³/3 + z⁵/5 + …)
 * for z = e/(2 + e), which is at most 1/3: seven terms leave an error below 10⁻⁸, relative to log(1 + e).
 */
final class SimdNoiseLogistic implements NoiseLogistic {
    private static final VectorSpecies<Float> S = SimdSpecies.FLOATS;
    private static final int LANES = S.length();
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
    private static final MemorySegment ALL = Memory.ALL;

    /** e^−87 is the last normal result. */
    private static final float LEAST = -87f;

    @Override
    public void apply(Matrix x, long row, int rows, int columns, float[] weight, float[] loss) {
        MatrixKernels.checkBlock("x", x, row, rows, columns);
        long start = x.address(row);
        long stride = x.stride() * 4L;
        for (int j = 0; j < columns; j += LANES) {
            lanes(start + j * 4L, stride, rows, weight, loss, j);
        }
        Reference.reachabilityFence(x);
    }

    private static void lanes(long address, long stride, int rows, float[] weight, float[] loss, int j) {
        FloatVector sum = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int i = 0; i < rows; i++) {
            FloatVector t = FloatVector.fromMemorySegment(S, ALL, address, LE);
            FloatVector w = FloatVector.broadcast(S, weight[i]);
            // e = e^−|t|: Cephes' polynomial on the remainder r of −|t| / ln 2, times 2ⁿ by way of the exponent bits
            FloatVector y = t.abs().neg().max(LEAST);
            FloatVector shifted = y.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), y);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector p = FloatVector.broadcast(S, Q5);
            p = p.fma(r, FloatVector.broadcast(S, Q4));
            p = p.fma(r, FloatVector.broadcast(S, Q3));
            p = p.fma(r, FloatVector.broadcast(S, Q2));
            p = p.fma(r, FloatVector.broadcast(S, Q1));
            p = p.fma(r, FloatVector.broadcast(S, Q0));
            p = p.fma(r.mul(r), r.add(1f));
            FloatVector e = p.reinterpretAsInts()
                    .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            FloatVector z = e.div(e.add(2f));
            FloatVector z2 = z.mul(z);
            FloatVector q = FloatVector.broadcast(S, 2f / 13);
            q = q.fma(z2, FloatVector.broadcast(S, 2f / 11));
            q = q.fma(z2, FloatVector.broadcast(S, 2f / 9));
            q = q.fma(z2, FloatVector.broadcast(S, 2f / 7));
            q = q.fma(z2, FloatVector.broadcast(S, 2f / 5));
            q = q.fma(z2, FloatVector.broadcast(S, 2f / 3));
            q = q.fma(z2, FloatVector.broadcast(S, 2f));
            sum = w.fma(q.fma(z, t.max(0f)), sum);
            FloatVector numerator = e.blend(one, t.compare(VectorOperators.GE, 0f));
            numerator.div(e.add(1f)).mul(w).neg().intoMemorySegment(ALL, address, LE);
            address += stride;
        }
        sum.intoArray(loss, j);
    }
}
