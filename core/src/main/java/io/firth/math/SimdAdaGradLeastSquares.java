package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;

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
    private static final int BYTES = S.vectorByteSize();
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    /** Records whose rows are asked for at once, while as many before them are worked on. */
    private static final int AHEAD = 4;

    @Override
    public double steps(Matrix a, Matrix b, MemorySegment records, long from, long to, float rate) {
        ScalarAdaGradLeastSquares.check(a, b, records, from, to);
        int half = Math.multiplyExact(AdaGradLeastSquares.accumulators(a), Float.BYTES);
        float[] lanes = new float[LANES];
        Prefetch ahead = new Prefetch(2 * AHEAD, a.dim());
        double loss = 0;
        for (long record = from; record < to; record++) {
            if ((record - from) % AHEAD == 0) {
                announce(ahead, a, b, records, record + AHEAD, Math.min(to, record + 2 * AHEAD));
            }
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

    private static void announce(Prefetch ahead, Matrix a, Matrix b, MemorySegment records, long from, long to) {
        for (long record = from; record < to; record++) {
            long at = record * RECORD_BYTES;
            ahead.add(a.address(records.get(INT, at)));
            ahead.add(b.address(records.get(INT, at + 4)));
        }
        ahead.fetch();
    }

    private static void dot(long rowX, long rowY, int half, float[] lanes) {
        long x = address(rowX);
        long y = address(rowY);
        FloatVector sum = FloatVector.zero(S);
        for (int d = 0; d < half; d += BYTES) {
            long e = distance(d);
            sum = FloatVector.fromMemorySegment(S, ALL, x + e, LE)
                    .fma(FloatVector.fromMemorySegment(S, ALL, y + e, LE), sum);
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

    private static void move(long rowX, long rowY, int half, float factor) {
        long x = address(rowX);
        long y = address(rowY);
        long accumulatorX = x + distance(half);
        long accumulatorY = y + distance(half);
        for (int d = 0; d < half; d += BYTES) {
            long e = distance(d);
            FloatVector xd = FloatVector.fromMemorySegment(S, ALL, x + e, LE);
            FloatVector yd = FloatVector.fromMemorySegment(S, ALL, y + e, LE);
            FloatVector gx = yd.mul(factor);
            FloatVector gy = xd.mul(factor);
            FloatVector sx = FloatVector.fromMemorySegment(S, ALL, accumulatorX + e, LE);
            FloatVector sy = FloatVector.fromMemorySegment(S, ALL, accumulatorY + e, LE);
            sx = gx.fma(gx, sx);
            sy = gy.fma(gy, sy);
            sx.intoMemorySegment(ALL, accumulatorX + e, LE);
            sy.intoMemorySegment(ALL, accumulatorY + e, LE);
            xd.sub(gx.div(sx.sqrt())).intoMemorySegment(ALL, x + e, LE);
            yd.sub(gy.div(sy.sqrt())).intoMemorySegment(ALL, y + e, LE);
        }
    }
}
