package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;
import static io.firth.math.SimdKernel.BYTES;
import static io.firth.math.SimdKernel.LE;
import static io.firth.math.SimdKernel.S;

import jdk.incubator.vector.FloatVector;

/**
 * The dot products of a block's inputs and outputs, two inputs by a panel of outputs at a time, the sums in registers: for 2 × 6
 * pairs eight loads feed twelve multiplications. (Larger panels read less, but C2 stops inlining in methods that long.) The lanes of a sum are not added here but
 * stored, one partial sum per lane, and added for many pairs together ({@link SimdSums}).
 */
final class SimdDots {
    private static final long PAIR = (long) LogisticBlock.LANES * Float.BYTES;

    private SimdDots() {}

    /** Partial sums of all pairs, panel by panel. */
    static void partialSums(LogisticBlock block, int paddedOutputs) {
        long partials = block.partials;
        int n = block.inputCount;
        int o = 0;
        if (block.ownTargets) {
            o = LogisticBlock.panelWidth(paddedOutputs);
            SimdPairs.partialSums(block, o);
            partials += n * o * PAIR;
        }
        for (; o + LogisticBlock.WIDE <= paddedOutputs; o += LogisticBlock.WIDE) {
            widePanel(block.values, n, block.outputs, o, partials, block.rowBytes);
            partials += n * LogisticBlock.WIDE * PAIR;
        }
        for (; o < paddedOutputs; o += LogisticBlock.NARROW) {
            narrowPanel(block.values, n, block.outputs, o, partials, block.rowBytes);
            partials += n * LogisticBlock.NARROW * PAIR;
        }
    }

    private static void widePanel(long[] inputs, int n, long[] outputs, int o, long partials, int rowBytes) {
        int i = 0;
        for (; i + 2 <= n; i += 2) {
            dots2Wide(inputs, i, outputs, o, partials + i * LogisticBlock.WIDE * PAIR, rowBytes);
        }
        if (i < n) {
            dots1Wide(inputs, i, outputs, o, partials + i * LogisticBlock.WIDE * PAIR, rowBytes);
        }
    }

    private static void narrowPanel(long[] inputs, int n, long[] outputs, int o, long partials, int rowBytes) {
        int i = 0;
        for (; i + 2 <= n; i += 2) {
            dots2Narrow(inputs, i, outputs, o, partials + i * LogisticBlock.NARROW * PAIR, rowBytes);
        }
        if (i < n) {
            dots1Narrow(inputs, i, outputs, o, partials + i * LogisticBlock.NARROW * PAIR, rowBytes);
        }
    }

