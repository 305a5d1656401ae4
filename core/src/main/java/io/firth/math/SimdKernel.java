package io.firth.math;

import static io.firth.math.Memory.ALL;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel on the Vector API.
 *
 * <p>A step over a block has four stages: register-blocked dot products ({@link SimdDots}), their lanes
 * added up to logits ({@link SimdSums}), the coefficients of all pairs lane by lane ({@link SimdLogistic}), and the update, which for each slice of a vector's width
 * keeps the slice of a panel's outputs and of their changes in registers while the inputs stream by.
 */
final class SimdKernel implements Kernel {
    static final VectorSpecies<Float> S = species();
    static final int LANES = S.length();
    static final int BYTES = S.vectorByteSize();
    static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private static VectorSpecies<Float> species() {
        return switch (Integer.getInteger("firth.vector.bits", 0)) {
            case 128 -> FloatVector.SPECIES_128;
            case 256 -> FloatVector.SPECIES_256;
            case 512 -> FloatVector.SPECIES_512;
            default ->
                FloatVector.SPECIES_PREFERRED.length() > 16
                        ? FloatVector.SPECIES_512
                        : FloatVector.SPECIES_PREFERRED.length() < 4
                                ? FloatVector.SPECIES_128
                                : FloatVector.SPECIES_PREFERRED;
        };
    }

    @Override
    public String describe() {
        return "SIMD, " + S.vectorBitSize() + "-bit vectors";
    }

