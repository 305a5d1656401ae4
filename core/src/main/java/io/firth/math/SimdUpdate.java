package io.firth.math;

import static io.firth.math.Memory.ALL;
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
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] old = block.outputValues;
        long q0 = old[first] + d;
        FloatVector u00 = FloatVector.fromMemorySegment(S, ALL, q0, LE);
        FloatVector u01 = FloatVector.fromMemorySegment(S, ALL, q0 + BYTES, LE);
        long q1 = old[first + 1] + d;
        FloatVector u10 = FloatVector.fromMemorySegment(S, ALL, q1, LE);
        FloatVector u11 = FloatVector.fromMemorySegment(S, ALL, q1 + BYTES, LE);
        long q2 = old[first + 2] + d;
        FloatVector u20 = FloatVector.fromMemorySegment(S, ALL, q2, LE);
        FloatVector u21 = FloatVector.fromMemorySegment(S, ALL, q2 + BYTES, LE);
        long q3 = old[first + 3] + d;
        FloatVector u30 = FloatVector.fromMemorySegment(S, ALL, q3, LE);
        FloatVector u31 = FloatVector.fromMemorySegment(S, ALL, q3 + BYTES, LE);
        long q4 = old[first + 4] + d;
        FloatVector u40 = FloatVector.fromMemorySegment(S, ALL, q4, LE);
        FloatVector u41 = FloatVector.fromMemorySegment(S, ALL, q4 + BYTES, LE);
        long q5 = old[first + 5] + d;
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
        long c = g;
        for (int i = 0; i < n; i++, c += 24) {
            long value = values[i] + d;
            long row = inputs[i] + d;
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
        FloatVector.fromMemorySegment(S, ALL, outputs[first] + d, LE)
                .add(d00)
                .intoMemorySegment(ALL, outputs[first] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first] + d + BYTES, LE)
                .add(d01)
                .intoMemorySegment(ALL, outputs[first] + d + BYTES, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 1] + d, LE)
                .add(d10)
                .intoMemorySegment(ALL, outputs[first + 1] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 1] + d + BYTES, LE)
                .add(d11)
                .intoMemorySegment(ALL, outputs[first + 1] + d + BYTES, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 2] + d, LE)
                .add(d20)
                .intoMemorySegment(ALL, outputs[first + 2] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 2] + d + BYTES, LE)
                .add(d21)
                .intoMemorySegment(ALL, outputs[first + 2] + d + BYTES, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 3] + d, LE)
                .add(d30)
                .intoMemorySegment(ALL, outputs[first + 3] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 3] + d + BYTES, LE)
                .add(d31)
                .intoMemorySegment(ALL, outputs[first + 3] + d + BYTES, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 4] + d, LE)
                .add(d40)
                .intoMemorySegment(ALL, outputs[first + 4] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 4] + d + BYTES, LE)
                .add(d41)
                .intoMemorySegment(ALL, outputs[first + 4] + d + BYTES, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 5] + d, LE)
                .add(d50)
                .intoMemorySegment(ALL, outputs[first + 5] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 5] + d + BYTES, LE)
                .add(d51)
                .intoMemorySegment(ALL, outputs[first + 5] + d + BYTES, LE);
    }

    /** The last slice of an odd number. */
    private static void updateWide1(LogisticBlock block, int n, int first, long g, int d) {
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] old = block.outputValues;
        long q0 = old[first] + d;
        FloatVector u00 = FloatVector.fromMemorySegment(S, ALL, q0, LE);
        long q1 = old[first + 1] + d;
        FloatVector u10 = FloatVector.fromMemorySegment(S, ALL, q1, LE);
        long q2 = old[first + 2] + d;
        FloatVector u20 = FloatVector.fromMemorySegment(S, ALL, q2, LE);
        long q3 = old[first + 3] + d;
        FloatVector u30 = FloatVector.fromMemorySegment(S, ALL, q3, LE);
        long q4 = old[first + 4] + d;
        FloatVector u40 = FloatVector.fromMemorySegment(S, ALL, q4, LE);
        long q5 = old[first + 5] + d;
        FloatVector u50 = FloatVector.fromMemorySegment(S, ALL, q5, LE);
        FloatVector d00 = FloatVector.zero(S);
        FloatVector d10 = FloatVector.zero(S);
        FloatVector d20 = FloatVector.zero(S);
        FloatVector d30 = FloatVector.zero(S);
        FloatVector d40 = FloatVector.zero(S);
        FloatVector d50 = FloatVector.zero(S);
        long c = g;
        for (int i = 0; i < n; i++, c += 24) {
            long value = values[i] + d;
            long row = inputs[i] + d;
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
        FloatVector.fromMemorySegment(S, ALL, outputs[first] + d, LE)
                .add(d00)
                .intoMemorySegment(ALL, outputs[first] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 1] + d, LE)
                .add(d10)
                .intoMemorySegment(ALL, outputs[first + 1] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 2] + d, LE)
                .add(d20)
                .intoMemorySegment(ALL, outputs[first + 2] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 3] + d, LE)
                .add(d30)
                .intoMemorySegment(ALL, outputs[first + 3] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 4] + d, LE)
                .add(d40)
                .intoMemorySegment(ALL, outputs[first + 4] + d, LE);
        FloatVector.fromMemorySegment(S, ALL, outputs[first + 5] + d, LE)
                .add(d50)
                .intoMemorySegment(ALL, outputs[first + 5] + d, LE);
    }

    private static void updateNarrow(LogisticBlock block, int n, int first, long g) {
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] old = block.outputValues;
        long[] outputs = block.outputs;
        int rowBytes = block.rowBytes;
        long q0 = old[first];
        long q1 = old[first + 1];
        long r0 = outputs[first];
        long r1 = outputs[first + 1];
        for (int d = 0; d < rowBytes; d += BYTES) {
            FloatVector u0 = FloatVector.fromMemorySegment(S, ALL, q0 + d, LE);
            FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, q1 + d, LE);
            FloatVector d0 = FloatVector.zero(S);
            FloatVector d1 = FloatVector.zero(S);
            long c = g;
            for (int i = 0; i < n; i++, c += 8) {
                FloatVector v = FloatVector.fromMemorySegment(S, ALL, values[i] + d, LE);
                long row = inputs[i] + d;
                FloatVector w = FloatVector.fromMemorySegment(S, ALL, row, LE);
                FloatVector g0 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c));
                FloatVector g1 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 4));
                d0 = g0.fma(v, d0);
                w = g0.fma(u0, w);
                d1 = g1.fma(v, d1);
                w = g1.fma(u1, w);
                w.intoMemorySegment(ALL, row, LE);
            }
            (FloatVector.fromMemorySegment(S, ALL, r0 + d, LE).add(d0)).intoMemorySegment(ALL, r0 + d, LE);
            (FloatVector.fromMemorySegment(S, ALL, r1 + d, LE).add(d1)).intoMemorySegment(ALL, r1 + d, LE);
        }
    }
}
