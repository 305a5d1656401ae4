package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;
import static io.firth.math.SimdKernel.BYTES;
import static io.firth.math.SimdKernel.LE;
import static io.firth.math.SimdKernel.S;

import jdk.incubator.vector.FloatVector;

/**
 * The update of a block's rows: v_i += Σ_o g_io u_o and u_o += Σ_i g_io v_i. A slice of a panel's outputs and of their
 * changes stays in registers while the inputs stream by.
 */
final class SimdUpdate {
    private SimdUpdate() {}

    /** Updates all rows from the block's coefficients, panel by panel. */
    static void apply(LogisticBlock block, int padded) {
        int n = block.inputCount;
        long g = block.coefficients;
        int first = 0;
        if (block.ownTargets) {
            first = LogisticBlock.panelWidth(padded);
            SimdPairs.update(block, first);
            g += (long) n * first * Float.BYTES;
        }
        for (; first + LogisticBlock.WIDE <= padded; first += LogisticBlock.WIDE) {
            updateWide(block, n, first, g);
            g += (long) n * LogisticBlock.WIDE * Float.BYTES;
        }
        for (; first < padded; first += LogisticBlock.NARROW) {
            updateNarrow(block, n, first, g);
            g += (long) n * LogisticBlock.NARROW * Float.BYTES;
        }
    }

    private static void updateWide(LogisticBlock block, int n, int first, long g) {
        int rowBytes = block.rowBytes;
        int d = 0;
        for (; d + 2 * BYTES <= rowBytes; d += 2 * BYTES) {
            updateWide2(block, n, first, g, d);
        }
        if (d < rowBytes) {
            updateWide1(block, n, first, g, d);
        }
    }