    @Override
    public float dot(Matrix a, long rowA, Matrix b, long rowB) {
        long x = a.address(rowA);
        long y = b.address(rowB);
        int bytes = a.dim() * Float.BYTES;
        FloatVector sum = FloatVector.zero(S);
        int d = 0;
        for (; d + BYTES <= bytes; d += BYTES) {
            sum = FloatVector.fromMemorySegment(S, ALL, x + d, LE)
                    .fma(FloatVector.fromMemorySegment(S, ALL, y + d, LE), sum);
        }
        if (d < bytes) {
            VectorMask<Float> rest = S.indexInRange(0, (bytes - d) / Float.BYTES);
            sum = load(x + d, rest).fma(load(y + d, rest), sum);
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        return sum.reduceLanes(jdk.incubator.vector.VectorOperators.ADD);
    }

    private static FloatVector load(long address, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(S, ALL, address, LE, mask);
    }

    @Override
    public void dots(float[] query, Matrix matrix, long firstRow, int rows, float[] scores) {
        int dim = matrix.dim();
        int whole = S.loopBound(dim);
        VectorMask<Float> rest = S.indexInRange(whole, dim);
        for (int r = 0; r < rows; r++) {
            long row = matrix.address(firstRow + r);
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            int d = 0;
            for (; d + 2 * LANES <= whole; d += 2 * LANES) {
                s0 = FloatVector.fromMemorySegment(S, ALL, row + (long) d * Float.BYTES, LE)
                        .fma(FloatVector.fromArray(S, query, d), s0);
                s1 = FloatVector.fromMemorySegment(S, ALL, row + (long) (d + LANES) * Float.BYTES, LE)
                        .fma(FloatVector.fromArray(S, query, d + LANES), s1);
            }
            if (d < whole) {
                s0 = FloatVector.fromMemorySegment(S, ALL, row + (long) d * Float.BYTES, LE)
                        .fma(FloatVector.fromArray(S, query, d), s0);
            }
            if (whole < dim) {
                FloatVector q = FloatVector.fromArray(S, query, whole, rest);
                s1 = load(row + (long) whole * Float.BYTES, rest).fma(q, s1);
            }
            scores[r] = s0.add(s1).reduceLanes(jdk.incubator.vector.VectorOperators.ADD);
        }
        Reference.reachabilityFence(matrix);
    }

    @Override
    public void step(LogisticBlock block, float learningRate) {
        int padded = block.prepare();
        SimdDots.partialSums(block, padded);
        SimdSums.sums(block.partials, block.inputCount * padded, block.coefficients);
        SimdLogistic.coefficients(block, padded, learningRate);
        int n = block.inputCount;
        long g = block.coefficients;
        int first = 0;
        for (; first + LogisticBlock.WIDE <= padded; first += LogisticBlock.WIDE) {
            updateWide(block, n, first, g);
            g += (long) n * LogisticBlock.WIDE * Float.BYTES;
        }
        for (; first < padded; first += LogisticBlock.NARROW) {
            updateNarrow(block, n, first, g);
            g += (long) n * LogisticBlock.NARROW * Float.BYTES;
        }
    }

    @Override
    public void loss(LogisticBlock block) {
        int padded = block.prepare();
        SimdDots.partialSums(block, padded);
        SimdSums.sums(block.partials, block.inputCount * padded, block.coefficients);
        SimdLogistic.coefficients(block, padded, 0);
    }

    private static void updateWide(LogisticBlock block, int n, int first, long g) {
        long[] inputs = block.inputs;
        long[] values = block.values;
        long[] old = block.outputValues;
        long[] outputs = block.outputs;
        int rowBytes = block.rowBytes;
        long q0 = old[first];
        long q1 = old[first + 1];
        long q2 = old[first + 2];
        long q3 = old[first + 3];
        long q4 = old[first + 4];
        long q5 = old[first + 5];
        long r0 = outputs[first];
        long r1 = outputs[first + 1];
        long r2 = outputs[first + 2];
        long r3 = outputs[first + 3];
        long r4 = outputs[first + 4];
        long r5 = outputs[first + 5];
        for (int d = 0; d < rowBytes; d += BYTES) {
            FloatVector u0 = FloatVector.fromMemorySegment(S, ALL, q0 + d, LE);
            FloatVector u1 = FloatVector.fromMemorySegment(S, ALL, q1 + d, LE);
            FloatVector u2 = FloatVector.fromMemorySegment(S, ALL, q2 + d, LE);
            FloatVector u3 = FloatVector.fromMemorySegment(S, ALL, q3 + d, LE);
            FloatVector u4 = FloatVector.fromMemorySegment(S, ALL, q4 + d, LE);
            FloatVector u5 = FloatVector.fromMemorySegment(S, ALL, q5 + d, LE);
            FloatVector d0 = FloatVector.zero(S);
            FloatVector d1 = FloatVector.zero(S);
            FloatVector d2 = FloatVector.zero(S);
            FloatVector d3 = FloatVector.zero(S);
            FloatVector d4 = FloatVector.zero(S);
            FloatVector d5 = FloatVector.zero(S);
            long c = g;
            for (int i = 0; i < n; i++, c += 24) {
                FloatVector v = FloatVector.fromMemorySegment(S, ALL, values[i] + d, LE);
                long row = inputs[i] + d;
                FloatVector w = FloatVector.fromMemorySegment(S, ALL, row, LE);
                FloatVector g0 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c));
                FloatVector g1 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 4));
                FloatVector g2 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 8));
                FloatVector g3 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 12));
                FloatVector g4 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 16));
                FloatVector g5 = FloatVector.broadcast(S, ALL.get(Matrix.FLOAT, c + 20));
                d0 = g0.fma(v, d0);
                w = g0.fma(u0, w);
                d1 = g1.fma(v, d1);
                w = g1.fma(u1, w);
                d2 = g2.fma(v, d2);
                w = g2.fma(u2, w);
                d3 = g3.fma(v, d3);
                w = g3.fma(u3, w);
                d4 = g4.fma(v, d4);
                w = g4.fma(u4, w);
                d5 = g5.fma(v, d5);
                w = g5.fma(u5, w);
                w.intoMemorySegment(ALL, row, LE);
            }
            // Loaded again, one after the other: a word drawn twice gets both changes.
            (FloatVector.fromMemorySegment(S, ALL, r0 + d, LE).add(d0)).intoMemorySegment(ALL, r0 + d, LE);
            (FloatVector.fromMemorySegment(S, ALL, r1 + d, LE).add(d1)).intoMemorySegment(ALL, r1 + d, LE);
            (FloatVector.fromMemorySegment(S, ALL, r2 + d, LE).add(d2)).intoMemorySegment(ALL, r2 + d, LE);
            (FloatVector.fromMemorySegment(S, ALL, r3 + d, LE).add(d3)).intoMemorySegment(ALL, r3 + d, LE);
            (FloatVector.fromMemorySegment(S, ALL, r4 + d, LE).add(d4)).intoMemorySegment(ALL, r4 + d, LE);
            (FloatVector.fromMemorySegment(S, ALL, r5 + d, LE).add(d5)).intoMemorySegment(ALL, r5 + d, LE);
        }
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

    @Override
    public void mean(Matrix matrix, int[] rows, int n, Matrix mean, long meanRow) {
        long target = mean.address(meanRow);
        int bytes = matrix.stride() * Float.BYTES;
        float share = 1f / n;
        for (int d = 0; d < bytes; d += BYTES) {
            FloatVector sum = FloatVector.zero(S);
            for (int i = 0; i < n; i++) {
                sum = sum.add(FloatVector.fromMemorySegment(S, ALL, matrix.address(rows[i]) + d, LE));
            }
            sum.mul(share).intoMemorySegment(ALL, target + d, LE);
        }
        Reference.reachabilityFence(matrix);
        Reference.reachabilityFence(mean);
    }

    @Override
    public void addToEach(Matrix matrix, int[] rows, int n, float factor, Matrix change, long changeRow) {
        long source = change.address(changeRow);
        int bytes = matrix.stride() * Float.BYTES;
        for (int d = 0; d < bytes; d += BYTES) {
            FloatVector part =
                    FloatVector.fromMemorySegment(S, ALL, source + d, LE).mul(factor);
            for (int i = 0; i < n; i++) {
                long row = matrix.address(rows[i]) + d;
                FloatVector.fromMemorySegment(S, ALL, row, LE).add(part).intoMemorySegment(ALL, row, LE);
            }
        }
        Reference.reachabilityFence(matrix);
        Reference.reachabilityFence(change);
    }

    @Override
    public float touch(Matrix matrix, long row) {
        long address = matrix.address(row);
        int bytes = matrix.stride() * Float.BYTES;
        float sum = 0;
        for (int d = 0; d < bytes; d += 64) {
            sum += ALL.get(Matrix.FLOAT, address + d);
        }
        return sum;
    }
}
