package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;
import static io.firth.math.SimdKernel.BYTES;
import static io.firth.math.SimdKernel.LE;
import static io.firth.math.SimdKernel.S;

import jdk.incubator.vector.FloatVector;

/**
 * The first panel of a block of pairs ({@link LogisticBlock#addPair}): its first column is each input's own target, the
 * others are outputs that all inputs share. Otherwise as {@link SimdDots} and {@link SimdUpdate}.
 */
final class SimdPairs {
    private static final long PAIR = (long) LogisticBlock.LANES * Float.BYTES;

    private SimdPairs() {}

    /** Partial sums of the first panel, which is six or two wide. */
    static void partialSums(LogisticBlock block, int width) {
        int n = block.inputCount;
        long partials = block.partials;
        int i = 0;
        if (width == LogisticBlock.WIDE) {
            for (; i + 2 <= n; i += 2) {
                dots2Wide(block, i, partials + i * LogisticBlock.WIDE * PAIR);
            }
        }
        for (; i < n; i++) {
            dots1(block, i, width, partials + i * width * PAIR);
        }
    }

    private static void dots2Wide(LogisticBlock block, int i, long to) {
        long partials = address(to);
        int rowBytes = block.rowBytes;
        long i0 = address(block.values[i]);
        long i1 = address(block.values[i + 1]);
        long t0 = address(block.targets[i]);
        long t1 = address(block.targets[i + 1]);
        long o1 = address(block.outputs[1]);
        long o2 = address(block.outputs[2]);
        long o3 = address(block.outputs[3]);
        long o4 = address(block.outputs[4]);
        long o5 = address(block.outputs[5]);
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
            s00 = v0.fma(FloatVector.fromMemorySegment(S, ALL, t0 + e, LE), s00);
            s10 = v1.fma(FloatVector.fromMemorySegment(S, ALL, t1 + e, LE), s10);
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

    /** One input, a panel of any width. */
    private static void dots1(LogisticBlock block, int i, int width, long to) {
        long partials = address(to);
        int rowBytes = block.rowBytes;
        long value = address(block.values[i]);
        for (int o = 0; o < width; o++) {
            long row = address(o == 0 ? block.targets[i] : block.outputs[o]);
            FloatVector sum = FloatVector.zero(S);
            for (int d = 0; d < rowBytes; d += BYTES) {
                long e = distance(d);
                FloatVector v = FloatVector.fromMemorySegment(S, ALL, value + e, LE);
                sum = v.fma(FloatVector.fromMemorySegment(S, ALL, row + e, LE), sum);
            }
            sum.intoMemorySegment(ALL, partials + o * PAIR, LE);
        }
    }

    /** Updates the rows of the first panel from the block's coefficients. */
    static void update(LogisticBlock block, int width) {
        int rowBytes = block.rowBytes;
        if (width == LogisticBlock.NARROW) {
            for (int d = 0; d < rowBytes; d += BYTES) {
                updateNarrow(block, d);
            }
            return;
        }
        int d = 0;
        for (; d + 2 * BYTES <= rowBytes; d += 2 * BYTES) {
            updateWide2(block, d);
        }
        if (d < rowBytes) {
            updateWide1(block, d);
        }
    }

    private static void updateWide2(LogisticBlock block, int d) {
        long e = distance(d);
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] targets = block.targets;
        long[] old = block.outputValues;
        int n = block.inputCount;
        long q1 = address(old[1]) + e;
        FloatVector u10 = FloatVector.fromMemorySegment(S, ALL, q1, LE);
        FloatVector u11 = FloatVector.fromMemorySegment(S, ALL, q1 + BYTES, LE);
        long q2 = address(old[2]) + e;
        FloatVector u20 = FloatVector.fromMemorySegment(S, ALL, q2, LE);
        FloatVector u21 = FloatVector.fromMemorySegment(S, ALL, q2 + BYTES, LE);
        long q3 = address(old[3]) + e;
        FloatVector u30 = FloatVector.fromMemorySegment(S, ALL, q3, LE);
        FloatVector u31 = FloatVector.fromMemorySegment(S, ALL, q3 + BYTES, LE);
        long q4 = address(old[4]) + e;
        FloatVector u40 = FloatVector.fromMemorySegment(S, ALL, q4, LE);
        FloatVector u41 = FloatVector.fromMemorySegment(S, ALL, q4 + BYTES, LE);
        long q5 = address(old[5]) + e;
        FloatVector u50 = FloatVector.fromMemorySegment(S, ALL, q5, LE);
        FloatVector u51 = FloatVector.fromMemorySegment(S, ALL, q5 + BYTES, LE);
        FloatVector d10 = FloatVector.zero(S);
        FloatVector d11 = FloatVector.zero(S);
        FloatVector d20 = FloatVector.zero(S);
        FloatVector d21 = FloatVector.zero(S);
        FloatVector d30 = FloatVector.zero(S);
        FloatVector d31 = FloatVector.zero(S);
        FloatVector d40 = FloatVector.zero(S);
        FloatVector d41 = FloatVector.zero(S);
        FloatVector d50 = FloatVector.zero(S);
        FloatVector d51 = FloatVector.zero(S);
        long coefficients = address(block.coefficients);
        for (int i = 0; i < n; i++) {
            long c = coefficients + distance(i * 24);
            long value = address(values[i]) + e;
            long row = address(inputs[i]) + e;
            long target = address(targets[i]) + e;
            FloatVector v0 = FloatVector.fromMemorySegment(S, ALL, value, LE);
            FloatVector w0 = FloatVector.fromMemorySegment(S, ALL, row, LE);
            FloatVector v1 = FloatVector.fromMemorySegment(S, ALL, value + BYTES, LE);
            FloatVector w1 = FloatVector.fromMemorySegment(S, ALL, row + BYTES, LE);
            FloatVector t0 = FloatVector.fromMemorySegment(S, ALL, target, LE);
            FloatVector t1 = FloatVector.fromMemorySegment(S, ALL, target + BYTES, LE);
            FloatVector g0 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c));
            w0 = g0.fma(t0, w0);
            w1 = g0.fma(t1, w1);
            g0.fma(v0, t0).intoMemorySegment(ALL, target, LE);
            g0.fma(v1, t1).intoMemorySegment(ALL, target + BYTES, LE);
            FloatVector g1 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 4));
            d10 = g1.fma(v0, d10);
            w0 = g1.fma(u10, w0);
            d11 = g1.fma(v1, d11);
            w1 = g1.fma(u11, w1);
            FloatVector g2 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 8));
            d20 = g2.fma(v0, d20);
            w0 = g2.fma(u20, w0);
            d21 = g2.fma(v1, d21);
            w1 = g2.fma(u21, w1);
            FloatVector g3 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 12));
            d30 = g3.fma(v0, d30);
            w0 = g3.fma(u30, w0);
            d31 = g3.fma(v1, d31);
            w1 = g3.fma(u31, w1);
            FloatVector g4 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 16));
            d40 = g4.fma(v0, d40);
            w0 = g4.fma(u40, w0);
            d41 = g4.fma(v1, d41);
            w1 = g4.fma(u41, w1);
            FloatVector g5 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 20));
            d50 = g5.fma(v0, d50);
            w0 = g5.fma(u50, w0);
            d51 = g5.fma(v1, d51);
            w1 = g5.fma(u51, w1);
            w0.intoMemorySegment(ALL, row, LE);
            w1.intoMemorySegment(ALL, row + BYTES, LE);
        }
        long[] outputs = block.outputs;
        long r1 = address(outputs[1]) + e;
        FloatVector.fromMemorySegment(S, ALL, r1, LE).add(d10).intoMemorySegment(ALL, r1, LE);
        FloatVector.fromMemorySegment(S, ALL, r1 + BYTES, LE).add(d11).intoMemorySegment(ALL, r1 + BYTES, LE);
        long r2 = address(outputs[2]) + e;
        FloatVector.fromMemorySegment(S, ALL, r2, LE).add(d20).intoMemorySegment(ALL, r2, LE);
        FloatVector.fromMemorySegment(S, ALL, r2 + BYTES, LE).add(d21).intoMemorySegment(ALL, r2 + BYTES, LE);
        long r3 = address(outputs[3]) + e;
        FloatVector.fromMemorySegment(S, ALL, r3, LE).add(d30).intoMemorySegment(ALL, r3, LE);
        FloatVector.fromMemorySegment(S, ALL, r3 + BYTES, LE).add(d31).intoMemorySegment(ALL, r3 + BYTES, LE);
        long r4 = address(outputs[4]) + e;
        FloatVector.fromMemorySegment(S, ALL, r4, LE).add(d40).intoMemorySegment(ALL, r4, LE);
        FloatVector.fromMemorySegment(S, ALL, r4 + BYTES, LE).add(d41).intoMemorySegment(ALL, r4 + BYTES, LE);
        long r5 = address(outputs[5]) + e;
        FloatVector.fromMemorySegment(S, ALL, r5, LE).add(d50).intoMemorySegment(ALL, r5, LE);
        FloatVector.fromMemorySegment(S, ALL, r5 + BYTES, LE).add(d51).intoMemorySegment(ALL, r5 + BYTES, LE);
    }

    /** The last slice of an odd number. */
    private static void updateWide1(LogisticBlock block, int d) {
        long e = distance(d);
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] targets = block.targets;
        long[] old = block.outputValues;
        int n = block.inputCount;
        FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, address(old[1]) + e, LE);
        FloatVector u2 = FloatVector.fromMemorySegment(S, ALL, address(old[2]) + e, LE);
        FloatVector u3 = FloatVector.fromMemorySegment(S, ALL, address(old[3]) + e, LE);
        FloatVector u4 = FloatVector.fromMemorySegment(S, ALL, address(old[4]) + e, LE);
        FloatVector u5 = FloatVector.fromMemorySegment(S, ALL, address(old[5]) + e, LE);
        FloatVector d1 = FloatVector.zero(S);
        FloatVector d2 = FloatVector.zero(S);
        FloatVector d3 = FloatVector.zero(S);
        FloatVector d4 = FloatVector.zero(S);
        FloatVector d5 = FloatVector.zero(S);
        long coefficients = address(block.coefficients);
        for (int i = 0; i < n; i++) {
            long c = coefficients + distance(i * 24);
            long row = address(inputs[i]) + e;
            long target = address(targets[i]) + e;
            FloatVector v = FloatVector.fromMemorySegment(S, ALL, address(values[i]) + e, LE);
            FloatVector w = FloatVector.fromMemorySegment(S, ALL, row, LE);
            FloatVector t = FloatVector.fromMemorySegment(S, ALL, target, LE);
            FloatVector g0 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c));
            w = g0.fma(t, w);
            g0.fma(v, t).intoMemorySegment(ALL, target, LE);
            FloatVector g1 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 4));
            d1 = g1.fma(v, d1);
            w = g1.fma(u1, w);
            FloatVector g2 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 8));
            d2 = g2.fma(v, d2);
            w = g2.fma(u2, w);
            FloatVector g3 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 12));
            d3 = g3.fma(v, d3);
            w = g3.fma(u3, w);
            FloatVector g4 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 16));
            d4 = g4.fma(v, d4);
            w = g4.fma(u4, w);
            FloatVector g5 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 20));
            d5 = g5.fma(v, d5);
            w = g5.fma(u5, w);
            w.intoMemorySegment(ALL, row, LE);
        }
        long[] outputs = block.outputs;
        long r1 = address(outputs[1]) + e;
        FloatVector.fromMemorySegment(S, ALL, r1, LE).add(d1).intoMemorySegment(ALL, r1, LE);
        long r2 = address(outputs[2]) + e;
        FloatVector.fromMemorySegment(S, ALL, r2, LE).add(d2).intoMemorySegment(ALL, r2, LE);
        long r3 = address(outputs[3]) + e;
        FloatVector.fromMemorySegment(S, ALL, r3, LE).add(d3).intoMemorySegment(ALL, r3, LE);
        long r4 = address(outputs[4]) + e;
        FloatVector.fromMemorySegment(S, ALL, r4, LE).add(d4).intoMemorySegment(ALL, r4, LE);
        long r5 = address(outputs[5]) + e;
        FloatVector.fromMemorySegment(S, ALL, r5, LE).add(d5).intoMemorySegment(ALL, r5, LE);
    }

    private static void updateNarrow(LogisticBlock block, int d) {
        long e = distance(d);
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] targets = block.targets;
        int n = block.inputCount;
        FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, address(block.outputValues[1]) + e, LE);
        FloatVector d1 = FloatVector.zero(S);
        long coefficients = address(block.coefficients);
        for (int i = 0; i < n; i++) {
            long c = coefficients + distance(i * 8);
            long row = address(inputs[i]) + e;
            long target = address(targets[i]) + e;
            FloatVector v = FloatVector.fromMemorySegment(S, ALL, address(values[i]) + e, LE);
            FloatVector w = FloatVector.fromMemorySegment(S, ALL, row, LE);
            FloatVector t = FloatVector.fromMemorySegment(S, ALL, target, LE);
            FloatVector g0 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c));
            w = g0.fma(t, w);
            g0.fma(v, t).intoMemorySegment(ALL, target, LE);
            FloatVector g1 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 4));
            d1 = g1.fma(v, d1);
            w = g1.fma(u1, w);
            w.intoMemorySegment(ALL, row, LE);
        }
        long row = address(block.outputs[1]) + e;
        FloatVector.fromMemorySegment(S, ALL, row, LE).add(d1).intoMemorySegment(ALL, row, LE);
    }
}
