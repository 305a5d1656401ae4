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

    /** Zeroed memory on a 64-byte boundary, released when no longer reachable. */
    static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(bytes, 64);
    }
}
