package io.firth.math;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Memory from Linux's {@code mmap} with {@code madvise(MADV_HUGEPAGE)}: transparent huge pages of 2 MiB. Elsewhere
 * there is none, and the caller takes ordinary memory.
 */
final class HugePages {
    /** Bytes of a huge page. */
    static final long SIZE = 2L << 20;

    private static final int MADV_HUGEPAGE = 14;

    private static final SystemCalls CALLS = Boolean.getBoolean("firth.small-pages") ? null : SystemCalls.INSTANCE;

    /** The system is asked again so often, each time after twice the pause, for what the collector may have set free. */
    private static final int TRIES = 9;

    /** So many pauses in vain, each twice as long, are enough: on a busy machine the thread that gives memory back waits for its turn. */
    private static final int PAUSES = 6;

    private static final long FIRST_PAUSE_NANOS = 1_000_000;

    private static final long LEAST_LIMIT = 1L << 30;

    private static final AtomicLong MAPPED = new AtomicLong();

    private static final AtomicLong LIMIT = new AtomicLong(LEAST_LIMIT);

    private HugePages() {}

    /** Bytes that are mapped now. */
    static long mappedBytes() {
        return MAPPED.get();
    }

    /** Bytes that may be mapped before what is no longer reachable is looked for. */
    static long limit() {
        return LIMIT.get();
    }

    /** Zeroed memory aligned to a huge page, unmapped when no longer reachable; null where there is no such thing. */
    static MemorySegment allocate(long bytes) {
        if (CALLS == null) {
            return null;
        }
        long mapped = Math.addExact(bytes, 2 * SIZE);
        try {
            collectNow(mapped);
            MemorySegment start = map(mapped);
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

    /**
     * Training leaves hardly any garbage in the Java heap, so that the collector would not come by itself, however much memory outside
     * the heap is no longer reachable. It is called when twice as much is mapped as after it was called last, and given time as
     * long as memory is given back, which another thread does.
     */
    private static void collectNow(long more) {
        long before = MAPPED.get();
        if (before + more > LIMIT.get()) {
            System.gc();
            long left = before;
            for (int vain = 0; vain < PAUSES; ) {
                LockSupport.parkNanos(FIRST_PAUSE_NANOS << vain);
                long now = MAPPED.get();
                vain = now < left ? 0 : vain + 1;
                left = now;
            }
            LIMIT.set(Math.max(LEAST_LIMIT, 2 * (MAPPED.get() + more)));
        }
    }

    /** Null if there is none left, also when all has been given back that is no longer reachable. */
    private static MemorySegment map(long bytes) throws Throwable {
        MemorySegment start = CALLS.map(bytes);
        for (int i = 0; start == null && i < TRIES; i++) {
            System.gc();
            LockSupport.parkNanos(FIRST_PAUSE_NANOS << i);
            start = CALLS.map(bytes);
        }
        return start;
    }

    @SuppressWarnings("restricted")
    private static MemorySegment owned(MemorySegment start, long mapped) {
        MAPPED.addAndGet(mapped);
        return start.reinterpret(mapped, Arena.ofAuto(), segment -> {
            MAPPED.addAndGet(-mapped);
            try {
                int unmapped = (int) CALLS.munmap().invokeExact(MemorySegment.ofAddress(segment.address()), mapped);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
