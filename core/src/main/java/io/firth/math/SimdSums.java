package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.SimdKernel.LANES;
import static io.firth.math.SimdKernel.LE;
import static io.firth.math.SimdKernel.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Adds up the lanes of many accumulators together: LANES accumulators become one vector whose lane p is the sum of the
 * lanes of accumulator p. A tree of half-additions, LANES − 1 in all where adding each vector's lanes alone would take
 * LANES · log₂ LANES.
 */
final class SimdSums {
    private static final long PARTIAL = (long) LogisticBlock.LANES * Float.BYTES;

    private static final VectorMask<Float> UPPER_1 = upper(1);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_8 = upper(8);
    private static final VectorShuffle<Float> SWAP_1 = swap(1);
    private static final VectorShuffle<Float> SWAP_2 = swap(2);
    private static final VectorShuffle<Float> SWAP_4 = swap(4);
    private static final VectorShuffle<Float> SWAP_8 = swap(8);

    private SimdSums() {}

    /** sums[p] = Σ of the lanes of partial p, for p in 0…total−1 and up to the next multiple of LANES. */
    static void sums(long partials, int total, long sums) {
        for (int p = 0; p < total; p += LANES) {
            long first = partials + p * PARTIAL;
            long sum = sums + (long) p * Float.BYTES;
            switch (LANES) {
                case 4 -> sums4(first, sum);
                case 8 -> sums8(first, sum);
                default -> sums16(first, sum);
            }
        }
    }

    private static void sums4(long p, long sum) {
        FloatVector a = FloatVector.fromMemorySegment(S, ALL, p, LE);
        FloatVector b = FloatVector.fromMemorySegment(S, ALL, p + PARTIAL, LE);
        FloatVector c = FloatVector.fromMemorySegment(S, ALL, p + 2 * PARTIAL, LE);
        FloatVector d = FloatVector.fromMemorySegment(S, ALL, p + 3 * PARTIAL, LE);
        fold1(fold2(a, c), fold2(b, d)).intoMemorySegment(ALL, sum, LE);
    }

    private static void sums8(long p, long sum) {
        for (long q = p; q < p + 2 * PARTIAL; q += PARTIAL) {
            FloatVector a = FloatVector.fromMemorySegment(S, ALL, q, LE);
            FloatVector b = FloatVector.fromMemorySegment(S, ALL, q + 2 * PARTIAL, LE);
            FloatVector c = FloatVector.fromMemorySegment(S, ALL, q + 4 * PARTIAL, LE);
            FloatVector d = FloatVector.fromMemorySegment(S, ALL, q + 6 * PARTIAL, LE);
            fold2(fold4(a, c), fold4(b, d)).intoMemorySegment(ALL, q, LE);
        }
        FloatVector a = FloatVector.fromMemorySegment(S, ALL, p, LE);
        FloatVector b = FloatVector.fromMemorySegment(S, ALL, p + PARTIAL, LE);
        fold1(a, b).intoMemorySegment(ALL, sum, LE);
    }

    /** In two rounds through memory, because C2 stops inlining in a method that holds all sixteen loads. */
    private static void sums16(long p, long sum) {
        for (long q = p; q < p + 4 * PARTIAL; q += PARTIAL) {
            FloatVector a = FloatVector.fromMemorySegment(S, ALL, q, LE);
            FloatVector b = FloatVector.fromMemorySegment(S, ALL, q + 4 * PARTIAL, LE);
            FloatVector c = FloatVector.fromMemorySegment(S, ALL, q + 8 * PARTIAL, LE);
            FloatVector d = FloatVector.fromMemorySegment(S, ALL, q + 12 * PARTIAL, LE);
            fold4(fold8(a, c), fold8(b, d)).intoMemorySegment(ALL, q, LE);
        }
        FloatVector a = FloatVector.fromMemorySegment(S, ALL, p, LE);
        FloatVector b = FloatVector.fromMemorySegment(S, ALL, p + PARTIAL, LE);
        FloatVector c = FloatVector.fromMemorySegment(S, ALL, p + 2 * PARTIAL, LE);
        FloatVector d = FloatVector.fromMemorySegment(S, ALL, p + 3 * PARTIAL, LE);
        fold1(fold2(a, c), fold2(b, d)).intoMemorySegment(ALL, sum, LE);
    }

    /*
     * foldN adds to each lane the lane N away: of a in the lanes whose number has bit N clear, of b in the others. Two
     * half-added vectors take the place of one.
     */

    private static FloatVector fold8(FloatVector a, FloatVector b) {
        return a.blend(b, UPPER_8).add(b.blend(a, UPPER_8).rearrange(SWAP_8));
    }

    private static FloatVector fold4(FloatVector a, FloatVector b) {
        return a.blend(b, UPPER_4).add(b.blend(a, UPPER_4).rearrange(SWAP_4));
    }

    private static FloatVector fold2(FloatVector a, FloatVector b) {
        return a.blend(b, UPPER_2).add(b.blend(a, UPPER_2).rearrange(SWAP_2));
    }

    private static FloatVector fold1(FloatVector a, FloatVector b) {
        return a.blend(b, UPPER_1).add(b.blend(a, UPPER_1).rearrange(SWAP_1));
    }

    private static VectorMask<Float> upper(int bit) {
        long lanes = 0;
        for (int lane = 0; lane < LANES; lane++) {
            if ((lane & bit) != 0) {
                lanes |= 1L << lane;
            }
        }
        return VectorMask.fromLong(S, lanes);
    }

    private static VectorShuffle<Float> swap(int bit) {
        return VectorShuffle.fromOp(S, lane -> (lane ^ bit) % LANES);
    }
}