    /** Two slices of a vector each: a coefficient that is in a register serves both. */
    private static void updateWide2(LogisticBlock block, int n, int first, long g, int d) {
        long e = distance(d);
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] old = block.outputValues;
        long q0 = address(old[first]) + e;
        FloatVector u00 = FloatVector.fromMemorySegment(S, ALL, q0, LE);
        FloatVector u01 = FloatVector.fromMemorySegment(S, ALL, q0 + BYTES, LE);
        long q1 = address(old[first + 1]) + e;
        FloatVector u10 = FloatVector.fromMemorySegment(S, ALL, q1, LE);
        FloatVector u11 = FloatVector.fromMemorySegment(S, ALL, q1 + BYTES, LE);
        long q2 = address(old[first + 2]) + e;
        FloatVector u20 = FloatVector.fromMemorySegment(S, ALL, q2, LE);
        FloatVector u21 = FloatVector.fromMemorySegment(S, ALL, q2 + BYTES, LE);
        long q3 = address(old[first + 3]) + e;
        FloatVector u30 = FloatVector.fromMemorySegment(S, ALL, q3, LE);
        FloatVector u31 = FloatVector.fromMemorySegment(S, ALL, q3 + BYTES, LE);
        long q4 = address(old[first + 4]) + e;
        FloatVector u40 = FloatVector.fromMemorySegment(S, ALL, q4, LE);
        FloatVector u41 = FloatVector.fromMemorySegment(S, ALL, q4 + BYTES, LE);
        long q5 = address(old[first + 5]) + e;
        FloatVector u50 = FloatVector.fromMemorySegment(S, ALL, q5, LE);
        FloatVector u51 = FloatVector.fromMemorySegment(S, ALL, q5 + BYTES, LE);
        FloatVector d00 = FloatVector.zero(S);
        FloatVector d01 = FloatVector.zero(S);
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
        long coefficients = address(g);
        for (int i = 0; i < n; i++) {
            long c = coefficients + distance(i * 24);
            long value = address(values[i]) + e;
            long row = address(inputs[i]) + e;
            FloatVector v0 = FloatVector.fromMemorySegment(S, ALL, value, LE);
            FloatVector w0 = FloatVector.fromMemorySegment(S, ALL, row, LE);
            FloatVector v1 = FloatVector.fromMemorySegment(S, ALL, value + BYTES, LE);
            FloatVector w1 = FloatVector.fromMemorySegment(S, ALL, row + BYTES, LE);
            FloatVector g0 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c));
            d00 = g0.fma(v0, d00);
            w0 = g0.fma(u00, w0);
            d01 = g0.fma(v1, d01);
            w1 = g0.fma(u01, w1);
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
        long r0 = address(outputs[first]) + e;
        FloatVector.fromMemorySegment(S, ALL, r0, LE).add(d00).intoMemorySegment(ALL, r0, LE);
        FloatVector.fromMemorySegment(S, ALL, r0 + BYTES, LE).add(d01).intoMemorySegment(ALL, r0 + BYTES, LE);
        long r1 = address(outputs[first + 1]) + e;
        FloatVector.fromMemorySegment(S, ALL, r1, LE).add(d10).intoMemorySegment(ALL, r1, LE);
        FloatVector.fromMemorySegment(S, ALL, r1 + BYTES, LE).add(d11).intoMemorySegment(ALL, r1 + BYTES, LE);
        long r2 = address(outputs[first + 2]) + e;
        FloatVector.fromMemorySegment(S, ALL, r2, LE).add(d20).intoMemorySegment(ALL, r2, LE);
        FloatVector.fromMemorySegment(S, ALL, r2 + BYTES, LE).add(d21).intoMemorySegment(ALL, r2 + BYTES, LE);
        long r3 = address(outputs[first + 3]) + e;
        FloatVector.fromMemorySegment(S, ALL, r3, LE).add(d30).intoMemorySegment(ALL, r3, LE);
        FloatVector.fromMemorySegment(S, ALL, r3 + BYTES, LE).add(d31).intoMemorySegment(ALL, r3 + BYTES, LE);
        long r4 = address(outputs[first + 4]) + e;
        FloatVector.fromMemorySegment(S, ALL, r4, LE).add(d40).intoMemorySegment(ALL, r4, LE);
        FloatVector.fromMemorySegment(S, ALL, r4 + BYTES, LE).add(d41).intoMemorySegment(ALL, r4 + BYTES, LE);
        long r5 = address(outputs[first + 5]) + e;
        FloatVector.fromMemorySegment(S, ALL, r5, LE).add(d50).intoMemorySegment(ALL, r5, LE);
        FloatVector.fromMemorySegment(S, ALL, r5 + BYTES, LE).add(d51).intoMemorySegment(ALL, r5 + BYTES, LE);
    }

    /** The last slice of an odd number. */
    private static void updateWide1(LogisticBlock block, int n, int first, long g, int d) {
        long e = distance(d);
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] old = block.outputValues;
        long q0 = address(old[first]) + e;
        FloatVector u00 = FloatVector.fromMemorySegment(S, ALL, q0, LE);
        long q1 = address(old[first + 1]) + e;
        FloatVector u10 = FloatVector.fromMemorySegment(S, ALL, q1, LE);
        long q2 = address(old[first + 2]) + e;
        FloatVector u20 = FloatVector.fromMemorySegment(S, ALL, q2, LE);
        long q3 = address(old[first + 3]) + e;
        FloatVector u30 = FloatVector.fromMemorySegment(S, ALL, q3, LE);
        long q4 = address(old[first + 4]) + e;
        FloatVector u40 = FloatVector.fromMemorySegment(S, ALL, q4, LE);
        long q5 = address(old[first + 5]) + e;
        FloatVector u50 = FloatVector.fromMemorySegment(S, ALL, q5, LE);
        FloatVector d00 = FloatVector.zero(S);
        FloatVector d10 = FloatVector.zero(S);
        FloatVector d20 = FloatVector.zero(S);
        FloatVector d30 = FloatVector.zero(S);
        FloatVector d40 = FloatVector.zero(S);
        FloatVector d50 = FloatVector.zero(S);
        long coefficients = address(g);
        for (int i = 0; i < n; i++) {
            long c = coefficients + distance(i * 24);
            long value = address(values[i]) + e;
            long row = address(inputs[i]) + e;
            FloatVector v0 = FloatVector.fromMemorySegment(S, ALL, value, LE);
            FloatVector w0 = FloatVector.fromMemorySegment(S, ALL, row, LE);
            FloatVector g0 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c));
            d00 = g0.fma(v0, d00);
            w0 = g0.fma(u00, w0);
            FloatVector g1 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 4));
            d10 = g1.fma(v0, d10);
            w0 = g1.fma(u10, w0);
            FloatVector g2 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 8));
            d20 = g2.fma(v0, d20);
            w0 = g2.fma(u20, w0);
            FloatVector g3 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 12));
            d30 = g3.fma(v0, d30);
            w0 = g3.fma(u30, w0);
            FloatVector g4 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 16));
            d40 = g4.fma(v0, d40);
            w0 = g4.fma(u40, w0);
            FloatVector g5 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 20));
            d50 = g5.fma(v0, d50);
            w0 = g5.fma(u50, w0);
            w0.intoMemorySegment(ALL, row, LE);
        }
        long[] outputs = block.outputs;
        long r0 = address(outputs[first]) + e;
        FloatVector.fromMemorySegment(S, ALL, r0, LE).add(d00).intoMemorySegment(ALL, r0, LE);
        long r1 = address(outputs[first + 1]) + e;
        FloatVector.fromMemorySegment(S, ALL, r1, LE).add(d10).intoMemorySegment(ALL, r1, LE);
        long r2 = address(outputs[first + 2]) + e;
        FloatVector.fromMemorySegment(S, ALL, r2, LE).add(d20).intoMemorySegment(ALL, r2, LE);
        long r3 = address(outputs[first + 3]) + e;
        FloatVector.fromMemorySegment(S, ALL, r3, LE).add(d30).intoMemorySegment(ALL, r3, LE);
        long r4 = address(outputs[first + 4]) + e;
        FloatVector.fromMemorySegment(S, ALL, r4, LE).add(d40).intoMemorySegment(ALL, r4, LE);
        long r5 = address(outputs[first + 5]) + e;
        FloatVector.fromMemorySegment(S, ALL, r5, LE).add(d50).intoMemorySegment(ALL, r5, LE);
    }

    private static void updateNarrow(LogisticBlock block, int n, int first, long g) {
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] old = block.outputValues;
        long[] outputs = block.outputs;
        int rowBytes = block.rowBytes;
        long q0 = address(old[first]);
        long q1 = address(old[first + 1]);
        long r0 = address(outputs[first]);
        long r1 = address(outputs[first + 1]);
        for (int d = 0; d < rowBytes; d += BYTES) {
            long e = distance(d);
            FloatVector u0 = FloatVector.fromMemorySegment(S, ALL, q0 + e, LE);
            FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, q1 + e, LE);
            FloatVector d0 = FloatVector.zero(S);
            FloatVector d1 = FloatVector.zero(S);
            long coefficients = address(g);
            for (int i = 0; i < n; i++) {
                long c = coefficients + distance(i * 8);
                FloatVector v = FloatVector.fromMemorySegment(S, ALL, address(values[i]) + e, LE);
                long row = address(inputs[i]) + e;
                FloatVector w = FloatVector.fromMemorySegment(S, ALL, row, LE);
                FloatVector g0 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c));
                FloatVector g1 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 4));
                d0 = g0.fma(v, d0);
                w = g0.fma(u0, w);
                d1 = g1.fma(v, d1);
                w = g1.fma(u1, w);
                w.intoMemorySegment(ALL, row, LE);
            }
            (FloatVector.fromMemorySegment(S, ALL, r0 + e, LE).add(d0)).intoMemorySegment(ALL, r0 + e, LE);
            (FloatVector.fromMemorySegment(S, ALL, r1 + e, LE).add(d1)).intoMemorySegment(ALL, r1 + e, LE);
        }
    }
}
