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
    static final MemorySegment ALL = all();

    private static final long ADDRESS_BITS = Long.MAX_VALUE >>> 1;

    private Memory() {}

    @SuppressWarnings("restricted")
    private static MemorySegment all() {
        NativeAccess.require();
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }

    /**
     * The address itself, without its two highest bits, which no address has. So the compiler knows that whatever lies within two
     * gigabytes of it is inside {@link #ALL}, and leaves out the checks, which in short loops take as long as the work (docs/decisions/0005).
     */
    static long address(long address) {
        return address & ADDRESS_BITS;
    }

    /** A distance d ≥ 0 from an address, of which the compiler then knows that it is not negative. */
    static long distance(int d) {
        return d & Integer.MAX_VALUE;
    }

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
