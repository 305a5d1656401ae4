package io.firth.math;

import java.lang.foreign.MemorySegment;

/** The JVM's permission to work with memory by address, which kernels and mapped corpora need (JEP 472). */
public final class NativeAccess {
    private NativeAccess() {}

    /**
     * Says in time what the JVM itself says without naming the flag.
     *
     * @throws UnsupportedOperationException if this JVM forbids it
     */
    @SuppressWarnings("restricted")
    public static void require() {
        try {
            MemorySegment.NULL.reinterpret(1);
        } catch (IllegalCallerException e) {
            throw new UnsupportedOperationException(
                    "Firth works with memory by address, which this JVM forbids: start it with"
                            + " --enable-native-access=ALL-UNNAMED",
                    e);
        }
    }
}
