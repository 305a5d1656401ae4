package io.firth.math;

import static io.firth.math.Memory.ALL;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps on the Vector API. The lanes of a dot product are stored and added one after the other: the API's own sum over
 * lanes may take another order in compiled than in interpreted code, and the same input shall give the same bytes.
 */
final class SimdAdaGradLeastSquares implements AdaGradLeastSquares {
    private static final VectorSpecies<Float> S = SimdSpecies.FLOATS;
    private static final int LANES = S.length();
    private static final long BYTES = S.vectorByteSize();
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    @Override
    public double steps(Matrix a, Matrix b, MemorySegment records, long from, long to, float rate) {
        ScalarAdaGradLeastSquares.check(a, b, records, from, to);
        long half = AdaGradLeastSquares.accumulators(a) * (long) Float.BYTES;
        float[] lanes = new float[LANES];
        double loss = 0;
        for (long record = from; record < to; record++) {
            long at = record * RECORD_BYTES;
            long x = a.address(Objects.checkIndex(records.get(INT, at), a.rows()));
            long y = b.address(Objects.checkIndex(records.get(INT, at + 4), b.rows()));
            float weight = records.get(FLOAT, at + 12);
            dot(x, y, half, lanes);
            float difference = sum(lanes) - records.get(FLOAT, at + 8);
            loss += 0.5 * weight * difference * difference;
            move(x, y, half, rate * weight * difference);
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        return loss;
    }

    private static void dot(long x, long y, long half, float[] lanes) {
        FloatVector sum = FloatVector.zero(S);
        for (long d = 0; d < half; d += BYTES) {
            sum = FloatVector.fromMemorySegment(S, ALL, x + d, LE)
                    .fma(FloatVector.fromMemorySegment(S, ALL, y + d, LE), sum);
        }
        sum.intoArray(lanes, 0);
    }

    /** By halves: 8 + 8, 4 + 4, 2 + 2, 1 + 1. */
    private static float sum(float[] lanes) {
        for (int width = LANES / 2; width > 0; width /= 2) {
            for (int i = 0; i < width; i++) {
                lanes[i] += lanes[i + width];
            }
        }
        return lanes[0];
    }

    private static void move(long x, long y, long half, float factor) {
        for (long d = 0; d < half; d += BYTES) {
            FloatVector xd = FloatVector.fromMemorySegment(S, ALL, x + d, LE);
            FloatVector yd = FloatVector.fromMemorySegment(S, ALL, y + d, LE);
            FloatVector gx = yd.mul(factor);
            FloatVector gy = xd.mul(factor);
            FloatVector sx = FloatVector.fromMemorySegment(S, ALL, x + half + d, LE);
            FloatVector sy = FloatVector.fromMemorySegment(S, ALL, y + half + d, LE);
            sx = gx.fma(gx, sx);
            sy = gy.fma(gy, sy);
            sx.intoMemorySegment(ALL, x + half + d, LE);
            sy.intoMemorySegment(ALL, y + half + d, LE);
            xd.sub(gx.div(sx.sqrt())).intoMemorySegment(ALL, x + d, LE);
            yd.sub(gy.div(sy.sqrt())).intoMemorySegment(ALL, y + d, LE);
        }
    }
}
