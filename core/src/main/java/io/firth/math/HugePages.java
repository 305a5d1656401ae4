package io.firth.math;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * Memory from Linux's {@code mmap} with {@code madvise(MADV_HUGEPAGE)}: transparent huge pages of 2 MiB. Elsewhere, or
 * where native access is denied, there is none, and the caller takes ordinary memory.
 */
final class HugePages {
    /** Bytes of a huge page. */
    static final long SIZE = 2L << 20;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;

    private HugePages() {}

    /** The three system calls, looked up once; absent where they cannot be had. */
    private record Calls(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise) {
        static final Calls INSTANCE = find();

        @SuppressWarnings("restricted")
        private static Calls find() {
            if (!System.getProperty("os.name").equals("Linux") || Boolean.getBoolean("firth.small-pages")) {
                return null;
            }
            try {
                Linker linker = Linker.nativeLinker();
                SymbolLookup library = linker.defaultLookup();
                return new Calls(
                        linker.downcallHandle(
                                library.findOrThrow("mmap"),
                                FunctionDescriptor.of(
                                        ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG)),
                        linker.downcallHandle(
                                library.findOrThrow("munmap"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG)),
                        linker.downcallHandle(
                                library.findOrThrow("madvise"),
                                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)));
            } catch (IllegalCallerException | UnsupportedOperationException | java.util.NoSuchElementException e) {
                return null; // no native access: ordinary memory does as well, only slower
            }
        }
    }

    /** Zeroed memory aligned to a huge page, unmapped when no longer reachable; null where there is no such thing. */
    static MemorySegment allocate(long bytes) {
        Calls calls = Calls.INSTANCE;
        if (calls == null) {
            return null;
        }
        long mapped = Math.addExact(bytes, 2 * SIZE);
        try {
            MemorySegment start = (MemorySegment)
                    calls.mmap.invokeExact(MemorySegment.NULL, mapped, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
            if (start.address() == -1) {
                throw new OutOfMemoryError("the system has no " + bytes + " bytes of memory left");
            }
            long base = Math.ceilDiv(start.address(), SIZE) * SIZE;
            // advice only: a failure leaves small pages
            int advised = (int) calls.madvise.invokeExact(
                    MemorySegment.ofAddress(base), Math.ceilDiv(bytes, SIZE) * SIZE, MADV_HUGEPAGE);
            return owned(calls, start, mapped).asSlice(base - start.address(), bytes);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MemorySegment owned(Calls calls, MemorySegment start, long mapped) {
        return start.reinterpret(mapped, Arena.ofAuto(), segment -> {
            try {
                int unmapped = (int) calls.munmap.invokeExact(MemorySegment.ofAddress(segment.address()), mapped);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
