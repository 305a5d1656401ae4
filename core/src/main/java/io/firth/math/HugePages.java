package io.firth.math;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory from Linux's {@code mmap} with {@code madvise(MADV_HUGEPAGE)}: transparent huge pages of 2 MiB. Elsewhere
 * there is none, and the caller takes ordinary memory.
 */
final class HugePages {
    /** Bytes of a huge page. */
    static final long SIZE = 2L << 20;

    private static final int MADV_HUGEPAGE = 14;

    private static final SystemCalls CALLS = Boolean.getBoolean("firth.small-pages") ? null : SystemCalls.INSTANCE;

    private HugePages() {}

    /** Zeroed memory aligned to a huge page, unmapped when no longer reachable; null where there is no such thing. */
    static MemorySegment allocate(long bytes) {
        if (CALLS == null) {
            return null;
        }
        long mapped = Math.addExact(bytes, 2 * SIZE);
        try {
            MemorySegment start = CALLS.map(mapped);
            if (start == null) {
                throw new OutOfMemoryError("the system has no " + bytes + " bytes of memory left");
            }
            long base = Math.ceilDiv(start.address(), SIZE) * SIZE;
            // advice only: a failure leaves small pages
            int advised = (int) CALLS.madvise()
                    .invokeExact(MemorySegment.ofAddress(base), Math.ceilDiv(bytes, SIZE) * SIZE, MADV_HUGEPAGE);
            return owned(start, mapped).asSlice(base - start.address(), bytes);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MemorySegment owned(MemorySegment start, long mapped) {
        return start.reinterpret(mapped, Arena.ofAuto(), segment -> {
            try {
                int unmapped = (int) CALLS.munmap().invokeExact(MemorySegment.ofAddress(segment.address()), mapped);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
