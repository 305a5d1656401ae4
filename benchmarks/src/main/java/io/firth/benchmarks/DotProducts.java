package io.firth.benchmarks;

import io.firth.math.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The dot product of two rows written in the two ways that {@link DotBenchmark} compares: what a programmer would write
 * first, and the same sum over the widest vectors of this machine.
 *
 * <p>Both read the padding of the rows too (zeros, see {@link Matrix}); neither needs a tail loop for it.
 */
final class DotProducts {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private DotProducts() {}

    /** Σ a[rowA, i] · b[rowB, i], one element after the other; both matrices have been allocated with equal dim. */
    static float plain(Matrix a, long rowA, Matrix b, long rowB) {
        MemorySegment left = a.segment();
        MemorySegment right = b.segment();
        long offsetA = a.offset(rowA);
        long offsetB = b.offset(rowB);
        float sum = 0;
        for (long i = 0; i < (long) a.dim() * Float.BYTES; i += Float.BYTES) {
            sum += left.get(FLOAT, offsetA + i) * right.get(FLOAT, offsetB + i);
        }
        return sum;
    }

    /** The same sum in vectors, fused multiply-adds, one accumulator; both matrices have been allocated with equal dim. */
    static float vector(Matrix a, long rowA, Matrix b, long rowB) {
        MemorySegment left = a.segment();
        MemorySegment right = b.segment();
        long offsetA = a.offset(rowA);
        long offsetB = b.offset(rowB);
        long step = (long) SPECIES.length() * Float.BYTES;
        FloatVector sum = FloatVector.zero(SPECIES);
        for (long i = 0; i < (long) a.stride() * Float.BYTES; i += step) {
            FloatVector x = FloatVector.fromMemorySegment(SPECIES, left, offsetA + i, ByteOrder.LITTLE_ENDIAN);
            FloatVector y = FloatVector.fromMemorySegment(SPECIES, right, offsetB + i, ByteOrder.LITTLE_ENDIAN);
            sum = x.fma(y, sum);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
