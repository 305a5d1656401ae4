package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;

import java.lang.ref.Reference;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel on the Vector API.
 *
 * <p>A step over a block has four stages: register-blocked dot products ({@link SimdDots}), their lanes added up to logits
 * ({@link SimdSums}), the coefficients of all pairs lane by lane ({@link SimdLogistic}), and the update ({@link
 * SimdUpdate}).
 *
 * <p>The Vector API is called directly, not through helpers of our own, and methods are kept short: C2 inlines the API's
 * own methods without limit, ours only until its graph has a certain size, and a call that is not inlined puts a vector on
 * the heap, which costs more than the whole step.
 */
final class SimdKernel implements Kernel {
    static final VectorSpecies<Float> S = SimdSpecies.FLOATS;
    static final int LANES = S.length();
    static final int BYTES = S.vectorByteSize();
    static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    @Override
    public String describe() {
        return "SIMD, " + S.vectorBitSize() + "-bit vectors";
    }

    @Override
    public float dot(Matrix a, long rowA, Matrix b, long rowB) {
        long x = address(a.address(rowA));
        long y = address(b.address(rowB));
        int bytes = a.dim() * Float.BYTES;
        FloatVector sum = FloatVector.zero(S);
        int d = 0;
        for (; d + BYTES <= bytes; d += BYTES) {
            long e = distance(d);
            sum = FloatVector.fromMemorySegment(S, ALL, x + e, LE)
                    .fma(FloatVector.fromMemorySegment(S, ALL, y + e, LE), sum);
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
            long row = address(matrix.address(firstRow + r));
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            int d = 0;
            for (; d + 2 * LANES <= whole; d += 2 * LANES) {
                s0 = FloatVector.fromMemorySegment(S, ALL, row + distance(d * Float.BYTES), LE)
                        .fma(FloatVector.fromArray(S, query, d), s0);
                s1 = FloatVector.fromMemorySegment(S, ALL, row + distance(d * Float.BYTES) + BYTES, LE)
                        .fma(FloatVector.fromArray(S, query, d + LANES), s1);
            }
            if (d < whole) {
                s0 = FloatVector.fromMemorySegment(S, ALL, row + distance(d * Float.BYTES), LE)
                        .fma(FloatVector.fromArray(S, query, d), s0);
            }
            if (whole < dim) {
                FloatVector q = FloatVector.fromArray(S, query, whole, rest);
                s1 = load(row + distance(whole * Float.BYTES), rest).fma(q, s1);
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
        SimdUpdate.apply(block, padded);
    }

    @Override
    public void loss(LogisticBlock block) {
        int padded = block.prepare();
        SimdDots.partialSums(block, padded);
        SimdSums.sums(block.partials, block.inputCount * padded, block.coefficients);
        SimdLogistic.coefficients(block, padded, 0);
    }

    @Override
    public void exchange(Matrix shared, long first, Matrix own, Matrix before) {
        int bytes = shared.stride() * Float.BYTES;
        for (long r = 0; r < own.rows(); r++) {
            long common = address(shared.address(first + r));
            long mine = address(own.address(r));
            long old = address(before.address(r));
            for (int d = 0; d < bytes; d += BYTES) {
                long e = distance(d);
                FloatVector change = FloatVector.fromMemorySegment(S, ALL, mine + e, LE)
                        .sub(FloatVector.fromMemorySegment(S, ALL, old + e, LE));
                FloatVector sum =
                        FloatVector.fromMemorySegment(S, ALL, common + e, LE).add(change);
                sum.intoMemorySegment(ALL, common + e, LE);
                sum.intoMemorySegment(ALL, mine + e, LE);
                sum.intoMemorySegment(ALL, old + e, LE);
            }
        }
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(own);
        Reference.reachabilityFence(before);
    }

    @Override
    public void takeRows(Matrix shared, int[] rows, int n, Matrix own) {
        int bytes = shared.stride() * Float.BYTES;
        for (int s = 0; s < n; s++) {
            long from = address(shared.address(rows[s]));
            long to = address(own.address(s));
            for (int d = 0; d < bytes; d += BYTES) {
                long e = distance(d);
                FloatVector.fromMemorySegment(S, ALL, from + e, LE).intoMemorySegment(ALL, to + e, LE);
            }
        }
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(own);
    }

    @Override
    public void subtractRows(Matrix shared, int[] rows, int n, Matrix own) {
        int bytes = shared.stride() * Float.BYTES;
        for (int s = 0; s < n; s++) {
            long from = address(shared.address(rows[s]));
            long to = address(own.address(s));
            for (int d = 0; d < bytes; d += BYTES) {
                long e = distance(d);
                FloatVector.fromMemorySegment(S, ALL, to + e, LE)
                        .sub(FloatVector.fromMemorySegment(S, ALL, from + e, LE))
                        .intoMemorySegment(ALL, to + e, LE);
            }
        }
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(own);
    }

    @Override
    public void combineRows(Matrix changesA, long a, Matrix changesB, long b) {
        int bytes = changesA.stride() * Float.BYTES;
        long x = address(changesA.address(a));
        long y = address(changesB.address(b));
        FloatVector xy = FloatVector.zero(S);
        FloatVector xx = FloatVector.zero(S);
        FloatVector yy = FloatVector.zero(S);
        for (int d = 0; d < bytes; d += BYTES) {
            long e = distance(d);
            FloatVector v = FloatVector.fromMemorySegment(S, ALL, x + e, LE);
            FloatVector w = FloatVector.fromMemorySegment(S, ALL, y + e, LE);
            xy = v.fma(w, xy);
            xx = v.fma(v, xx);
            yy = w.fma(w, yy);
        }
        float inner = SimdSums.sum(xy);
        float keepA = 1;
        float keepB = 1;
        if (inner > 0) {
            keepA -= inner / (2 * SimdSums.sum(xx));
            keepB -= inner / (2 * SimdSums.sum(yy));
        }
        for (int d = 0; d < bytes; d += BYTES) {
            long e = distance(d);
            FloatVector.fromMemorySegment(S, ALL, y + e, LE)
                    .mul(keepB)
                    .add(FloatVector.fromMemorySegment(S, ALL, x + e, LE).mul(keepA))
                    .intoMemorySegment(ALL, x + e, LE);
        }
        Reference.reachabilityFence(changesA);
        Reference.reachabilityFence(changesB);
    }

    @Override
    public void addRow(Matrix shared, long row, Matrix changes, long change) {
        int bytes = shared.stride() * Float.BYTES;
        long to = address(shared.address(row));
        long from = address(changes.address(change));
        for (int d = 0; d < bytes; d += BYTES) {
            long e = distance(d);
            FloatVector.fromMemorySegment(S, ALL, to + e, LE)
                    .add(FloatVector.fromMemorySegment(S, ALL, from + e, LE))
                    .intoMemorySegment(ALL, to + e, LE);
        }
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(changes);
    }

    @Override
    public void mean(RowView view, int[] rows, int n, Matrix mean, long meanRow) {
        long target = address(mean.address(meanRow));
        int bytes = view.stride() * Float.BYTES;
        float share = 1f / n;
        for (int d = 0; d < bytes; d += BYTES) {
            long e = distance(d);
            FloatVector sum = FloatVector.zero(S);
            for (int i = 0; i < n; i++) {
                sum = sum.add(FloatVector.fromMemorySegment(S, ALL, address(view.address(rows[i])) + e, LE));
            }
            sum.mul(share).intoMemorySegment(ALL, target + e, LE);
        }
        view.keepReachable();
        Reference.reachabilityFence(mean);
    }

    @Override
    public void addToEach(RowView view, int[] rows, int n, float factor, Matrix change, long changeRow) {
        long source = address(change.address(changeRow));
        int bytes = view.stride() * Float.BYTES;
        for (int d = 0; d < bytes; d += BYTES) {
            long e = distance(d);
            FloatVector part =
                    FloatVector.fromMemorySegment(S, ALL, source + e, LE).mul(factor);
            for (int i = 0; i < n; i++) {
                long row = address(view.address(rows[i])) + e;
                FloatVector.fromMemorySegment(S, ALL, row, LE).add(part).intoMemorySegment(ALL, row, LE);
            }
        }
        view.keepReachable();
        Reference.reachabilityFence(change);
    }
}
