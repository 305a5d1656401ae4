package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;
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
    private static final int PARTIAL = LogisticBlock.LANES * Float.BYTES;

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
        switch (LANES) {
            case 4 -> sums4(partials, total, sums);
            case 8 -> sums8(partials, total, sums);
            default -> sums16(partials, total, sums);
        }
    }

    /*
     * The expression x.blend(y, UPPER_N).add(y.blend(x, UPPER_N).rearrange(SWAP_N)) adds to each lane the lane N away: of x in
     * the lanes whose number has bit N clear, of y in the others. Two half-added vectors take the place of one. It is spelled
     * out each time, as a helper that C2 did not inline would put vectors on the heap.
     */

    private static void sums4(long partials, int total, long sums) {
        for (int k = 0; k < total; k += 4) {
            long p = address(partials) + distance(k * PARTIAL);
            FloatVector a = FloatVector.fromMemorySegment(S, ALL, p, LE);
            FloatVector b = FloatVector.fromMemorySegment(S, ALL, p + PARTIAL, LE);
            FloatVector c = FloatVector.fromMemorySegment(S, ALL, p + 2 * PARTIAL, LE);
            FloatVector d = FloatVector.fromMemorySegment(S, ALL, p + 3 * PARTIAL, LE);
            FloatVector ac = a.blend(c, UPPER_2).add(c.blend(a, UPPER_2).rearrange(SWAP_2));
            FloatVector bd = b.blend(d, UPPER_2).add(d.blend(b, UPPER_2).rearrange(SWAP_2));
            ac.blend(bd, UPPER_1)
                    .add(bd.blend(ac, UPPER_1).rearrange(SWAP_1))
                    .intoMemorySegment(ALL, address(sums) + distance(k * Float.BYTES), LE);
        }
    }

    private static void sums8(long partials, int total, long sums) {
        for (int k = 0; k < total; k += 8) {
            long p = address(partials) + distance(k * PARTIAL);
            for (int j = 0; j < 2; j++) {
                long q = p + distance(j * PARTIAL);
                FloatVector a = FloatVector.fromMemorySegment(S, ALL, q, LE);
                FloatVector b = FloatVector.fromMemorySegment(S, ALL, q + 2 * PARTIAL, LE);
                FloatVector c = FloatVector.fromMemorySegment(S, ALL, q + 4 * PARTIAL, LE);
                FloatVector d = FloatVector.fromMemorySegment(S, ALL, q + 6 * PARTIAL, LE);
                FloatVector ac = a.blend(c, UPPER_4).add(c.blend(a, UPPER_4).rearrange(SWAP_4));
                FloatVector bd = b.blend(d, UPPER_4).add(d.blend(b, UPPER_4).rearrange(SWAP_4));
                ac.blend(bd, UPPER_2)
                        .add(bd.blend(ac, UPPER_2).rearrange(SWAP_2))
                        .intoMemorySegment(ALL, q, LE);
            }
            FloatVector x = FloatVector.fromMemorySegment(S, ALL, p, LE);
            FloatVector y = FloatVector.fromMemorySegment(S, ALL, p + PARTIAL, LE);
            x.blend(y, UPPER_1)
                    .add(y.blend(x, UPPER_1).rearrange(SWAP_1))
                    .intoMemorySegment(ALL, address(sums) + distance(k * Float.BYTES), LE);
        }
    }

    /** In two rounds through memory, because C2 stops inlining in a method that holds all sixteen loads. */
    private static void sums16(long partials, int total, long sums) {
        for (int k = 0; k < total; k += 16) {
            long p = address(partials) + distance(k * PARTIAL);
            for (int j = 0; j < 4; j++) {
                long q = p + distance(j * PARTIAL);
                FloatVector a = FloatVector.fromMemorySegment(S, ALL, q, LE);
                FloatVector b = FloatVector.fromMemorySegment(S, ALL, q + 4 * PARTIAL, LE);
                FloatVector c = FloatVector.fromMemorySegment(S, ALL, q + 8 * PARTIAL, LE);
                FloatVector d = FloatVector.fromMemorySegment(S, ALL, q + 12 * PARTIAL, LE);
                FloatVector ac = a.blend(c, UPPER_8).add(c.blend(a, UPPER_8).rearrange(SWAP_8));
                FloatVector bd = b.blend(d, UPPER_8).add(d.blend(b, UPPER_8).rearrange(SWAP_8));
                ac.blend(bd, UPPER_4)
                        .add(bd.blend(ac, UPPER_4).rearrange(SWAP_4))
                        .intoMemorySegment(ALL, q, LE);
            }
            FloatVector a = FloatVector.fromMemorySegment(S, ALL, p, LE);
            FloatVector b = FloatVector.fromMemorySegment(S, ALL, p + PARTIAL, LE);
            FloatVector c = FloatVector.fromMemorySegment(S, ALL, p + 2 * PARTIAL, LE);
            FloatVector d = FloatVector.fromMemorySegment(S, ALL, p + 3 * PARTIAL, LE);
            FloatVector ac = a.blend(c, UPPER_2).add(c.blend(a, UPPER_2).rearrange(SWAP_2));
            FloatVector bd = b.blend(d, UPPER_2).add(d.blend(b, UPPER_2).rearrange(SWAP_2));
            ac.blend(bd, UPPER_1)
                    .add(bd.blend(ac, UPPER_1).rearrange(SWAP_1))
                    .intoMemorySegment(ALL, address(sums) + distance(k * Float.BYTES), LE);
        }
    }

    /**
     * Σ of the lanes of one vector, always in the same order: {@code reduceLanes} adds in one order while a method is
     * interpreted and in another once it is compiled, so that training would not be repeatable.
     */
    static float sum(FloatVector vector) {
        FloatVector v = vector;
        if (LANES > 8) {
            v = v.add(v.rearrange(SWAP_8));
        }
        if (LANES > 4) {
            v = v.add(v.rearrange(SWAP_4));
        }
        v = v.add(v.rearrange(SWAP_2));
        return v.add(v.rearrange(SWAP_1)).lane(0);
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
