package io.firth.math;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/** Linux's calls for memory, looked up once. */
record SystemCalls(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise, MethodHandle mprotect) {
    /** Null where they cannot be had, as on other systems. */
    static final SystemCalls INSTANCE = find();

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

    @SuppressWarnings("restricted")
    private static SystemCalls find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        try {
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            FunctionDescriptor advice = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
            return new SystemCalls(
                    linker.downcallHandle(
                            library.findOrThrow("mmap"),
                            FunctionDescriptor.of(
                                    ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG)),
                    linker.downcallHandle(
                            library.findOrThrow("munmap"), FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG)),
                    linker.downcallHandle(library.findOrThrow("madvise"), advice),
                    linker.downcallHandle(library.findOrThrow("mprotect"), advice));
        } catch (IllegalCallerException | UnsupportedOperationException | NoSuchElementException e) {
            return null; // all does as well without, only slower
        }
    }

    /**
     * New pages of zeros that can be read and written.
     *
     * @return a segment of size 0 at their address, or null if the system has no memory left
     */
    MemorySegment map(long bytes) throws Throwable {
        MemorySegment start = (MemorySegment)
                mmap.invokeExact(MemorySegment.NULL, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
        return start.address() == -1 ? null : start;
    }
}
