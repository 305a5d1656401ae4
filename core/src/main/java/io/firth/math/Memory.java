package io.firth.math;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Off-heap memory for matrices and scratch space, and the one door to it by absolute address. */
final class Memory {
    /**
     * All of memory as one segment, so that hot loops address rows of several matrices by absolute address with one
     * constant bounds check and no liveness check. Whoever uses it must keep the owner of the address reachable
     * ({@link java.lang.ref.Reference#reachabilityFence}).
     */
    @SuppressWarnings("restricted")
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Memory() {}

    /**
     * Zeroed memory on a 64-byte boundary, released when no longer reachable. Large pieces lie in huge pages where the
     * system has them: rows are read at random, and with small pages most reads would also miss the translation cache.
     *
     * @throws OutOfMemoryError if it cannot be had
     */
    static MemorySegment allocate(long bytes) {
        if (bytes >= HugePages.SIZE) {
            MemorySegment huge = HugePages.allocate(bytes);
            if (huge != null) {
                return huge;
            }
        }
        return Arena.ofAuto().allocate(bytes, 64);
    }
}