    private static void dots2Wide(long[] inputs, int i, long[] outputs, int o, long to, int rowBytes) {
        long partials = address(to);
        long i0 = address(inputs[i]);
        long i1 = address(inputs[i + 1]);
        long o0 = address(outputs[o]);
        long o1 = address(outputs[o + 1]);
        long o2 = address(outputs[o + 2]);
        long o3 = address(outputs[o + 3]);
        long o4 = address(outputs[o + 4]);
        long o5 = address(outputs[o + 5]);
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = FloatVector.zero(S);
        FloatVector s02 = FloatVector.zero(S);
        FloatVector s03 = FloatVector.zero(S);
        FloatVector s04 = FloatVector.zero(S);
        FloatVector s05 = FloatVector.zero(S);
        FloatVector s10 = FloatVector.zero(S);
        FloatVector s11 = FloatVector.zero(S);
        FloatVector s12 = FloatVector.zero(S);
        FloatVector s13 = FloatVector.zero(S);
        FloatVector s14 = FloatVector.zero(S);
        FloatVector s15 = FloatVector.zero(S);
        for (int d = 0; d < rowBytes; d += BYTES) {
            long e = distance(d);
            FloatVector v0 = FloatVector.fromMemorySegment(S, ALL, i0 + e, LE);
            FloatVector v1 = FloatVector.fromMemorySegment(S, ALL, i1 + e, LE);
            FloatVector u0 = FloatVector.fromMemorySegment(S, ALL, o0 + e, LE);
            s00 = v0.fma(u0, s00);
            s10 = v1.fma(u0, s10);
            FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, o1 + e, LE);
            s01 = v0.fma(u1, s01);
            s11 = v1.fma(u1, s11);
            FloatVector u2 = FloatVector.fromMemorySegment(S, ALL, o2 + e, LE);
            s02 = v0.fma(u2, s02);
            s12 = v1.fma(u2, s12);
            FloatVector u3 = FloatVector.fromMemorySegment(S, ALL, o3 + e, LE);
            s03 = v0.fma(u3, s03);
            s13 = v1.fma(u3, s13);
            FloatVector u4 = FloatVector.fromMemorySegment(S, ALL, o4 + e, LE);
            s04 = v0.fma(u4, s04);
            s14 = v1.fma(u4, s14);
            FloatVector u5 = FloatVector.fromMemorySegment(S, ALL, o5 + e, LE);
            s05 = v0.fma(u5, s05);
            s15 = v1.fma(u5, s15);
        }
        s00.intoMemorySegment(ALL, partials, LE);
        s01.intoMemorySegment(ALL, partials + 1 * PAIR, LE);
        s02.intoMemorySegment(ALL, partials + 2 * PAIR, LE);
        s03.intoMemorySegment(ALL, partials + 3 * PAIR, LE);
        s04.intoMemorySegment(ALL, partials + 4 * PAIR, LE);
        s05.intoMemorySegment(ALL, partials + 5 * PAIR, LE);
        s10.intoMemorySegment(ALL, partials + 6 * PAIR, LE);
        s11.intoMemorySegment(ALL, partials + 7 * PAIR, LE);
        s12.intoMemorySegment(ALL, partials + 8 * PAIR, LE);
        s13.intoMemorySegment(ALL, partials + 9 * PAIR, LE);
        s14.intoMemorySegment(ALL, partials + 10 * PAIR, LE);
        s15.intoMemorySegment(ALL, partials + 11 * PAIR, LE);
    }

    private static void dots1Wide(long[] inputs, int i, long[] outputs, int o, long to, int rowBytes) {
        long partials = address(to);
        long i0 = address(inputs[i]);
        long o0 = address(outputs[o]);
        long o1 = address(outputs[o + 1]);
        long o2 = address(outputs[o + 2]);
        long o3 = address(outputs[o + 3]);
        long o4 = address(outputs[o + 4]);
        long o5 = address(outputs[o + 5]);
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = FloatVector.zero(S);
        FloatVector s02 = FloatVector.zero(S);
        FloatVector s03 = FloatVector.zero(S);
        FloatVector s04 = FloatVector.zero(S);
        FloatVector s05 = FloatVector.zero(S);
        for (int d = 0; d < rowBytes; d += BYTES) {
            long e = distance(d);
            FloatVector v0 = FloatVector.fromMemorySegment(S, ALL, i0 + e, LE);
            FloatVector u0 = FloatVector.fromMemorySegment(S, ALL, o0 + e, LE);
            s00 = v0.fma(u0, s00);
            FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, o1 + e, LE);
            s01 = v0.fma(u1, s01);
            FloatVector u2 = FloatVector.fromMemorySegment(S, ALL, o2 + e, LE);
            s02 = v0.fma(u2, s02);
            FloatVector u3 = FloatVector.fromMemorySegment(S, ALL, o3 + e, LE);
            s03 = v0.fma(u3, s03);
            FloatVector u4 = FloatVector.fromMemorySegment(S, ALL, o4 + e, LE);
            s04 = v0.fma(u4, s04);
            FloatVector u5 = FloatVector.fromMemorySegment(S, ALL, o5 + e, LE);
            s05 = v0.fma(u5, s05);
        }
        s00.intoMemorySegment(ALL, partials, LE);
        s01.intoMemorySegment(ALL, partials + 1 * PAIR, LE);
        s02.intoMemorySegment(ALL, partials + 2 * PAIR, LE);
        s03.intoMemorySegment(ALL, partials + 3 * PAIR, LE);
        s04.intoMemorySegment(ALL, partials + 4 * PAIR, LE);
        s05.intoMemorySegment(ALL, partials + 5 * PAIR, LE);
    }

    private static void dots2Narrow(long[] inputs, int i, long[] outputs, int o, long to, int rowBytes) {
        long partials = address(to);
        long i0 = address(inputs[i]);
        long i1 = address(inputs[i + 1]);
        long o0 = address(outputs[o]);
        long o1 = address(outputs[o + 1]);
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = FloatVector.zero(S);
        FloatVector s10 = FloatVector.zero(S);
        FloatVector s11 = FloatVector.zero(S);
        for (int d = 0; d < rowBytes; d += BYTES) {
            long e = distance(d);
            FloatVector v0 = FloatVector.fromMemorySegment(S, ALL, i0 + e, LE);
            FloatVector v1 = FloatVector.fromMemorySegment(S, ALL, i1 + e, LE);
            FloatVector u0 = FloatVector.fromMemorySegment(S, ALL, o0 + e, LE);
            s00 = v0.fma(u0, s00);
            s10 = v1.fma(u0, s10);
            FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, o1 + e, LE);
            s01 = v0.fma(u1, s01);
            s11 = v1.fma(u1, s11);
        }
        s00.intoMemorySegment(ALL, partials, LE);
        s01.intoMemorySegment(ALL, partials + 1 * PAIR, LE);
        s10.intoMemorySegment(ALL, partials + 2 * PAIR, LE);
        s11.intoMemorySegment(ALL, partials + 3 * PAIR, LE);
    }

    private static void dots1Narrow(long[] inputs, int i, long[] outputs, int o, long to, int rowBytes) {
        long partials = address(to);
        long i0 = address(inputs[i]);
        long o0 = address(outputs[o]);
        long o1 = address(outputs[o + 1]);
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = FloatVector.zero(S);
        for (int d = 0; d < rowBytes; d += BYTES) {
            long e = distance(d);
            FloatVector v0 = FloatVector.fromMemorySegment(S, ALL, i0 + e, LE);
            FloatVector u0 = FloatVector.fromMemorySegment(S, ALL, o0 + e, LE);
            s00 = v0.fma(u0, s00);
            FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, o1 + e, LE);
            s01 = v0.fma(u1, s01);
        }
        s00.intoMemorySegment(ALL, partials, LE);
        s01.intoMemorySegment(ALL, partials + 1 * PAIR, LE);
    }
}
